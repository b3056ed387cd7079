"""Read a day as people type it: ISO, Chinese, with slashes or dots, or eight digits."""

from __future__ import annotations

import re
from datetime import date

from tongban.fields.field_type import FieldError
from tongban.fields.typed import compact

_FORMS = re.compile(
    r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?|(\d{4})(\d{2})(\d{2})", re.ASCII
)


def read_day(text: str, part: str = "") -> date | FieldError | None:
    """Read a day, or say how a day is written. A day that no month has is refused as such."""
    plain = compact(text)
    if not plain:
        return None
    found = _FORMS.fullmatch(plain)
    if not found:
        return FieldError("not_a_date", "日期应写成 2026-01-31 这样的年-月-日。", part)
    year, month, day = (int(number) for number in found.groups() if number is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return FieldError("no_such_day", f"{year} 年没有 {month} 月 {day} 日这一天，请核对年、月、日。", part)


def chinese_day(day: date) -> str:
    """Write a day as an official paper does: 2026年1月31日."""
    return f"{day.year}年{day.month}月{day.day}日"
