"""What only a person has is not asked of bodies, and the other way round (ORD §9; domain check G10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Problem, Rule, Sample, Subject

#: Data elements that one kind of applicant has for itself. One that a field calls otherwise is somebody else's.
ONLY: Mapping[str, str] = {"person.id_number": "person", "enterprise.uscc": "body"}
WORDS: Mapping[str, str] = {"person": "自然人", "body": "法人和其他组织"}


def check(subject: Subject) -> Iterator[Problem]:
    kinds = {"person" if each == "person" else "body" for each in subject.data.get("applicants", ())}
    elements = subject.workspace.elements
    for place, section in subject.listed("form"):
        for number, entry in enumerate(section["fields"]):
            whose = ONLY.get(str(entry.get("element")))
            if not whose or kinds == {whose} or not _asked_of_all(section, entry):
                continue
            if entry["label"] == elements[entry["element"]].data["label"]:
                others = "、".join(WORDS[each] for each in sorted(kinds - {whose}))
                message = f"“{entry['label']}”是{WORDS[whose]}才有的，服务对象中的{others}填不了。"
                yield Problem(("form", place, "fields", number), message)


def _asked_of_all(section: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    return not any(key in entry for key in ("when", "required")) and "when" not in section and not entry.get("optional")


_ELEMENTS = {
    "item_defs/_shared/elements.yaml": """\
elements:
  person.name: {label: 姓名, type: text, max_length: 50, personal: true}
  person.id_number: {label: 身份证号码, type: id_number, personal: true}
"""
}
_FORM = """\
form:
  - section: applicant
    title: 申请人信息
    fields:
      - {use: person.name}
      - {use: person.id_number%s}
      - {id: area, label: 占用面积, type: number, unit: ㎡}
"""

RULE = Rule(
    code="TB162",
    name="applicant_fields",
    title="只有某一类申请人才有的信息，不要求所有申请人填写。",
    article="ORD §9；7 §7",
    hint='请写 when，例如 when: applicant.kind == "person"。',
    severity=Severity.WARNING,
    check=check,
    failing=Sample(item=_FORM % "", files=_ELEMENTS),
    passing=Sample(item=_FORM % ', when: applicant.kind == "person"', files=_ELEMENTS),
)
