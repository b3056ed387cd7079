"""A value that equals the default is not written, so that what differs stands out (docs/language.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tongban.definitions.expand import fields_in
from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Mend, Problem, Rule, Sample, Subject
from tongban.definitions.steps import steps_of
from tongban.definitions.strict_yaml import Path

ITEM: Mapping[str, object] = {
    "visits": 0,
    "channels": ["online", "window"],
    "online_depth": "full",
    "delivery": ["window", "electronic"],
    "supplement_within": {"working_days": 10},
}
MATERIAL: Mapping[str, object] = {
    "source": "applicant",
    "trust": "uploaded",
    "formats": ["pdf", "jpg", "png"],
    "max_mb": 20,
    "originals": 0,
    "copies": 1,
    "form": "both",
    "in_person": False,
    "optional": False,
    "required": True,
    "when": True,
}
FIELD: Mapping[str, object] = {
    "optional": False,
    "required": True,
    "readonly": False,
    "when": True,
}
STEP: Mapping[str, object] = {"decides": False, "when": True}


def check(subject: Subject) -> Iterator[Problem]:
    """Judge the item's own file; what it extends may say otherwise, and then the default must be written."""
    data = subject.item.document.data
    for where, entry, defaults in _entries(data, extends=subject.item.extends is not None):
        for key, value in defaults.items():
            if key in entry and type(entry[key]) is type(value) and entry[key] == value:
                path = (*where, key)
                yield Problem(path, f"{key} 写的就是默认值，不用写。", mend=Mend(path, None))


def _entries(
    data: Mapping[str, Any], *, extends: bool
) -> Iterator[tuple[Path, Mapping[str, Any], Mapping[str, object]]]:
    if not extends:
        yield (), data, ITEM
    for place, each in enumerate(data.get("materials", ())):
        yield ("materials", place), each, MATERIAL
    for place, each in enumerate(data.get("situation", ())):
        yield ("situation", place), each, {"when": True}
    for below, entry in fields_in(data.get("form")):
        # A data element may say `personal: true`; what the field itself says need not be repeated.
        yield ("form", *below), entry, FIELD
    for step in steps_of(data):
        yield step.where, step.entry, STEP


RULE = Rule(
    code="TB149",
    name="default_written",
    title="与默认值相同的值不写。",
    article="7 §9",
    hint="请删去这一行；tongban lint --fix 可以代为删去。",
    severity=Severity.WARNING,
    fixable=True,
    check=check,
    failing=Sample(item="online_depth: full"),
    passing=Sample(item="online_depth: intake"),
)
