"""Measure against the floor: print a table and write `bench.json`. It fails only where it cannot run."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from sqlalchemy import make_url

from bench import bundles, crowd, figures, instance, item, journeys, many_items, pages, proving, queues
from bench.bare_view import bare_app
from bench.figures import Figure
from bench.serving import pages_per_second, served
from servers.postgres import fresh_database, postgres
from tongban.cli.main import look_seldom_for_waste
from tongban.settings import REPOSITORY, Settings

JOURNEYS = 12
ROUNDS, REQUESTS = 5, 60
QUEUES = 60
MANY_CASES, MANY_TENANTS, FEW_TENANTS, FEW_CASES = 100_000, 1_000, 3, 100


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def run(server: str, data: Path) -> dict[str, Figure]:
    """Measure everything on one PostgreSQL, in databases that are copies of one loaded city."""
    instance.load(server, "bench_city", data)
    copy = partial(_copy, server, data)
    found: dict[str, Figure] = {}
    with instance.opened(copy("bench_ours")) as ours:
        for name in item.SECTIONS:
            measured = journeys.measure(ours, copy("bench_floor").database_url, name, JOURNEYS)
            found[name.replace("bench", "journey").replace("-", "_")] = measured.figure
            say(f"{name}: {measured.statements} statements, {measured.rows} rows written")
        found |= bundles.figures(ours)
    few, many, wide = (copy(f"bench_{name}") for name in ("few", "many", "wide"))
    for settings, tenants, cases in (
        (few, FEW_TENANTS, FEW_CASES),
        (many, FEW_TENANTS, FEW_CASES),
        (wide, MANY_TENANTS, FEW_CASES),
    ):
        crowd.crowd(_superuser(server, settings), instance.MONDAY, tenants=tenants, cases=cases)
    crowd.more(_superuser(server, many), instance.MONDAY, after=FEW_CASES, cases=MANY_CASES)
    found |= _pages(few)
    found["lint_2000"] = many_items.figure()
    found["prove_60"] = proving.figure()
    with _all_open(many, wide, few) as (many_cases, many_tenants, small):
        found["queue_cases"] = queues.compare(many_cases, small, QUEUES)
        found["queue_tenants"] = queues.compare(many_tenants, small, QUEUES)
    return found


def _pages(settings: Settings) -> dict[str, Figure]:
    with instance.opened(settings) as opened:
        people = pages.settle(opened)
        app = pages.application(opened)
        seen = pages.look(app, people)
        for name, page in seen.items():
            say(f"{name}: {len(page.queries)} queries (aim ≤ 6), {page.template}")
            if "-v" in sys.argv:
                say("\n".join(f"    {' '.join(query.split())[:150]}" for query in page.queries))
        pages.engine_of(app).dispose()  # the processes to come open connections of their own
        with served(partial(pages.application, opened)) as ours, served(partial(bare_app, seen, app)) as floor:
            return {name: _page(page, ours, floor) for name, page in seen.items()}


def _page(page: pages.Page, ours: int, floor: int) -> Figure:
    """Load ours and the floor in turns; the first round of each only warms up."""
    rates = [
        [pages_per_second(port, page.path, page.cookie, REQUESTS) for port in (ours, floor)] for _ in range(1 + ROUNDS)
    ]
    return Figure(*(median(each) for each in zip(*rates[1:], strict=True)), "pages/s", "≥ 0.5")


def _copy(server: str, data: Path, name: str) -> Settings:
    return instance.at(fresh_database(server, name, "bench_city"), data)


def _superuser(server: str, settings: Settings) -> str:
    return server.replace("/postgres?", f"/{make_url(settings.database_url).database}?")


@contextmanager
def _all_open(*settings: Settings) -> Iterator[list[instance.Instance]]:
    with ExitStack() as stack:
        yield [stack.enter_context(instance.opened(each)) for each in settings]


if __name__ == "__main__":
    look_seldom_for_waste()  # as the command does that serves, and the one that lints
    with postgres() as address, tempfile.TemporaryDirectory() as folder:
        measured = run(address, Path(folder))
    say(figures.table(measured, ("ours", "floor", "ratio")))
    figures.keep(measured, REPOSITORY / "bench.json")
