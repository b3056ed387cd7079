"""`tongban impact`: what a change upstream does to each claimant. It only reads."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click

from tongban.assurance.impact import ClaimantImpact, impact_on_claimants, impact_since
from tongban.cases.claimants import AtWork, at_work
from tongban.cli.opening import Opened, now, opened
from tongban.cli.stages import today_in, workspace_here
from tongban.database import make_engine, scoped
from tongban.definitions import FolderSources, Workspace, load_workspace
from tongban.errors import NotFound, TongbanError
from tongban.migrations import is_current
from tongban.publishing import definition
from tongban.publishing.plugged import started
from tongban.publishing.versions import published
from tongban.settings import settings_from

Counts = Mapping[tuple[str, str], AtWork]


@click.command(help="列出上级的改动对每个认领单位的影响：哪里会变、哪里有冲突、能不能发布。不改动任何内容。")
@click.argument("item", default="")
@click.option("--all", "every", is_flag=True, help="比较全部事项。")
@click.option(
    "--against",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="改动以前的文件夹（其中有 item_defs 和 tenants）；不写时与各单位已经发布的版本比较。",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="报告格式。")
def impact(item: str, every: bool, against: Path | None, form: str) -> None:
    """Compare two folders, or the sources with what is published; count what is under way where there is a database."""
    if bool(item) is every:
        raise TongbanError("请写一个事项编号，或者用 --all 比较全部事项。")
    only = (item,) if item else ()
    if against is None:
        with opened() as house:
            _refuse_unknown(item, house.books.workspace)
            found = _since_published(house, only)
            counts = _counts(house, found)
    else:
        after, before = workspace_here()[1], load_workspace(FolderSources(against))
        _refuse_unknown(item, before, after)
        found = impact_on_claimants(before, after, only, today=today_in(after))
        counts = _counts_if_there(found)
    click.echo(_json(found, counts) if form == "json" else _text(found, counts))


def _refuse_unknown(item: str, *workspaces: Workspace) -> None:
    if item and not any(item in each.items or item in each.standards for each in workspaces):
        raise NotFound(f"没有可用的事项“{item}”。")


def _since_published(house: Opened, only: tuple[str, ...]) -> tuple[ClaimantImpact, ...]:
    """Compare each version in use with what its claimant's sources give now."""
    workspace, session, found = house.books.workspace, house.sessions(), []
    today = now().astimezone(next(iter(workspace.rulebooks.values())).timezone).date() if workspace.rulebooks else None
    for tenant in workspace.tenants:
        with scoped(tenant):
            for row in published(session, [tenant]):
                if only and row.item not in only:
                    continue
                each = impact_since(definition(session, row.hash), workspace, row.item, tenant, today=today)
                found += [each] if each.touched else []
    session.rollback()
    return tuple(found)


def _counts_if_there(found: tuple[ClaimantImpact, ...]) -> Counts:
    """Count where there is a migrated database; two folders can be compared without one."""
    settings = settings_from(os.environ)
    engine = make_engine(settings.database_url)
    try:
        there = is_current(engine, started(settings.home))
    finally:
        engine.dispose()
    if not there:
        return {}
    with opened() as house:
        return _counts(house, found)


def _counts(house: Opened, found: tuple[ClaimantImpact, ...]) -> Counts:
    session = house.sessions()
    counts: dict[tuple[str, str], AtWork] = {}
    for item in dict.fromkeys(each.item for each in found):
        tenants = [each.tenant for each in found if each.item == item]
        counts |= {(tenant, item): work for tenant, work in at_work(session, tenants, item).items()}
    session.rollback()
    return counts


def _text(found: tuple[ClaimantImpact, ...], counts: Counts) -> str:
    if not found:
        return "没有认领单位受影响。"
    lines = []
    for each in found:
        work = counts.get((each.tenant, each.item), AtWork())
        state = "不能发布" if each.blocked else "可以发布"
        lines.append(f"{each.name}《{each.title}》（{each.tenant}/{each.item}）：{state}")
        lines += [f"    变化：{text}" for text in each.changes]
        lines += [f"    不变：{text}" for text in each.kept]
        lines += [f"    冲突：{one.text}{one.hint}（{one.place}）" for one in each.conflicts]
        told = {one.text for one in each.conflicts}
        lines += [f"    错误：{one.message}（{one.path}:{one.line}）" for one in each.errors if one.message not in told]
        if work != AtWork():
            lines.append(f"    在办 {work.cases} 件，草稿 {work.drafts} 份，都按开始时的版本办理。")
    blocked = sum(each.blocked for each in found)
    places = len({each.tenant for each in found})
    return "\n".join([*lines, f"共 {places} 个认领单位 {len(found)} 项受影响，{blocked} 项要先处理冲突才能发布。"])


def _json(found: tuple[ClaimantImpact, ...], counts: Counts) -> str:
    rows = [
        {
            **asdict(each),
            "blocked": each.blocked,
            "under_way": asdict(counts.get((each.tenant, each.item), AtWork())),
        }
        for each in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
