"""Case numbers (统一赋码, 7 §11): one shape for the whole city, with a check character.

    division 6 + day 8 (YYYYMMDD) + sequence 6 + check character (ISO 7064 MOD 37,36) = 21 characters

for instance `50010320261121000001` and its check character. The shape is this platform's own: the regulations name no
layout, only that a number is unique and at most 50 characters long. The sequence is counted per division and day by
the database; every single wrong character is found, and nearly every swap of neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stdnum.iso7064 import mod_37_36

from tongban.errors import TongbanError

LENGTH = 21
LARGEST_SEQUENCE = 999_999


class CaseNumberError(TongbanError):
    """Refuse a case number that nobody gave out."""


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """The parts of a case number."""

    division: str
    day: date
    sequence: int


def format_case_number(division: str, day: date, sequence: int) -> str:
    """Write a case number with its check character; refuse parts that do not fit."""
    if len(division) != 6 or not (division.isascii() and division.isdigit()):
        raise CaseNumberError(f"区划代码“{division}”不能用于办件编号，应为六位数字，例如 500103。")
    if not 1 <= sequence <= LARGEST_SEQUENCE:
        raise CaseNumberError(f"当日流水号{sequence}超出范围，应为 1 至 {LARGEST_SEQUENCE}。")
    body = f"{division}{day:%Y%m%d}{sequence:06d}"
    return body + str(mod_37_36.calc_check_digit(body))


def check_case_number(number: str) -> CaseNumber:
    """Read a case number, ignoring spaces at its ends and letter case; raise CaseNumberError if it cannot be one."""
    text = number.strip().upper()
    body = text[:-1]
    if len(text) != LENGTH or not (body.isascii() and body.isdigit()):
        raise CaseNumberError(f"办件编号“{number}”不对，应为 20 位数字和 1 位校验码。")
    if not mod_37_36.is_valid(text):
        raise CaseNumberError(f"办件编号“{number}”的校验码不符，请核对是否抄写有误。")
    try:
        day = date(int(body[6:10]), int(body[10:12]), int(body[12:14]))
    except ValueError as fault:
        raise CaseNumberError(f"办件编号“{number}”中的日期不存在，请核对是否抄写有误。") from fault
    return CaseNumber(body[:6], day, int(body[14:]))
