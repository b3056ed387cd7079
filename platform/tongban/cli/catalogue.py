"""Commands on catalogues: list, search and export the city's own; take in a partner's."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import click

from tongban.definitions import FolderSources, load_workspace
from tongban.definitions.catalogues import (
    CatalogueLine,
    Partner,
    PartnerImport,
    Wanted,
    catalogue_csv,
    catalogue_json,
    catalogue_lines,
    check_partner,
    matching,
    partner_texts,
    rows_of_file,
)
from tongban.errors import TongbanError
from tongban.settings import settings_from


@click.group(help="基本目录：列出、查找、导出。")
def catalogue() -> None:
    """Hold the commands on the catalogue together."""


def _lines() -> tuple[CatalogueLine, ...]:
    return catalogue_lines(load_workspace(FolderSources(settings_from(os.environ).home)))


def _show(lines: tuple[CatalogueLine, ...]) -> None:
    for each in lines:
        levels = "、".join(each.levels) or "未写明层级"
        code = each.base_code or "未公布编码"
        click.echo(f"{each.id}  {each.name}  {each.kind_name}  {code}  {each.department}  {levels}")
    click.echo(f"共 {len(lines)} 条。")


@catalogue.command("list", help="列出基本目录。")
@click.option("--kind", default="", help="事项类型，例如 01 或者 行政许可。")
@click.option("--department", default="", help="主管部门。")
@click.option("--level", default="", help="行使层级：city、county、township、village。")
def list_entries(kind: str, department: str, level: str) -> None:
    """List the entries, or those of a kind, department and level."""
    _show(matching(_lines(), Wanted("", kind, department, level)))


@catalogue.command(help="按名称、编码、部门或者依据查找。")
@click.argument("words", nargs=-1, required=True)
def search(words: tuple[str, ...]) -> None:
    """Find the entries that hold every word."""
    _show(matching(_lines(), Wanted(" ".join(words))))


@catalogue.command(help="导出为 .csv 或者 .json。")
@click.argument("file", type=click.Path(path_type=Path))
def export(file: Path) -> None:
    """Write the catalogue for others to read."""
    lines = _lines()
    if file.suffix == ".json":
        file.write_text(catalogue_json(lines), encoding="utf-8")
    elif file.suffix == ".csv":
        file.write_bytes(catalogue_csv(lines))
    else:
        raise TongbanError("只能导出为 .csv 或者 .json；要导出 Excel 工作簿，请用 tongban export-sheet catalogue。")
    click.echo(f"已导出 {len(lines)} 条到 {file}。")


@click.command("import-catalogue", help="导入合作地区的事项目录，并报告哪些没有采用、为什么。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--partner", required=True, help="合作方编号，例如 guangan。")
@click.option("--province", default="51", show_default=True, help="合作方编码开头的两位省级代码。")
@click.option("--section", default="", help="Markdown 文件中标题含有这个词的一节。")
@click.option("--dry-run", is_flag=True, help="只检查，不写文件。")
def import_catalogue(file: Path, partner: str, province: str, section: str, dry_run: bool) -> None:
    """Check every row and keep what is sound as data of the partner."""
    if not partner.isascii() or not partner.replace("-", "").isalnum() or partner != partner.lower():
        raise TongbanError(f"合作方编号“{partner}”不对，应由小写字母、数字和连字符组成。")
    done = check_partner(Partner(partner, province), rows_of_file(file.name, file.read_bytes(), section))
    if not dry_run:
        home = settings_from(os.environ).home
        for path, text in partner_texts(done).items():
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            (home / path).write_text(text, encoding="utf-8", newline="")
    _report(done)


def _report(done: PartnerImport) -> None:
    for each in done.refused:
        click.echo(f"× 第 {each.row.line} 行 {each.row.department}｜{each.row.name}：{each.reason}")
    for remarked in done.remarked:
        click.echo(f"? {remarked.department}｜{remarked.name}（{remarked.code}）：{remarked.remark}")
    kinds = Counter(each.kind for each in done.taken)
    click.echo("按类型：" + "、".join(f"{kind} {count}" for kind, count in sorted(kinds.items())) + "。")
    told = f"采用 {len(done.taken)} 项，其中 {len(done.remarked)} 项待核对；拒绝 {len(done.refused)} 项。"
    click.echo(told)
