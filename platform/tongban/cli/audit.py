"""`tongban audit`: make, export and verify the checkpoints; verify the histories of cases (V5)."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import click
from sqlalchemy import select

from tongban.cases.checkpoints import AuditKey, checkpoint_all, export_lines, verify_checkpoints, verify_export
from tongban.cases.history import verify
from tongban.cases.tables import CaseRow
from tongban.cases.tickets import TicketRow
from tongban.cases.tickets.history import verify_tickets
from tongban.cli.opening import now, opened
from tongban.database import Scope, scoped
from tongban.errors import TongbanError


@click.group(help="核验办件历史和审计记录。")
def audit() -> None:
    """Hold the commands on histories together."""


@audit.command("verify", help="核验全部办件历史和检查点：没有改动、缺失、调换，末尾也没有被删除。")
@click.option("--against", type=click.Path(path_type=Path, dir_okay=False), help="此前导出的检查点文件，一并对照。")
def verify_histories(against: Path | None) -> None:
    """Check every case and every checkpoint; exit with 1 when one does not hold."""
    with opened() as house, scoped(Scope.everywhere("audit verify")):
        session, known = house.sessions(), AuditKey(house.settings.keys).known()
        asked = select(CaseRow).order_by(CaseRow.tenant_id, CaseRow.number)
        rows = session.scalars(asked).all()
        tickets = session.scalars(select(TicketRow).order_by(TicketRow.tenant_id, TicketRow.number)).all()
        found = (*verify(session, rows), *verify_tickets(session, tickets))
        faults = [f"{each.number}：{each.message}" for each in found]
        signed = list(verify_checkpoints(session, known))
        if against is not None:
            signed += verify_export(session, _lines(against), known)
    faults += [f"{each.where}：{each.message}" for each in dict.fromkeys(signed)]
    for fault in faults:
        click.echo(fault)
    click.echo(f"核验 {len(rows)} 件，{len(faults)} 处不符。")
    if faults:
        sys.exit(1)


@audit.command("checkpoint", help="立即为有变动的租户签署检查点；后台每小时自动签署一次。")
def make_checkpoints() -> None:
    """Sign where everything stands."""
    with opened() as house:
        made = checkpoint_all(house.sessions, AuditKey(house.settings.keys), now(), every=timedelta(0))
    click.echo(f"已签署 {made} 个检查点。")


@audit.command("export", help="导出全部检查点，交由系统以外保存。")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export_checkpoints(file: Path) -> None:
    """Write all checkpoints into a file, a line each."""
    with opened() as house, scoped(Scope.everywhere("audit export")):
        lines = list(export_lines(house.sessions()))
    file.write_text("".join(f"{each}\n" for each in lines), "utf-8")
    click.echo(f"已导出 {len(lines)} 个检查点到 {file}。")


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise TongbanError(f"读不出导出文件：{path}。") from fault
