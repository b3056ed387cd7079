"""Lengths of time and the articles on which things rest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """In what a limit or a validity is counted."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time as the definition says it: an amount and its unit."""

    amount: int
    unit: Unit = Unit.WORKING_DAYS


@dataclass(frozen=True, slots=True)
class Basis:
    """One article on which something rests (设定依据)."""

    law: str
    article: str = ""
    number: str = ""  # 文号
    text: str = ""
    issuer: str = ""  # 颁布机关
    effective: str = ""  # 实施日期, ISO
