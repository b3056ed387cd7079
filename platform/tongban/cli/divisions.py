"""Commands on changes of divisions and bodies: tell what one would move, carry it out, see that all is owned (T6)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tongban.cases.handing_over import carry_out as carry_through
from tongban.cases.handing_over import naming, orphans, plan
from tongban.cli.opening import now, opened
from tongban.definitions.changes import read_change
from tongban.errors import TongbanError


@click.group(help="区划和机构变更：预演、执行、核对。")
def divisions() -> None:
    """Hold the commands on changes together."""


@divisions.command(help="预演或者执行一项变更，例如 tenants/_changes/2025-11-liangjiang.yaml。")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="只说明会移交什么，不改动任何数据。")
@click.option("--carry-out", is_flag=True, help="执行；中断后再次执行会接着做。")
def change(file: Path, dry_run: bool, carry_out: bool) -> None:
    """Tell what a change would move, or carry it out; one of the two must be asked for."""
    if dry_run == carry_out:
        raise TongbanError("请写明 --dry-run（预演）或者 --carry-out（执行）其中之一。")
    if not file.is_file():
        raise TongbanError(f"没有这个文件：{file}。")
    read = read_change(file.read_text("utf-8"), file.as_posix())
    with opened() as house:
        session = house.sessions()
        old = read.moves[0].old
        zone = house.books.rulebook(old).timezone
        told = plan(session, house.books, read, now().astimezone(zone).date())
        click.echo("\n".join(told.told()))
        if dry_run:
            if told.faults:
                sys.exit(1)
            return
        done = carry_through(session, house.books, read, by="命令行", now=now(), zone=zone)
        left = orphans(session)
    click.echo(f"已移交 {len(done.moved)} 组，此前已移交 {done.done_before} 组；无主数据 {len(left)} 处。")
    if left:
        sys.exit(1)


@divisions.command(help="核对没有数据落在已经撤销或者不存在的租户名下；有的退出码为 1。")
def check() -> None:
    """List what belongs to nobody."""
    with opened() as house:
        ended = {each.id for each in house.books.workspace.tenants.values() if each.ended}
        found = [*orphans(house.sessions()), *naming(house.books, ended)]
    for each in found:
        click.echo(each)
    click.echo(f"核对完毕，{len(found)} 处需要处理。")
    if found:
        sys.exit(1)
