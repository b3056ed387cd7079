"""Play the examples of a bundle: the answers choose the items, the waves and the materials that they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from one_thing.language.model import Part
from one_thing.merging.form import Merged
from one_thing.merging.splitting import chosen, findings_of, share, waiting_on
from one_thing.running.course import TOLD, Fall, Line, Stand, moves
from tongban.kit.definitions import Definition, TongbanError
from tongban.kit.fields import FieldError
from tongban.kit.forms import (
    Supplied,
    all_sections,
    check,
    materials_asked,
    options_of,
    stand,
    type_of,
    written,
)
from tongban.kit.language import APPLICANT_KIND, Document, Finding, Severity

_NOT_TYPED = frozenset({"file", "signature"})
HINT = "请改正例子，或者检查一件事的定义。"


def example_faults(merged: Merged, document: Document) -> Iterator[Finding]:
    """Say of an example what does not come out as it says."""
    for where, message in _faults(merged, document.data):
        mark = document.mark(where)
        yield Finding("OT309", Severity.ERROR, document.path, mark.line, mark.column, message, "7 §22", HINT)


def answers_in(merged: Merged, data: Mapping[str, Any]) -> dict[str, object]:
    """Read the answers of an example. Raises TongbanError, naming the field."""
    found = written(merged.form, data["answers"])
    return {**found, APPLICANT_KIND: data["applicant"]["kind"]}


def _faults(merged: Merged, data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    known = {each.id for each in merged.bundle.thresholds}
    for name in data.get("thresholds", {}):
        if name not in known:
            yield ("thresholds", name), f"这件事没有数值“{name}”，可以写的有：{'、'.join(sorted(known)) or '无'}。"
    try:
        answers = answers_in(merged, data)
    except TongbanError as error:
        yield ("answers",), error.message
        return
    yield from _mistyped(merged.form, answers)
    standing = stand(merged.form, answers)
    parts = chosen(merged, answers, standing)
    yield from _differs("chosen", "办理的事项", [each.id for each in parts], data)
    first = [each.id for each in parts if not waiting_on(each, parts)]
    yield from _differs("first", "同时开始的事项", first, data)
    asked = [
        each.id for each in materials_asked(merged.form, answers, standing)
        if each.source != "government" and standing.holds(each.required)
    ]  # fmt: skip
    yield from _differs("bring", "要带的材料", asked, data)
    yield from _ends(merged, parts, data)
    supplied = [Supplied(each) for each in data.get("materials", ())]
    for each in check(merged.form, answers, supplied):
        yield ("answers",), f"一张表：{each.message}"
    for part in parts:
        mine = share(merged, part, answers, standing=standing)
        for found in findings_of(merged, mine, supplied, None, later=True):
            yield ("answers",), f"“{merged.taking(part.id).title}”：{found.message}"


def _mistyped(form: Definition, answers: Mapping[str, object]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Find what a person could not have typed: a number with a wrong check digit, for one."""
    for each in (field for section in all_sections(form) for field in section.fields):
        if each.id in answers and each.type not in _NOT_TYPED:
            kind, options = type_of(each), options_of(each)
            read = kind.parse(kind.typed(answers[each.id], options), options)
            if isinstance(read, FieldError):
                yield ("answers", each.id), f"“{each.label}”（{each.id}）：{read.message}"


def _differs(
    key: str, told: str, found: Sequence[str], data: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, ...], str]]:
    if key in data and sorted(data[key]) != sorted(found):
        yield (key,), f"{told}应为 {'、'.join(data[key]) or '无'}，实际为 {'、'.join(found) or '无'}。"


def ends(merged: Merged, parts: Sequence[Part], outcomes: Mapping[str, str]) -> dict[str, Stand]:
    """Play the course of a bundle on paper: what is not said to end otherwise is granted (335 §24)."""
    lines = {
        each.id: Line(each.id, merged.taking(each.id).title, Stand.WAITING, waiting_on(each, parts)) for each in parts
    }
    while found := list(moves(list(lines.values()))):
        for move in found:
            stand = Stand.FALLEN if isinstance(move, Fall) else Stand(outcomes.get(move.part, Stand.GRANTED))
            lines[move.part] = replace(lines[move.part], stand=stand)
    return {name: each.stand for name, each in lines.items()}


def _ends(merged: Merged, parts: Sequence[Part], data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    outcomes = {each["part"]: each["outcome"] for each in data.get("outcomes", ())}
    found = ends(merged, parts, outcomes)
    for name, outcome in outcomes.items():
        if found.get(name) != outcome:
            yield ("outcomes",), f"“{name}”没有办理，不会有“{TOLD[Stand(outcome)]}”的结果。"
    fallen = [name for name, stand in found.items() if stand is Stand.FALLEN]
    yield from _differs("falls", "不再办理的事项", fallen, {"falls": (), **data} if outcomes else data)
