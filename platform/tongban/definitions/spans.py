"""Lengths of time as definitions write them, compared only where the comparison is certain."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {"working_days": "个工作日", "days": "日", "months": "个月", "years": "年"}

#: Calendar days that one unit has at least and at most; for working days a long holiday may come on top.
_LEAST: Mapping[str, float] = {"working_days": 1.0, "days": 1.0, "months": 28.0, "years": 365.0}
_MOST: Mapping[str, float] = {"working_days": 1.5, "days": 1.0, "months": 31.0, "years": 366.0}
_HOLIDAYS: Mapping[str, float] = {"working_days": 12.0}


def tell_span(span: object) -> str:
    """Say a span in Chinese: `5 个工作日`, `当场办结`, `无`."""
    if span == "on_the_spot":
        return "当场办结"
    if not isinstance(span, Mapping):
        return "无规定"
    ((unit, amount),) = span.items()
    return f"{amount} {WORDS[unit]}"


def shorter(one: object, other: object) -> bool | None:
    """Say whether one limit is shorter than the other; None where their units leave it open."""
    if "on_the_spot" in (one, other):
        return one != other and one == "on_the_spot"
    if not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return None
    ((unit, amount),) = one.items()
    ((other_unit, other_amount),) = other.items()
    if unit == other_unit:
        return bool(amount < other_amount)
    if _most(amount, unit) < other_amount * _LEAST[other_unit]:
        return True
    return False if amount * _LEAST[unit] >= _most(other_amount, other_unit) else None


def _most(amount: int, unit: str) -> float:
    """Return the calendar days that a span takes at most."""
    return amount * _MOST[unit] + _HOLIDAYS.get(unit, 0.0)
