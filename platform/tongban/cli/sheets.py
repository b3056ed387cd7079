"""Commands on spreadsheets: items, materials or the catalogue out to a workbook, and back in."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from tongban.definitions import FolderSources, load_workspace
from tongban.definitions.sheets import MOST_BYTES, WANTED, export_sheets, import_sheets, read_workbook, write_workbook
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
    """Write changed files only; exit with 1 where a cell was refused."""
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
    if not dry_run:
        for path, text in done.texts.items():
            (home / path).write_text(text, encoding="utf-8")
    told = "可以写回" if dry_run else "已写回"
    click.echo(f"{told} {len(done.changes)} 处改动，{len(done.texts)} 个文件；拒绝 {len(done.refused)} 处。")
    if done.refused:
        sys.exit(1)


def _refuse_unknown(tenant: str | None, known: tuple[str, ...]) -> None:
    if tenant is not None and tenant not in known:
        raise NotFound(f"没有租户“{tenant}”，现有：{'、'.join(known)}。")
