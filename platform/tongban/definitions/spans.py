"""Lengths of time as definitions write them, compared only where the comparison is certain."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {"working_days": "个工作日", "days": "日", "months": "个月", "years": "年"}

#: Calendar days that one unit has at least and at most; working days: no week has more than six, the longest run of
#: days off (Spring Festival and National Day) is under two weeks.
_LEAST: Mapping[str, float] = {"working_days": 1.0, "days": 1.0, "months": 28.0, "years": 365.0}
_MOST: Mapping[str, float] = {"working_days": 1.5, "days": 1.0, "months": 31.0, "years": 366.0}
_ROUND = {"working_days": 10.0}


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
    if one == "on_the_spot":
        return other != "on_the_spot"
    if other == "on_the_spot":
        return False
    if not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return None
    ((unit, amount),) = one.items()
    ((other_unit, other_amount),) = other.items()
    if unit == other_unit:
        return bool(amount < other_amount)
    if amount * _MOST[unit] + _ROUND.get(unit, 0.0) < other_amount * _LEAST[other_unit]:
        return True
    if amount * _LEAST[unit] >= other_amount * _MOST[other_unit] + _ROUND.get(other_unit, 0.0):
        return False
    return None


