"""An example hands in, answers and walks only what the item has."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.expand import fields_in
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject
from tongban.definitions.promised import STATEMENT
from tongban.definitions.provenance import Origin
from tongban.definitions.scope import PROMISED
from tongban.definitions.steps import steps_in
from tongban.definitions.vocabulary import nearest


def check(subject: Subject) -> Iterator[Problem]:
    materials = tuple(each["id"] for _, each in subject.listed("materials"))
    steps = tuple(str(each["step"]) for _, each in steps_in(subject.data))
    questions = {each["id"]: each["choices"] for _, each in subject.listed("situation")}
    fields = tuple(str(each["id"]) for below, each in fields_in(subject.data.get("form")) if "columns" not in below)
    if "commitment" in subject.data:
        fields += (PROMISED, STATEMENT)
    claimants = subject.workspace.claimants(subject.item.id)
    for example in subject.examples:
        handed = [*example.materials, *(name for deed in example.then for name in deed.materials)]
        lacking = [name for deed in example.then for name in deed.missing]
        named = [
            *((name, claimants, "租户") for name in (example.tenant,) if name),
            *((name, materials, "材料") for name in (*handed, *(example.expect.materials or ()))),
            *((name, (*materials, *fields), "材料或字段") for name in lacking),
            *((deed.step, steps, "环节") for deed in example.then if deed.step),
            *((name, tuple(questions), "情形问题") for name in example.situation),
            *((value, tuple(questions.get(name, ())), "情形选项") for name, value in example.situation.items()),
            *(
                (name, fields, "字段")
                for name in (*example.answers, *(name for deed in example.then for name in deed.answers))
            ),
        ]
        place = Origin(example.path, 1, 1)
        for name, known, word in dict.fromkeys(named):
            if name not in known:
                yield Problem(place, f"示例“{example.title}”用到的{word}“{name}”不属于这个事项。", nearest(name, known))


_PATH = "item_defs/chengguan/occupy-road/examples/granted.yaml"
_TEXT = """\
title: 准予许可
channel: online
applicant: {kind: person, name: 张三}
begin: 2026-09-28 10:00
situation: {purpose: works}
materials: [%s]
expect: {state: submitted}
"""

RULE = Rule(
    code="TB120",
    name="example_names",
    title="示例只能使用事项已有的材料、环节、情形问题和字段，并在认领它的租户办理。",
    article="335 §14",
    hint="请改正编号。",
    exemptible=False,
    check=check,
    failing=Sample(files={_PATH: _TEXT % "plans"}),
    passing=Sample(files={_PATH: _TEXT % "plan"}),
)
