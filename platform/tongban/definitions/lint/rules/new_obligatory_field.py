"""A field that becomes obligatory stops drafts filled in without it: the author is told beforehand (36 §16)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tongban.definitions.expand import fields_in
from tongban.definitions.finding import Severity
from tongban.definitions.lint.rule import Of, Problem, Rule, Sample, Subject
from tongban.definitions.strict_yaml import Path


def check(subject: Subject) -> Iterator[Problem]:
    if subject.published is None:
        return
    before = {name for name, (_, entry) in _asked(subject.published).items() if _obligatory(entry)}
    for name, (where, entry) in _asked(subject.data).items():
        if _obligatory(entry) and name not in before:
            message = (
                f"“{entry.get('label') or entry.get('ask')}”是新增的必填项：已保存而没有提交的草稿都没有这一项，"
                "申请人要补填后才能提交；已经提交的办件不受影响。"
            )
            yield Problem(where, message)


def _asked(data: Mapping[str, Any]) -> dict[str, tuple[Path, Mapping[str, Any]]]:
    """Return questions and fields by id; a table's columns by the table's id and their own."""
    found: dict[str, tuple[Path, Mapping[str, Any]]] = {
        each["id"]: (("situation", place), each) for place, each in enumerate(data.get("situation", ()))
    }
    table = ""
    for below, entry in fields_in(data.get("form")):
        name = str(entry["id"])
        if "columns" in below:
            name = f"{table}.{name}"
        else:
            table = name
        found[name] = (("form", *below), entry)
    return found


def _obligatory(entry: Mapping[str, Any]) -> bool:
    return entry.get("optional") is not True and entry.get("required", True) is not False and "computed" not in entry


RULE = Rule(
    code="TB144",
    name="new_obligatory_field",
    title="新增的必填项会影响正在填写的草稿，发布前应知道。",
    article="36 §16；335 §14",
    hint="可以先写 optional: true，过一段时间再改为必填；确需必填的，请在发布说明中写明。",
    severity=Severity.WARNING,
    of=Of.CLAIM,
    check=check,
    failing=Sample(published={"situation": [{"id": "purpose"}], "form": []}),
    passing=Sample(),
)
