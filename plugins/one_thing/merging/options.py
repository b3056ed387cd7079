"""Merge the rules of one field that several items ask: the strictest holds, and it is known whose it is.

Where two rules cannot both be kept (another type, another unit, another pattern), the items truly disagree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Entry = Mapping[str, Any]

#: what may differ without any meaning for what is a right answer
_WORDS = frozenset(
    {"id", "label", "help", "example", "element", "personal", "when", "required", "optional", "readonly"}
)
_WORDS_OF_TYPE = frozenset({"lines", "pattern_help", "layout", "item_title", "source"})
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DIVISIONS = ("province", "city", "county", "township", "village")


@dataclass(frozen=True, slots=True)
class Strictest:
    """One rule of a shared field that comes from one item alone: which rule, its value, whose."""

    field: str
    rule: str
    value: object
    part: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two items that cannot both be served by one answer."""

    field: str
    message: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergedRules:
    rules: dict[str, Any]
    strictest: tuple[Strictest, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


def _greatest(values: Sequence[Any]) -> Any:
    return max(values, key=_measured)


def _least(values: Sequence[Any]) -> Any:
    return min(values, key=_measured)


def _measured(value: Any) -> Any:
    """Compare numbers as numbers, also those that stored data keeps as their digits; dates compare as text."""
    return Decimal(str(value)) if _NUMBER.fullmatch(str(value)) else str(value)


def _common(values: Sequence[Any]) -> Any:
    """Keep what all offer, in the order of the first."""
    first = values[0]
    if isinstance(first, Mapping):
        return {key: label for key, label in first.items() if all(key in each for each in values)}
    return [each for each in first if all(each in other for other in values)]


def _finest(values: Sequence[Any]) -> Any:
    return max(values, key=_DIVISIONS.index)


#: how the strictest of several values of a rule is found; a rule that is not here must be the same for all
_STRICTEST: Mapping[str, Callable[[Sequence[Any]], Any]] = {
    "min": _greatest,
    "min_length": _greatest,
    "min_rows": _greatest,
    "max": _least,
    "max_length": _least,
    "max_rows": _least,
    "max_mb": _least,
    "decimals": _least,
    "choices": _common,
    "formats": _common,
    "level": _finest,
}


def merge_rules(name: str, entries: Sequence[tuple[str, Entry]]) -> MergedRules:
    """Merge what each part's entry says of one field; the words are the first one's."""
    first = dict(entries[0][1])
    kinds = {str(each["type"]): part for part, each in reversed(entries)}
    if len(kinds) > 1:
        told = "、".join(f"“{part}”为 {kind}" for kind, part in kinds.items())
        return MergedRules(first, disagreements=(_disagreement(name, f"类型不同（{told}）", entries),))
    rules, strictest, disagreements = first, list[Strictest](), list[Disagreement]()
    for rule in _rules_in(entries):
        said = [(part, each[rule]) for part, each in entries if rule in each]
        if rule == "columns" and len({repr(value) for _, value in said}) > 1:
            disagreements.append(_disagreement(name, "表格的列不同", entries))
            continue
        problem = _merge_one(name, rule, said, len(entries), rules, strictest)
        if problem:
            disagreements.append(_disagreement(name, problem, entries))
    disagreements += _impossible(name, rules, entries)
    return MergedRules(rules, tuple(strictest), tuple(disagreements))


def _merge_one(
    name: str,
    rule: str,
    said: Sequence[tuple[str, Any]],
    parts: int,
    rules: dict[str, Any],
    strictest: list[Strictest],
) -> str:
    """Write the strictest value into the rules; return what stands in the way, if anything does."""
    values = [value for _, value in said]
    alike = all(value == values[0] for value in values)
    if not alike and rule not in _STRICTEST:
        told = "、".join(f"“{part}”为“{value}”" for part, value in said)
        return f"规则 {rule} 不同（{told}）"
    value = values[0] if alike else _STRICTEST[rule](values)
    rules[rule] = value
    if not alike or len(said) < parts:
        whose = next((part for part, each in said if each == value), said[0][0])
        strictest.append(Strictest(name, rule, value, whose))
    return ""


def _rules_in(entries: Sequence[tuple[str, Entry]]) -> list[str]:
    found: dict[str, None] = {}
    for _, each in entries:
        for key in each:
            if key not in _WORDS | _WORDS_OF_TYPE | {"type", "computed"}:
                found.setdefault(key)
    return list(found)


def _impossible(name: str, rules: Entry, entries: Sequence[tuple[str, Entry]]) -> Iterator[Disagreement]:
    """Find rules that no answer keeps any more."""
    if "choices" in rules and not rules["choices"]:
        yield _disagreement(name, "各事项的选项没有一个相同", entries)
    if "formats" in rules and not rules["formats"]:
        yield _disagreement(name, "各事项允许的文件格式没有一种相同", entries)
    for low, high in (("min", "max"), ("min_length", "max_length"), ("min_rows", "max_rows")):
        both = low in rules and high in rules and "today" not in (rules[low], rules[high])
        if both and _measured(rules[low]) > _measured(rules[high]):
            yield _disagreement(name, f"最小值 {rules[low]} 大于最大值 {rules[high]}", entries)


def _disagreement(name: str, told: str, entries: Sequence[tuple[str, Entry]]) -> Disagreement:
    parts = tuple(part for part, _ in entries)
    message = f"共用字段“{entries[0][1].get('label', name)}”在{'、'.join(parts)}中{told}，一次填写不能同时满足。"
    return Disagreement(name, message, parts)
