"""A condition chosen in three columns (which field, how compared, with what) becomes an expression, without code."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

SIGNS: Mapping[str, str] = {"eq": "==", "ne": "!=", "ge": ">=", "le": "<="}
ORDERED = frozenset({"number", "money", "date"})
PLAIN = frozenset({"text", "lines", "phone", "email", "id_number", "uscc"})


@dataclass(frozen=True, slots=True)
class Known:
    """A name that a condition may use: what people call it, its id, its kind, its choices by label."""

    label: str
    id: str
    kind: str
    choices: Mapping[str, str] = field(default_factory=dict)


class ConditionRefused(Exception):
    """Say which of the three columns is wrong, and what would be right."""

    def __init__(self, column: str, message: str) -> None:
        self.column, self.message = column, message
        super().__init__(message)


def condition_text(row: Mapping[str, object], known: Sequence[Known], later: Sequence[str] = ()) -> str | None:
    """Return the expression; None where no condition was asked for or it is not finished. Raises ConditionRefused."""
    label, sign, value = (str(row.get(column) or "").strip() for column in ("when_field", "when_is", "when_value"))
    if not label:
        return None
    named = _find(label, known, later)
    if not sign or not value:
        return None
    if sign in ("ge", "le") and named.kind not in ORDERED:
        raise ConditionRefused("when_is", f"“{named.label}”不能比较大小，请选“等于”或者“不等于”。")
    return _compared(named, sign, value)


def _find(label: str, known: Sequence[Known], later: Sequence[str]) -> Known:
    for each in known:
        if each.label == label:
            return each
    if label in later:
        raise ConditionRefused("when_field", f"“{label}”在这一项的后面，条件只能使用前面的项目，请调整次序。")
    names = "、".join(each.label for each in known) or "（还没有）"
    raise ConditionRefused("when_field", f"没有“{label}”这一项，它可能已经删去或者改了名称。可以使用：{names}。")


def _compared(named: Known, sign: str, value: str) -> str:
    if named.kind == "yes_no":
        if value not in ("是", "否"):
            raise ConditionRefused("when_value", f"“{named.label}”的值只能写“是”或者“否”。")
        return named.id if (value == "是") == (sign == "eq") else f"!{named.id}"
    if named.kind in ("choice", "multi_choice"):
        if value not in named.choices:
            offered = "、".join(named.choices)
            raise ConditionRefused("when_value", f"“{named.label}”没有“{value}”这个选项，可以写：{offered}。")
        chosen = json.dumps(named.choices[value])
        if named.kind == "choice":
            return f"{named.id} {SIGNS[sign]} {chosen}"
        return f"{chosen} in {named.id}" if sign == "eq" else f"!({chosen} in {named.id})"
    if named.kind in ("number", "money"):
        return f"{named.id} {SIGNS[sign]} {_number(named, value)}"
    if named.kind == "date":
        return f'{named.id} {SIGNS[sign]} date("{_day(named, value)}")'
    if named.kind in PLAIN:
        return f"{named.id} {SIGNS[sign]} {json.dumps(value, ensure_ascii=False)}"
    raise ConditionRefused("when_field", f"“{named.label}”不能用来作条件，请换一项。")


def _number(named: Known, value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= Decimal(10) ** 12:
        raise ConditionRefused("when_value", f"“{named.label}”是数字，这里应写一个数，例如 10。")
    return f"{number:f}"


def _day(named: Known, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise ConditionRefused("when_value", f"“{named.label}”是日期，这里应写成 2026-10-01 的样子。") from None
