"""Play the examples of a bundle: the answers choose the items, the waves and the materials that they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from one_thing.language.library import BundleSource
from one_thing.merging.form import Merged
from one_thing.merging.splitting import chosen, findings_of, share, waiting_on
from tongban.kit.definitions import TongbanError
from tongban.kit.forms import Supplied, check, materials_asked, stand, written
from tongban.kit.language import APPLICANT_KIND, Finding, Severity


def example_faults(merged: Merged, source: BundleSource) -> Iterator[Finding]:
    """Say of each example what does not come out as it says."""
    for document in source.examples:
        for where, message in _faults(merged, document.data):
            mark = document.mark(where)
            hint = "请改正例子，或者检查一件事的定义。"
            yield Finding("OT309", Severity.ERROR, document.path, mark.line, mark.column, message, "7 §22", hint)


def answers_in(merged: Merged, data: Mapping[str, Any]) -> dict[str, object]:
    """Read the answers of an example. Raises TongbanError, naming the field."""
    found = written(merged.form, data["answers"])
    return {**found, APPLICANT_KIND: data["applicant"]["kind"]}


def _faults(merged: Merged, data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    try:
        answers = answers_in(merged, data)
    except TongbanError as error:
        yield ("answers",), error.message
        return
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
    supplied = [Supplied(each) for each in data.get("materials", ())]
    for each in check(merged.form, answers, supplied):
        yield ("answers",), f"一张表：{each.message}"
    for part in parts:
        mine = share(merged, part, answers, standing=standing)
        for found in findings_of(merged, mine, supplied, None, later=True):
            yield ("answers",), f"“{merged.taking(part.id).title}”：{found.message}"


def _differs(
    key: str, told: str, found: Sequence[str], data: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, ...], str]]:
    if key in data and sorted(data[key]) != sorted(found):
        yield (key,), f"{told}应为 {'、'.join(data[key]) or '无'}，实际为 {'、'.join(found) or '无'}。"
