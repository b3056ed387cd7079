"""`tongban archive`: pack, check, list, hand over and destroy the archives of closed cases (E5)."""

from __future__ import annotations

import csv
import os
import sys
from pathlib import Path

import click

from tongban.cases.archiving import (
    archive_of,
    archives,
    destroy,
    hand_over,
    make_archive,
    propose_destruction,
    seal_fault,
    verify_bag,
)
from tongban.cases.checkpoints import AuditKey
from tongban.cases.files import FileStore
from tongban.cases.register import case_row
from tongban.cli.opening import Opened, now, opened
from tongban.database import scoped
from tongban.errors import TongbanError
from tongban.publishing.memory import definition
from tongban.settings import settings_from

STATES = {"kept": "保管中", "handed_over": "已移交", "destroyed": "已销毁"}


@click.group(help="办件归档：制作、核验、移交、销毁。")
def archive() -> None:
    """Hold the commands on archives together."""


@archive.command("make", help="为一个已经办结的办件制作归档包。")
@click.argument("case")
def make(case: str) -> None:
    """Pack one case now; the outbox does it by itself some time after its end."""
    with opened() as house:
        session = house.sessions()
        row = case_row(session, case)
        with scoped(row.tenant_id):
            described, books = definition(session, row.definition_hash), house.books
            rulebook, calendar = books.rulebook_at(row.tenant_id, row.opened_at), books.calendar(row.tenant_id)
            store, key = FileStore(house.settings.files_url), AuditKey(house.settings.keys)
            made = make_archive(session, store, key, row, described, rulebook, calendar, now())
            session.commit()
    until = f"保管到 {made.keep_until}" if made.keep_until else "永久保管"
    click.echo(f"已归档 {made.number}，{made.size} 字节，{until}，SHA-256 {made.package}。")


@archive.command("verify", help="核验一个办件的归档包，或者一个归档包文件；不符的退出码为 1。")
@click.argument("case_or_file")
def verify(case_or_file: str) -> None:
    """Check a package as RFC 8493 asks, ours from the store or a file from anywhere."""
    path = Path(case_or_file)
    if path.is_file():
        package = path.read_bytes()
    else:
        with opened() as house:
            package = _package(house, case_or_file)
    known = AuditKey(settings_from(os.environ).keys).known()
    faults = list(verify_bag(package))
    if not faults and (unsealed := seal_fault(package, known)) is not None:
        faults.append(unsealed)
    for each in faults:
        click.echo(f"{each.path}：{each.message}" if each.path else each.message)
    click.echo(f"核验完毕，{len(faults)} 处不符。")
    if faults:
        sys.exit(1)


@archive.command("list", help="列出一个租户的归档包；--expired 只列保管期满的。")
@click.option("--tenant", required=True, help="租户编号。")
@click.option("--expired", is_flag=True, help="只列保管期满、没有销毁的。")
def list_archives(tenant: str, expired: bool) -> None:
    """List archives, the newest first."""
    with opened() as house, scoped(tenant):
        found = archives(house.sessions(), expired_on=now().date() if expired else None)
    for each in found:
        until = str(each.keep_until) if each.keep_until else "永久"
        click.echo(f"{each.number} {each.title} {STATES[each.state]} 保管到 {until}")
    click.echo(f"共 {len(found)} 件。")


@archive.command("hand-over", help="把归档包连同移交清单写到一个文件夹，并登记移交。")
@click.argument("cases", nargs=-1, required=True)
@click.option("--tenant", required=True, help="租户编号。")
@click.option("--to", "receiver", required=True, help="接收单位，例如 云阳县档案馆。")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="写到哪个文件夹。")
@click.option("--by", required=True, help="经办人姓名。")
def hand_over_archives(cases: tuple[str, ...], tenant: str, receiver: str, folder: Path, by: str) -> None:
    """Write packages and their list, and note that they went."""
    with opened() as house, scoped(tenant):
        session, store = house.sessions(), FileStore(house.settings.files_url)
        zone = house.books.rulebook(tenant).timezone
        found = hand_over(session, cases, receiver, by=by, now=now())
        folder.mkdir(parents=True, exist_ok=True)
        for each in found:
            (folder / f"{each.number}.zip").write_bytes(store.get(each.package))
        with (folder / "移交清单.csv").open("w", encoding="utf-8-sig", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(["办件编号", "事项", "办结时间", "保管期限", "文件", "大小", "SHA-256"])
            for each in found:
                closed = f"{each.closed_at.astimezone(zone):%Y-%m-%d %H:%M}"
                name = f"{each.number}.zip"
                lines.writerow([each.number, each.title, closed, each.retention, name, each.size, each.package])
        session.commit()
    click.echo(f"已移交 {len(found)} 件给{receiver}，清单在 {folder / '移交清单.csv'}。")


@archive.command("propose-destruction", help="提出销毁一个保管期满的归档包；另一人批准后才销毁。")
@click.argument("case")
@click.option("--by", required=True, help="提出人姓名。")
@click.option("--reason", required=True, help="理由，例如鉴定意见的名称。")
def propose(case: str, by: str, reason: str) -> None:
    """Propose to destroy a package."""
    with opened() as house:
        session = house.sessions()
        with scoped(case_row(session, case).tenant_id):
            found = propose_destruction(session, case, by=by, reason=reason, now=now())
            session.commit()
    click.echo(f"已提出销毁 {found.number}，请由另一人批准：tongban archive destroy {found.number} --by 姓名")


@archive.command("destroy", help="批准并销毁一个归档包；批准人不能是提出人。")
@click.argument("case")
@click.option("--by", required=True, help="批准人姓名。")
def destroy_archive(case: str, by: str) -> None:
    """Approve and destroy; the register keeps that it was."""
    with opened() as house:
        session = house.sessions()
        with scoped(case_row(session, case).tenant_id):
            found = destroy(session, FileStore(house.settings.files_url), case, by=by, now=now())
            session.commit()
    click.echo(f"已销毁 {found.number} 的归档包：{found.proposed_by}提出，{found.approved_by}批准。")


def _package(house: Opened, case: str) -> bytes:
    session = house.sessions()
    with scoped(case_row(session, case).tenant_id):
        found = archive_of(session, case)
        if found.destroyed_at is not None:
            raise TongbanError(f"办件 {found.number} 的归档包已经销毁，不能核验。")
        return FileStore(house.settings.files_url).get(found.package)
