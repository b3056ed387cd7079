"""Codes of items and bodies (domain/01 §2): none is invented; each is built from published parts or absent."""

from __future__ import annotations

import re

from stdnum.cn import uscc as uscc_number

#: Level of exercise (行使层级, GB/T 39046 A.2) by tenant kind; a municipality under the State Council is of level 2.
_LEVELS = {"county": "4", "township": "5", "village": "6"}


def is_uscc(text: str) -> bool:
    """Check the eighteen characters and the check digit of a unified social credit code (GB 32100)."""
    return bool(re.fullmatch(r"[0-9A-Z]{18}", text)) and bool(uscc_number.is_valid(text))


def is_base_code(text: str) -> bool:
    """Check the form of a base code: region 2, kind 2, department 2, main item 3, sub-item 3."""
    return bool(re.fullmatch(r"[0-9]{12}", text))


def level_of(kind: str, division: str | None) -> str | None:
    """Return the digit of the level: 2 for a city of province rank (code ends in 0000), else 3; 4, 5, 6 below it."""
    if kind == "city":
        return "2" if division and division.endswith("0000") else "3"
    return _LEVELS.get(kind)


def implementation_code(uscc: str | None, level: str | None, base_code: str | None) -> str | None:
    """Build the 31 characters: authority 18 + level 1 + base code 12; None where a part is not published."""
    if not (uscc and level and base_code):
        return None
    return f"{uscc}{level}{base_code}"


def business_code(implementation: str | None, case_no: int | None) -> str | None:
    """Build the 33 characters (业务办理项编码): implementation code 31 + order in two digits, from 01."""
    if implementation is None or case_no is None or not 1 <= case_no <= 99:
        return None
    return f"{implementation}{case_no:02}"
