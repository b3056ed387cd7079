"""`tongban grade`: how far each item has come, and what it lacks for the next grade."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import click

from tongban.assurance import examples, play, stage_of
from tongban.assurance.coverage import coverage
from tongban.assurance.prove import prove
from tongban.cli.stages import stage_at, today_in, workspace_here
from tongban.definitions import Sources, Workspace
from tongban.definitions.grades import LABELS, SHOWN, Grade, Level
from tongban.definitions.grades import grade as grade_of
from tongban.errors import NotFound

TOLD = 5  # reasons on the page for each item; JSON holds all


@click.command(help="评定事项的等级（铜级、银级、金级），并列出升级还差什么。")
@click.argument("item", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="报告格式。")
def grade(item: str | None, form: str) -> None:
    """Grade one item, or all; only what lacks nothing else is proven, as a proof takes its time."""
    sources, workspace = workspace_here()
    if item is not None and item not in workspace.items:
        raise NotFound(f"没有可用的事项“{item}”。")
    today = today_in(workspace)
    graded = [_graded(sources, workspace, name, today) for name in ([item] if item else sorted(workspace.items))]
    if form == "json":
        click.echo(json.dumps([_plain(each) for each in graded], ensure_ascii=False, indent=2))
        return
    for line in _told(graded):
        click.echo(line)


def _graded(sources: Sources, workspace: Workspace, item: str, today: date) -> Grade:
    unseen = _unseen(sources, workspace, item)
    found = grade_of(workspace, item, unseen, today=today)
    if found.level is Level.SILVER and len(found.lacking[Level.GOLD]) == 1:  # the proof only
        return grade_of(workspace, item, unseen, proven=_proven(sources, workspace, item), today=today)
    return found


def _unseen(sources: Sources, workspace: Workspace, item: str) -> dict[str, tuple[str, ...]] | None:
    """Play the examples, and name what none shows; None where nobody claims the item or nothing can be played."""
    played, definition = [], None
    if not workspace.claimants(item):
        return None
    for example in examples(workspace, item):
        stage = stage_at(sources, workspace, item, stage_of(workspace, example))
        definition = definition or stage.definition
        played.append(play(example, stage.definition, stage.rulebook, stage.calendar))
    if definition is None:
        return None
    return {part.kind: part.missing for part in coverage(definition, played).parts if part.kind in SHOWN}


def _proven(sources: Sources, workspace: Workspace, item: str) -> bool:
    stage = stage_at(sources, workspace, item, workspace.claimants(item)[0])
    return prove(stage.definition, stage.rulebook, stage.calendar).holds


def _told(graded: list[Grade]) -> Iterator[str]:
    for each in graded:
        yield f"{LABELS[each.level]}  {each.item}"
        reasons = each.next_reasons
        yield from (f"    还差：{reason}" for reason in reasons[:TOLD])
        if len(reasons) > TOLD:
            yield f"    还差的还有 {len(reasons) - TOLD} 项，用 --format json 全部列出。"
    counts = "，".join(f"{LABELS[level]} {sum(each.level is level for each in graded)} 个" for level in reversed(Level))
    yield f"共 {len(graded)} 个事项：{counts}。"


def _plain(graded: Grade) -> dict[str, object]:
    return {
        "item": graded.item,
        "grade": str(graded.level),
        "lacking": {str(level): list(reasons) for level, reasons in graded.lacking.items()},
    }
