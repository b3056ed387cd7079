"""`tongban mutate`: break definitions on purpose and count what the linter and the proof catch."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import click

from tongban.assurance.mutate import Judged, found_before, judge, mutants, workshop
from tongban.cli.stages import calendar_of, workspace_here
from tongban.errors import NotFound


@click.command(help="按种子把每个事项弄错许多次，报告检查和证明发现了多少。")
@click.argument("items", nargs=-1)
@click.option("--count", default=200, show_default=True, help="每个事项弄错的次数。")
@click.option("--seed", default=1, show_default=True, help="种子；种子相同，错法相同。")
@click.option("--jobs", default=os.cpu_count() or 1, show_default=True, help="同时进行的进程数。")
def mutate(items: tuple[str, ...], count: int, seed: int, jobs: int) -> None:
    """Print `caught N of M`, by what caught them, and every miss."""
    _sources, workspace = workspace_here()
    if unknown := sorted(set(items) - workspace.items.keys()):
        raise NotFound(f"没有可用的事项“{unknown[0]}”。")
    names = items or tuple(each for each in sorted(workspace.items) if workspace.claimants(each))
    total: Counter[str] = Counter()
    for item, judged in zip(names, _judged(names, seed, count, jobs), strict=True):
        by = Counter(caught for _told, caught in judged)
        total += by
        click.echo(f"{item}  {_figures(by)}")
        for told, caught in judged:
            if not caught:
                click.echo(f"  × {told}")
    click.echo(_figures(total))


def _judged(names: tuple[str, ...], seed: int, count: int, jobs: int) -> Iterator[list[tuple[str, str]]]:
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(judge_item, names, [seed] * len(names), [count] * len(names))


def judge_item(item: str, seed: int, count: int) -> list[tuple[str, str]]:
    """Break one item and give each break, told, with what caught it; in a process of its own."""
    sources, workspace = workspace_here()
    bench = workshop(sources, item)
    calendar = calendar_of(sources, workspace, bench.tenant)
    before = found_before(bench, calendar)
    found: list[Judged] = [judge(bench, each, calendar, before) for each in mutants(bench, seed, count)]
    return [(str(each.mutant), each.caught_by) for each in found]


def _figures(by: Counter[str]) -> str:
    told = "，".join(f"{name} {by[name]}" for name in ("lint", "proof") if by[name])
    return f"caught {by.total() - by['']} of {by.total()}（{told}）"
