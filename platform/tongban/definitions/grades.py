"""How far an item has come: bronze, silver, gold; and what stands between it and the next grade.

Bronze is free of errors and may be published. Silver has no warnings, tells the whole guide, and has examples of which
one ends in a refusal. Gold has also been shown and proven: its examples reach every step, notice and end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tongban.definitions.guide_list import missing_in_guide
from tongban.definitions.lint import lint_item
from tongban.definitions.lint.results import results_of
from tongban.definitions.workspace import Workspace

LEAST_EXAMPLES = 3
#: What the examples must show for gold, as the coverage of the examples calls it.
SHOWN = ("steps", "notices", "outcomes")
NAMES: Mapping[str, str] = {"steps": "环节", "notices": "文书", "outcomes": "结果"}


class Level(StrEnum):
    """The grades, the lowest first."""

    NONE = "none"
    BRONZE = "bronze"
    SILVER = "silver"
    GOLD = "gold"


LABELS: Mapping[Level, str] = {
    Level.NONE: "未达标",
    Level.BRONZE: "铜级",
    Level.SILVER: "银级",
    Level.GOLD: "金级",
}


@dataclass(frozen=True, slots=True)
class Grade:
    """The grade of an item, and by grade what is lacking for it."""

    item: str
    level: Level
    lacking: Mapping[Level, tuple[str, ...]]

    @property
    def next_reasons(self) -> tuple[str, ...]:
        """Return why it is not one grade higher; empty for gold."""
        return next((self.lacking[each] for each in tuple(Level)[1:] if self.lacking[each]), ())


def grade(
    workspace: Workspace,
    item: str,
    coverage: Mapping[str, tuple[str, ...]] | None = None,
    *,
    proven: bool | None = None,
    today: date | None = None,
) -> Grade:
    """Grade one item. Raises NotFound for one that is not there.

    `coverage` names by kind (steps, notices, outcomes) what no example shows; None: the examples were not played.
    `proven` says whether the proof holds; None: nobody has proven it.
    """
    data = workspace.resolve(item).data
    findings = lint_item(workspace, item, today=today)
    lacking = {
        Level.BRONZE: tuple(f"{each.code} {each.message}" for each in findings if each.is_error),
        Level.SILVER: (
            *(f"{each.code} {each.message}" for each in findings if not each.is_error),
            *_guide(workspace, item),
            *_examples(workspace, item),
        ),
        Level.GOLD: (*_shown(coverage), *_proof(proven), *_words(data)),
    }
    return Grade(item, _level(lacking), lacking)


def _level(lacking: Mapping[Level, tuple[str, ...]]) -> Level:
    reached = Level.NONE
    for each in tuple(Level)[1:]:
        if lacking[each]:
            break
        reached = each
    return reached


def _guide(workspace: Workspace, item: str) -> Iterator[str]:
    claimants = workspace.claimants(item)
    if not claimants:
        yield "还没有单位认领，办理地点、时间和电话都不知道。"
    listed = [(tenant, missing_in_guide(workspace.resolve(item, tenant).data)) for tenant in claimants]
    for tenant, missing in listed:
        if missing:
            yield f"租户“{tenant}”的办事指南缺少：{'、'.join(missing)}。"


def _examples(workspace: Workspace, item: str) -> Iterator[str]:
    examples = workspace.examples.get(item, ())
    if len(examples) < LEAST_EXAMPLES:
        yield f"只有 {len(examples)} 个示例，至少应有 {LEAST_EXAMPLES} 个。"
    if not any(each.expect.outcome in ("refused", "not_accepted") for each in examples):
        yield "没有一个示例以不予办理结束。"


def _shown(coverage: Mapping[str, tuple[str, ...]] | None) -> Iterator[str]:
    if coverage is None:
        yield "还没有运行示例，不知道示例覆盖了哪些环节、文书和结果。"
        return
    for kind in SHOWN:
        if missing := coverage.get(kind, ()):
            yield f"没有示例覆盖的{NAMES[kind]}：{'、'.join(missing)}。"


def _proof(proven: bool | None) -> Iterator[str]:
    if proven is None:
        yield "还没有证明：补齐其余各项以后，评定时自行证明。"
    elif not proven:
        yield "证明不成立，请运行 tongban prove 查看。"


def _words(data: Mapping[str, Any]) -> Iterator[str]:
    """Say which words for people are lacking: answers, samples, what people call it."""
    if not data.get("questions"):
        yield "没有常见问题。"
    if not data.get("keywords"):
        yield "没有搜索关键词。"
    for material in data.get("materials", ()):
        if material.get("source", "applicant") != "government" and not material.get("sample"):
            yield f"材料“{material['name']}”没有示例说明。"
    for _, result in results_of(data):
        if not result.get("sample"):
            yield f"办理结果“{result['name']}”没有样本。"
