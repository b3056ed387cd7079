"""Names are short enough to be read on a telephone; what is longer belongs into the help beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tongban.definitions.expand import fields_in
from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject
from tongban.definitions.steps import steps_of
from tongban.definitions.strict_yaml import Path

#: Characters at most. GB/T 39046 takes 200 for the name of an item; nobody reads that far.
MOST: Mapping[str, int] = {
    "title": 80,
    "summary": 120,
    "ask": 40,
    "label": 30,
    "choice": 30,
    "section": 20,
    "material": 60,
    "step": 20,
}
CALLED: Mapping[str, str] = {
    "title": "事项名称",
    "summary": "事项简介",
    "ask": "情形问题",
    "label": "字段名称",
    "choice": "选项",
    "section": "分节标题",
    "material": "材料名称",
    "step": "环节名称",
}


def check(subject: Subject) -> Iterator[Problem]:
    for what, where, text in _named(subject):
        if len(text) > MOST[what]:
            message = f"{CALLED[what]}“{text[:20]}……”有 {len(text)} 个字，最多 {MOST[what]} 个。"
            yield Problem(where, message)


def _named(subject: Subject) -> Iterator[tuple[str, Path, str]]:
    for key in ("title", "summary"):
        if isinstance(text := subject.data.get(key), str):
            yield key, (key,), text
    for place, question in subject.listed("situation"):
        yield "ask", ("situation", place, "ask"), question["ask"]
        for value, label in question["choices"].items():
            yield "choice", ("situation", place, "choices", value), label
    for place, section in subject.listed("form"):
        yield "section", ("form", place, "title"), section["title"]
    for below, entry in fields_in(subject.data.get("form")):
        yield "label", ("form", *below, "label"), str(entry["label"])
    for place, material in subject.listed("materials"):
        yield "material", ("materials", place, "name"), material["name"]
    for step in steps_of(subject.data):
        yield "step", (*step.where, "name"), step.entry["name"]


_MATERIALS = "materials:\n  - {id: plan, name: %s}\n"

RULE = Rule(
    code="TB160",
    name="too_long",
    title="名称、问题和选项简短，说明写在 help 里。",
    article="7 §9",
    hint="请缩短，把说明移到 help。",
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item=_MATERIALS % ("写明施工内容、工期、占用时段、行人通行、安全防护和恢复措施的施工方案" * 2)),
    passing=Sample(item=_MATERIALS % "施工方案"),
)
