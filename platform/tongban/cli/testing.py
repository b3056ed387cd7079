"""`tongban test`: play the examples, and say what of each item they have not shown."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import click

from tongban.assurance import Played, examples, play, stage_of
from tongban.assurance.coverage import Coverage, coverage
from tongban.cli.stages import stage_at, workspace_here
from tongban.definitions import Definition
from tongban.definitions.examples import Example

SHOWN = 5  # things that are missing, named on an item's line; `--missing` and JSON name all


@dataclass(frozen=True, slots=True)
class ItemTested:
    """The examples of one item, played."""

    definition: Definition
    results: tuple[tuple[Example, Played], ...]

    @property
    def coverage(self) -> Coverage:
        return coverage(self.definition, [played for _example, played in self.results])

    @property
    def failed(self) -> int:
        return sum(bool(played.surprises) for _example, played in self.results)


@click.command(help="运行事项的办件示例，与预期比对，并报告示例没有覆盖的内容；有不符时退出码为 1。")
@click.argument("item", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="报告格式。")
@click.option("--missing", is_flag=True, help="逐项列出全部没有覆盖的内容。")
def test(item: str | None, form: str, missing: bool) -> None:
    """Run the examples of one item, or of all."""
    tested = _play(item)
    if form == "json":
        click.echo(json.dumps([_plain(each) for each in tested], ensure_ascii=False, indent=2))
    else:
        _tell(tested, missing=missing)
    if any(each.failed for each in tested):
        sys.exit(1)


def _play(item: str | None) -> list[ItemTested]:
    sources, workspace = workspace_here()
    found: dict[str, list[tuple[Example, Played]]] = {}
    stages: dict[str, Definition] = {}
    for example in examples(workspace, item):
        stage = stage_at(sources, workspace, example.item, stage_of(workspace, example))
        stages.setdefault(example.item, stage.definition)
        played = play(example, stage.definition, stage.rulebook, stage.calendar)
        found.setdefault(example.item, []).append((example, played))
    return [ItemTested(stages[name], tuple(results)) for name, results in found.items()]


def _tell(tested: Sequence[ItemTested], *, missing: bool) -> None:
    for each in tested:
        for example, played in each.results:
            click.echo(f"{'×' if played.surprises else '√'} {example.path}  {example.title}")
            for surprise in played.surprises:
                click.echo(f"    {surprise}")
        _tell_coverage(each, missing=missing)
    count, failed = sum(len(each.results) for each in tested), sum(each.failed for each in tested)
    click.echo(f"共 {count} 个示例，{failed} 个不符。")


def _tell_coverage(tested: ItemTested, *, missing: bool) -> None:
    told = tested.coverage
    parts = "，".join(f"{part.name} {part.seen}/{part.total}" for part in told.parts)
    click.echo(f"  {told.item}：{told.examples} 个示例覆盖 {told.percent}%（{parts}）")
    lacking = told.missing
    for name in lacking if missing else lacking[:SHOWN]:
        click.echo(f"    没有覆盖 {name}")
    if not missing and len(lacking) > SHOWN:
        click.echo(f"    没有覆盖的还有 {len(lacking) - SHOWN} 项，用 --missing 全部列出。")


def _plain(tested: ItemTested) -> dict[str, object]:
    told = tested.coverage
    return {
        "item": told.item,
        "examples": [
            {"path": example.path, "title": example.title, "surprises": [str(each) for each in played.surprises]}
            for example, played in tested.results
        ],
        "percent": told.percent,
        "coverage": [{**asdict(part), "seen": part.seen} for part in told.parts],
    }
