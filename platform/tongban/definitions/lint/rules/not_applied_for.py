"""Penalties, coercion, levies and inspections are not applied for (7 §2)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject

#: GB/T 39046 A.1.
KINDS = {"02": "行政处罚", "03": "行政强制", "04": "行政征收", "06": "行政检查"}


def check(subject: Subject) -> Iterator[Problem]:
    entry = subject.data.get("catalogue")
    if isinstance(entry, dict) and entry["kind"] in KINDS:
        yield Problem(("catalogue", "kind"), f"“{entry['name']}”是{KINDS[entry['kind']]}，不能依申请办理。")


_ENTRY = """\
entries:
  occupy-road:
    name: 占道施工审批
    kind: "%s"
    department: 城市管理局
    basis: [{law: 城市市容和环境卫生管理条例, article: 第十四条}]
"""

RULE = Rule(
    code="TB118",
    name="not_applied_for",
    title="行政处罚、强制、征收、检查只入目录，不开放申请。",
    article="7 §2；36 §2",
    hint="请核对事项类型；确属此类的，只保留基本目录，删去实施清单。",
    exemptible=False,
    check=check,
    failing=Sample(files={"item_defs/_shared/catalogue.yaml": _ENTRY % "02"}),
    passing=Sample(files={"item_defs/_shared/catalogue.yaml": _ENTRY % "01"}),
)
