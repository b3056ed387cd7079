"""Commands on spreadsheets: items, materials or the catalogue out to a workbook, and back in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from tongban.cli.stages import today_in
from tongban.definitions import (
    Finding,
    FolderSources,
    LayeredSources,
    MemorySources,
    Workspace,
    load_workspace,
    report,
)
from tongban.definitions.finding import in_order
from tongban.definitions.lint import lint_item
from tongban.definitions.sheets import (
    MOST_BYTES,
    WANTED,
    Imported,
    export_sheets,
    import_sheets,
    read_workbook,
    write_workbook,
)
from tongban.errors import NotFound, TongbanError
from tongban.settings import settings_from

_WANTED = click.argument("wanted", type=click.Choice(WANTED))
_TENANT = click.option("--tenant", default=None, help="只处理一个租户认领的和自建的事项。")


@click.command("export-sheet", help="把事项、材料或者基本目录导出为 Excel 工作簿。")
@_WANTED
@click.argument("file", type=click.Path(path_type=Path))
@_TENANT
def export_sheet(wanted: str, file: Path, tenant: str | None) -> None:
    """Write the workbook; nothing of the definitions changes."""
    workspace = load_workspace(FolderSources(settings_from(os.environ).home))
    _refuse_unknown(tenant, tuple(workspace.tenants))
    sheets = export_sheets(workspace, wanted, tenant)
    file.write_bytes(write_workbook(sheets))
    click.echo(f"已导出到 {file}：" + "、".join(f"{each.name} {len(each.rows)} 行" for each in sheets) + "。")


@click.command("import-sheet", help="把改好的工作簿写回事项定义；有一处不对，那个事项就全部不写。")
@_WANTED
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_TENANT
@click.option("--dry-run", is_flag=True, help="只检查，不写文件。")
def import_sheet(wanted: str, file: Path, tenant: str | None, dry_run: bool) -> None:
    """Write changed files only, and none where the result has a new error; exit with 1 where anything was refused."""
    home = settings_from(os.environ).home
    workspace = load_workspace(FolderSources(home))
    _refuse_unknown(tenant, tuple(workspace.tenants))
    if file.stat().st_size > MOST_BYTES:
        raise TongbanError(f"文件超过 {MOST_BYTES // 1024 // 1024} MB，不予读取。")
    done = import_sheets(workspace, read_workbook(file.read_bytes()), wanted, tenant)
    for each in done.changes:
        place = f"{each.item}  {each.sheet} 第 {each.row} 行“{each.column}”"
        click.echo(f"{place}：{each.before or '（空）'} → {each.after or '（空）'}")
    for refused in done.refused:
        click.echo(f"× {refused}")
    found, wrong = _judged(workspace, done)
    if found:
        click.echo(report(found))
    if not dry_run and not wrong:
        for path, text in done.texts.items():
            (home / path).write_text(text, encoding="utf-8")
    told = "检查有错误，没有写回任何文件：" if wrong else "可以写回" if dry_run else "已写回"
    click.echo(f"{told} {len(done.changes)} 处改动，{len(done.texts)} 个文件；拒绝 {len(done.refused)} 处。")
    if done.refused or wrong:
        sys.exit(1)


def _judged(workspace: Workspace, done: Imported) -> tuple[tuple[Finding, ...], bool]:
    """Lint the touched items as they would be, and tell whether the workbook brings an error that is not there now."""
    after = load_workspace(LayeredSources((MemorySources(dict(done.texts)), workspace.sources)))
    named = {each.item for each in done.changes}
    touched = [name for name in after.items if name in named or after.entry_of(name) in named]
    found, before = _findings(after, touched, done), _findings(workspace, touched, done)
    known = {(each.code, each.path, each.message) for each in before}
    return found, any(each.is_error and (each.code, each.path, each.message) not in known for each in found)


def _findings(workspace: Workspace, touched: Iterable[str], done: Imported) -> tuple[Finding, ...]:
    today = today_in(workspace)
    loading = [each for each in workspace.findings if each.path in done.texts]
    own = [each for name in touched if name in workspace.items for each in lint_item(workspace, name, today=today)]
    return in_order((*loading, *own))


def _refuse_unknown(tenant: str | None, known: tuple[str, ...]) -> None:
    if tenant is not None and tenant not in known:
        raise NotFound(f"没有租户“{tenant}”，现有：{'、'.join(known)}。")
