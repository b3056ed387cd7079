"""An item is called what the catalogue calls it, with its situation in brackets: 主项（情形） (36 §6; 7 §7)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject


def check(subject: Subject) -> Iterator[Problem]:
    title, entry = subject.data.get("title"), subject.data.get("catalogue")
    if not isinstance(title, str) or not isinstance(entry, dict):
        return
    name = str(entry["name"])
    main = main_part(name)
    if title != name and not (main_part(title) == main and title.endswith("）") and title.startswith(f"{main}（")):
        message = f"事项名称“{title}”与基本目录的名称“{name}”不一致，应为“{main}（情形）”的形式。"
        yield Problem(("title",), message, f"请写成“{name}”，或者“{main}（情形）”。")


def main_part(name: str) -> str:
    """Return the name without the brackets at its end: 公共场所卫生许可 of 公共场所卫生许可（新办）."""
    return name.split("（", maxsplit=1)[0]


RULE = Rule(
    code="TB140",
    name="title_pattern",
    title="事项名称应与基本目录一致，办理情形写在后面的括号里。",
    article="36 §6；7 §7",
    hint="请按“主项（情形）”的形式来写。",
    check=check,
    failing=Sample(item="title: 占道施工许可"),
    passing=Sample(item="title: 占道施工审批（临时围挡）"),
)
