"""Read a number as people type it: full-width digits, thousands separators, an exact decimal, nothing else."""

from __future__ import annotations

import re
from decimal import Decimal

from tongban.fields.field_type import FieldError
from tongban.fields.typed import compact

MOST_DIGITS = 18  # before the decimal point

_PLAIN = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?", re.ASCII)


def read_number(text: str, decimals: int) -> Decimal | FieldError | None:
    """Read an exact number with at most `decimals` decimals. Separators stand at every third digit or nowhere."""
    plain = compact(text).replace("，", ",").replace("。", ".")
    if not plain:
        return None
    if not _PLAIN.fullmatch(plain):
        return FieldError("not_a_number", _what_is_right(decimals))
    whole, _, fraction = plain.replace(",", "").partition(".")
    if len(whole.lstrip("+-")) > MOST_DIGITS:
        return FieldError("too_long", f"整数部分最多 {MOST_DIGITS} 位。")
    if len(fraction.rstrip("0")) > decimals:
        rule = f"最多保留 {decimals} 位小数" if decimals else "应填写整数，不能有小数"
        return FieldError("too_many_decimals", f"{rule}。")
    return Decimal(f"{whole}.{fraction[:decimals]}" if fraction[:decimals] else whole)


def _what_is_right(decimals: int) -> str:
    example = "1200.5" if decimals else "1200"
    return f"请只填写阿拉伯数字，例如 {example}；千位分隔符可以写成 1,200，也可以不写；不要填写单位和文字。"
