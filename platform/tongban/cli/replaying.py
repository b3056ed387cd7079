"""`tongban replay` and `tongban record-example`: real cases on a draft, real cases made examples. Both only read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click
from sqlalchemy.orm import Session

from tongban.assurance.recording import record_case
from tongban.assurance.replay import KINDS, Impact
from tongban.assurance.simulate import Stage
from tongban.cases.history import events_of
from tongban.cases.impact import impact_on_cases
from tongban.cases.register import case_of, case_row
from tongban.cli.opening import Opened, now, opened
from tongban.database import scoped
from tongban.definitions import Definition
from tongban.errors import NotFound, TongbanError
from tongban.publishing import PublicationRefused, definition
from tongban.publishing.checking import resolve_and_compile
from tongban.publishing.sources import draft_texts

STUDIO = "studio"


@click.command(help="用草稿重新推演在办件：谁的结果、期限、材料、下一环节或者文书会变。不改动任何办件。")
@click.argument("item")
@click.option("--tenant", required=True, help="租户编号，例如 yunyang。")
@click.option(
    "--draft",
    default="",
    help="草稿：studio 表示工作台里没有发布的草稿；或者 item.yaml、事项文件夹的路径；不写时用现有文件。",
)
@click.option("--all", "closed", is_flag=True, help="已经办结的也推演。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="报告格式。")
def replay(item: str, tenant: str, draft: str, closed: bool, form: str) -> None:
    """Report what a draft would change, case by case; the numbers of cases that stay as they are are only counted."""
    with opened() as house, scoped(tenant):
        session = house.sessions()
        new = _draft(session, house, item, tenant, draft)
        found = Impact(tuple(impact_on_cases(session, house.books, new, now(), closed=closed)))
        session.rollback()
    click.echo(_json(found) if form == "json" else _text(found))


def _draft(session: Session, house: Opened, item: str, tenant: str, draft: str) -> Definition:
    texts = draft_texts(session, tenant) if draft == STUDIO else _texts(house, item, Path(draft)) if draft else {}
    try:
        return resolve_and_compile(house.books.with_texts(texts), tenant, item)[1]
    except PublicationRefused as refused:
        raise TongbanError(f"草稿还不能编译，请先改正：{refused.message}") from refused


def _texts(house: Opened, item: str, path: Path) -> Mapping[str, str]:
    """Lay the files of a path over the item's folder; an `items.yaml` over the tenant's claims needs the studio."""
    source = house.books.workspace.items.get(item)
    if source is None:
        raise NotFound(f"没有可用的事项“{item}”。")
    if path.is_dir():
        files = {each.relative_to(path).as_posix(): each for each in sorted(path.rglob("*")) if each.is_file()}
    elif path.is_file():
        files = {"item.yaml": path}
    else:
        raise NotFound(f"没有这个路径：{path}。")
    return {f"{source.folder}/{name}": each.read_text("utf-8") for name, each in files.items()}


def _text(found: Impact) -> str:
    lines = [line for each in found.changed for line in (each.number, *(f"    {one.text}" for one in each.changes))]
    counts = "，".join(f"{KINDS[kind]} {count} 件" for kind, count in found.counts.items())
    total = f"推演 {len(found.cases)} 件，{len(found.changed)} 件会有变化" + (f"（{counts}）" if counts else "") + "。"
    return "\n".join([*lines, total])


def _json(found: Impact) -> str:
    data = {
        "cases": len(found.cases),
        "changed": [asdict(each) for each in found.changed],
        "counts": dict(found.counts),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


@click.command("record-example", help="把一个办件录制成示例：个人信息全部替换为样例值。")
@click.argument("case")
@click.option("--to", "target", type=click.Path(path_type=Path, dir_okay=False), help="写入的文件；不写时显示出来。")
def record_example(case: str, target: Path | None) -> None:
    """Write a case as an example of its item; nobody in it can be known again."""
    with opened() as house:
        session = house.sessions()
        row = case_row(session, case)
        with scoped(row.tenant_id):
            described, books = definition(session, row.definition_hash), house.books
            spec = books.shelf.tenant(row.tenant_id)
            stage = Stage(described, books.rulebook(spec.id), books.calendar(spec.id), spec.name)
            recorded = record_case(case_of(row), events_of(session, row.number), stage)
    if target is None:
        click.echo(recorded.text, nl=False)
    else:
        target.write_text(recorded.text, "utf-8")
        click.echo(f"已写入 {target}。")
    for each in recorded.differs:
        click.echo(f"与办件不同：{each}", err=True)
