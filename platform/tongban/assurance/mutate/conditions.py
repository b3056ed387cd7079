"""Ways to break a condition: what a tired hand does with comparisons, connectives and names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tongban.assurance.mutate.places import Data, Place, changed, found
from tongban.assurance.mutate.way import Broken, way

CONDITIONS = frozenset({"when", "required", "readonly", "holds"})
_SWAPPED = {"==": "!=", "!=": "==", "<=": ">", ">=": "<", "<": ">=", ">": "<="}
_COMPARATOR = re.compile(r"==|!=|<=|>=|<|>")
_TEXT = re.compile(r'"([^"]*)"')
_NUMBER = re.compile(r"(?<![\w.\"])(\d+)(?![\w.\"])")
_NAME = re.compile(r'(?<![\w."])([a-z][a-z0-9_]*)(?![\w("])(?=[^"]*(?:"[^"]*"[^"]*)*$)')
_WORDS = frozenset({"in", "true", "false", "size", "date", "row", "applicant", "kind"})


def _conditions(data: Data) -> Iterator[tuple[Place, str]]:
    for place, value in found(data, lambda place, _: place[-1] in CONDITIONS):
        if isinstance(value, str):
            yield place, value


def _rewritten(data: Data, pattern: re.Pattern[str], new: dict[str, str] | str) -> Iterator[Broken]:
    for place, text in _conditions(data):
        for match in pattern.finditer(text):
            word = new if isinstance(new, str) else new[match.group()]
            broken = text[: match.start()] + word + text[match.end() :]
            yield Broken(place, f"“{text}”改为“{broken}”", changed(data, place, broken))


@way("swap_comparison", "把比较反过来")
def swap_comparison(data: Data) -> Iterator[Broken]:
    return _rewritten(data, _COMPARATOR, _SWAPPED)


@way("negate", "把条件反过来")
def negate(data: Data) -> Iterator[Broken]:
    for place, text in _conditions(data):
        yield Broken(place, f"“{text}”改为它的反面", changed(data, place, f"!({text})"))


@way("exclude", "使条件永远不成立")
def exclude(data: Data) -> Iterator[Broken]:
    for place, text in _conditions(data):
        if place[-1] == "when":
            never = f"({text}) && !({text})"
            yield Broken(place, f"“{text}”与它的反面同时要求", changed(data, place, never))


@way("always", "使条件永远成立")
def always(data: Data) -> Iterator[Broken]:
    for place, text in _conditions(data):
        yield Broken(place, f"“{text}”改为永远成立", changed(data, place, f"({text}) || !({text})"))


@way("unknown_choice", "条件写一个没有的选项")
def unknown_choice(data: Data) -> Iterator[Broken]:
    return _rewritten(data, _TEXT, '"nowhere"')


@way("unknown_name", "条件使用没有的名称")
def unknown_name(data: Data) -> Iterator[Broken]:
    for place, text in _conditions(data):
        for match in _NAME.finditer(text):
            if match.group(1) not in _WORDS:
                broken = text[: match.start()] + match.group(1) + "x" + text[match.end() :]
                yield Broken(place, f"“{text}”改为“{broken}”", changed(data, place, broken))


@way("broken_text", "条件的写法不完整")
def broken_text(data: Data) -> Iterator[Broken]:
    for place, text in _conditions(data):
        yield Broken(place, f"“{text}”少了后半", changed(data, place, f"{text} &&"))


@way("exclude_each_other", "使两个条件互相排斥")
def exclude_each_other(data: Data) -> Iterator[Broken]:
    """Ask of a part shown under one condition that it be shown under another's opposite as well."""
    shown = [(place, text) for place, text in _conditions(data) if place[-1] == "when"]
    for place, text in shown:
        for other, more in shown:
            inner = other[:-1] != place[:-1] and other[: len(place) - 1] == place[:-1]
            if inner:  # a field of a section
                yield Broken(other, "与所在部分的条件相反", changed(data, other, f"({more}) && !({text})"))
