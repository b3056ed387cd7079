"""What an author types as the answer to a field of an item, as the text of a bundle has it, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from tongban.kit.authoring import ConditionRefused, Known, Named

TABLE = "按对应表“{title}”"


def value_said(known: Known, text: str) -> str | bool | int | Decimal:
    """Read the answer. Raises ConditionRefused, which says what may be written."""
    if known.kind == "yes_no":
        if text not in ("是", "否"):
            raise ConditionRefused("value", f"“{known.label}”只能写“是”或者“否”。")
        return text == "是"
    if known.kind == "choice":
        if text in known.choices.values():
            return text
        if text not in known.choices:
            offered = "、".join(known.choices)
            raise ConditionRefused("value", f"“{known.label}”没有“{text}”这个选项，可以写：{offered}。")
        return known.choices[text]
    return _number(known, text) if known.kind in ("number", "money") else text


def value_told(value: object, choices: Mapping[str, str]) -> str:
    """Tell an answer as people write it; `choices` gives labels by value."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return choices.get(str(value), f"{value:f}" if isinstance(value, Decimal) else str(value))


def named(names: Sequence[str], ids: Sequence[str]) -> tuple[Named, ...]:
    return tuple(Named(*each) for each in zip(names, ids, strict=True))


def _number(known: Known, text: str) -> int | Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= Decimal(10) ** 12:
        raise ConditionRefused("value", f"“{known.label}”是数字，这里应写一个数，例如 10。")
    return int(number) if number == number.to_integral_value() else number
