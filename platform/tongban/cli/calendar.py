"""`tongban calendar`: declare a day off or on while cases are running, and count again what is open (D1)."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import click

from tongban.calendars.declared import Declaration, declarations, path_of
from tongban.cases.declaring import Projection, declare, project
from tongban.cli.opening import now, opened

_DAY = click.DateTime(["%Y-%m-%d"])
BY = "命令行"


@click.group(help="工作日历：临时宣布停止办公或者上班，重新计算在办件的期限。")
def calendar() -> None:
    """Hold the commands on the calendar together."""


@calendar.command("declare-off", help="宣布某日停止办公，对该租户和全部下级生效。")
@click.argument("day", type=_DAY)
@click.option("--tenant", required=True, help="租户编号，例如 yunyang；全市写最上级租户。")
@click.option("--basis", required=True, help="依据，例如停止办公通知的名称和文号。")
@click.option("--dry-run", is_flag=True, help="只说明哪些期限会改变，不改动任何数据。")
def declare_off(day: datetime, tenant: str, basis: str, dry_run: bool) -> None:
    """Declare a working day off."""
    _declare(day, tenant, basis, working=False, dry_run=dry_run)


@calendar.command("declare-on", help="宣布某个休息日上班，或者撤回一次停止办公的宣布。")
@click.argument("day", type=_DAY)
@click.option("--tenant", required=True, help="租户编号。")
@click.option("--basis", required=True, help="依据。")
@click.option("--dry-run", is_flag=True, help="只说明哪些期限会改变，不改动任何数据。")
def declare_on(day: datetime, tenant: str, basis: str, dry_run: bool) -> None:
    """Declare a day off to be worked."""
    _declare(day, tenant, basis, working=True, dry_run=dry_run)


@calendar.command("declared", help="列出一个租户临时宣布过的日期。")
@click.option("--tenant", required=True, help="租户编号。")
def declared_days(tenant: str) -> None:
    """List the declarations of a tenant, in the order in which they were made."""
    with opened() as house:
        house.books.shelf.tenant(tenant)
        text = house.books.shelf.text(path_of(tenant))
        zone = house.books.rulebook(tenant).timezone
    for each in declarations(text) if text else ():
        click.echo(
            f"{each.day} {each.reason}，依据：{each.basis}（{each.at.astimezone(zone):%Y-%m-%d %H:%M}，{each.by}）"
        )


def _declare(day: datetime, tenant: str, basis: str, *, working: bool, dry_run: bool) -> None:
    declared = Declaration(day.date(), working, basis, now(), BY)
    with opened() as house:
        house.books.shelf.tenant(tenant)
        work = project if dry_run else declare
        found = work(house.sessions, house.books, declared, tenant, now())
    click.echo("\n".join(_told(found, dry_run=dry_run)))
    if found.failed:
        raise SystemExit(1)


def _told(found: Projection, *, dry_run: bool) -> list[str]:
    ways = Counter((each.before, each.after) for each in found.moved)
    lines = [f"{before} → {after}：{count} 个期限" for (before, after), count in sorted(ways.items())]
    cases = len({each.number for each in found.moved})
    verb = "会移动" if dry_run else "已移动"
    lines.append(f"查看在办件 {found.looked_at} 件，{verb} {len(found.moved)} 个期限（{cases} 件）。")
    if found.failed:
        lines.append(f"有 {len(found.failed)} 件没有算成：{'、'.join(found.failed[:10])}。排除故障后再次执行会接着做。")
    lines.append(f"{'预演，没有改动任何数据。' if dry_run else ''}日历版本：{found.calendar}。")
    return lines
