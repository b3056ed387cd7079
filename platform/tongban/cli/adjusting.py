"""List adjustments of the catalogue by command: where each stands, and who has not claimed in time (36 §21; 7 §6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import click

from tongban.cases.adjusting import Adjustment, Claimed
from tongban.cases.adjusting import adjustments as adjustments_of
from tongban.cases.register import case_of
from tongban.cli.opening import Opened, now, opened
from tongban.database import scoped
from tongban.law import CaseOutcome
from tongban.publishing.adjusting import KINDS


@click.command("adjustments", help="列出目录调整，以及各级认领发布的情况。")
@click.option("--late", is_flag=True, help="只列有单位超期未认领的。")
def adjustments(late: bool) -> None:
    """Print a line for each adjustment of each city, and one for each body that has to claim it."""
    with opened() as house:
        found = [line for root in _roots(house) for line in _lines(house, root, now(), late=late)]
    click.echo("\n".join(found) or "没有目录调整。")


def _roots(house: Opened) -> tuple[str, ...]:
    return tuple(each.id for each in house.books.workspace.tenants.values() if each.is_root)


def _lines(house: Opened, root: str, at: datetime, *, late: bool) -> Iterator[str]:
    with scoped(root):
        listed = adjustments_of(house.sessions(), root, at)
    for each in listed:
        if each.late or not late:
            yield _line(each)
            yield from (f"  {_claim(house, claimed)}" for claimed in each.claims)


def _line(found: Adjustment) -> str:
    case = case_of(found.row)
    outcomes = {CaseOutcome.GRANTED: "已确认", CaseOutcome.REFUSED: "不予确认"}
    at = outcomes.get(case.outcome) if case.outcome else {"legality": "合法性审核中"}.get(case.current_step or "")
    titles = "、".join(str(case.answers["titles"]).splitlines())
    kind = KINDS.get(str(case.answers["kind"]), "")
    return f"{found.row.number}  {kind}“{titles}”  {found.row.applicant_name}  {at or '等待确认'}"


def _claim(house: Opened, claimed: Claimed) -> str:
    name = house.books.shelf.tenant(claimed.tenant).name
    if claimed.done_at is not None:
        return f"{name}：{'超期认领' if claimed.late else '已认领'}"
    return f"{name}：{'超期未认领' if claimed.late else '待认领'}"
