"""Commands on cases: explain the count of days, verify the histories."""

from __future__ import annotations

import sys

import click
from sqlalchemy import select

from tongban.cases.history import verify
from tongban.cases.register import case_row, explanations
from tongban.cases.tables import CaseRow
from tongban.cli.opening import opened
from tongban.database import Scope, scoped


@click.command(help="逐日说明一个办件的期限是怎样计算的。")
@click.argument("case")
def explain(case: str) -> None:
    """Print the count of days of every limit of a case."""
    with opened() as house:
        session = house.sessions()
        row = case_row(session, case)
        for each in explanations(house.books, row):
            click.echo(f"{each.text}\n")


@click.group(help="核验办件历史。")
def audit() -> None:
    """Hold the commands on histories together."""


@audit.command("verify", help="核验全部办件历史：校验链完整，没有缺失，还原结果一致。")
def verify_histories() -> None:
    """Check every case; exit with 1 when one does not hold."""
    with opened() as house, scoped(Scope.everywhere("audit verify")):
        session = house.sessions()
        rows = session.scalars(select(CaseRow).order_by(CaseRow.tenant_id, CaseRow.number)).all()
        faults = list(verify(session, rows))
    for fault in faults:
        click.echo(f"{fault.number}：{fault.message}")
    click.echo(f"核验 {len(rows)} 件，{len(faults)} 处不符。")
    if faults:
        sys.exit(1)
