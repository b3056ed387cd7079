"""Commands on cases: explain the count of days."""

from __future__ import annotations

import click

from tongban.cases.register import case_row, explanations
from tongban.cli.opening import opened


@click.command(help="逐日说明一个办件的期限是怎样计算的。")
@click.argument("case")
def explain(case: str) -> None:
    """Print the count of days of every limit of a case."""
    with opened() as house:
        session = house.sessions()
        row = case_row(session, case)
        for each in explanations(house.books, row):
            click.echo(f"{each.text}\n")
