"""The few filters of the language; each takes a plain value and gives a text or a list of texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tongban.wording.escape import escape_value

_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_UNITS = {"个工作日": "working day", "日": "day", "个月": "month", "年": "year"}
_SPAN = re.compile(r"([0-9]{1,4})(个工作日|日|个月|年)")
_DRAWN = re.compile(r"[0-9,; ]+")
_UP_TO_31 = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Markdown:
    """Text that is Markdown already: its values were escaped when it was made."""

    text: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter, how many constants it takes, and whether it reads a list."""

    apply: Callable[..., object]
    arguments: int = 0
    of_list: bool = False
    example: str = ""


def plain_text(value: object) -> str:
    """Say a value as a document says it: dates in Chinese, yes and no as 是 and 否, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return chinese_time(value)
    if isinstance(value, date):
        return chinese_date(value)
    if isinstance(value, Decimal | float):
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return str(value)


def chinese_date(value: object) -> str:
    """2026年9月28日: month and day without leading noughts (GB/T 9704 §7.3.5.4). Words are left as they are."""
    day = _read(value)
    return f"{day.year}年{day.month}月{day.day}日" if isinstance(day, date) else day


def chinese_time(value: object) -> str:
    """2026年9月28日9时05分; a day without a time is said as a day."""
    moment = _read(value)
    if not isinstance(moment, datetime):
        return chinese_date(moment)
    return f"{chinese_date(moment)}{moment.hour}时{moment.minute:02d}分"


def working_days(value: object) -> str:
    """5个工作日: a bare number gets its unit; a span that is said in words already is left as it is."""
    if isinstance(value, bool) or not isinstance(value, int):
        return plain_text(value)
    return f"{value}个工作日"


def formal_date(value: object) -> str:
    """二〇二六年九月二十八日. Words are left as they are."""
    day = _read(value)
    if not isinstance(day, date):
        return day
    return f"{str(day.year).translate(_DIGITS)}年{_small(day.month)}月{_small(day.day)}日"


def english_date(value: object) -> str:
    """28 September 2026, for a translation. Words are left as they are."""
    day = _read(value)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if isinstance(day, date) else day


def english_span(value: object) -> str:
    """5 working days, of a bare number or of a span in Chinese words; other words are left as they are."""
    if isinstance(value, int) and not isinstance(value, bool):
        return _counted(value, "working day")
    found = _SPAN.fullmatch(plain_text(value))
    return _counted(int(found[1]), _UNITS[found[2]]) if found else plain_text(value)


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def numbered(values: Sequence[object]) -> Markdown:
    """Write a list of values as a numbered list, one line each."""
    lines = (f"{place}. {escape_value(plain_text(each))}" for place, each in enumerate(values, start=1))
    return Markdown("\n".join(lines))


def joined(values: Sequence[object]) -> str:
    return "、".join(plain_text(each) for each in values)


def otherwise(value: object, words: object) -> object:
    return words if value is None or value == "" else value


def drawn(value: object) -> Markdown:
    """Write what a hand drew where it was signed: layout draws it; nothing where the value is no drawing."""
    return Markdown(f"⟦{value}⟧" if isinstance(value, str) and _DRAWN.fullmatch(value) else "")


def _read(value: object) -> date | str:
    """Return a date or a time where the value is one or is written as one (ISO 8601), and else its words."""
    if value is None or isinstance(value, date):
        return value or ""
    if not isinstance(value, str):
        raise ValueError(f"“{plain_text(value)[:20]}”不是日期，应当是年月日（例如 2026-09-28）。")
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return moment if len(value) > len("2026-09-28") else moment.date()


def _small(number: int) -> str:
    """Write 1 to 31 in Chinese."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_UP_TO_31[tens]}十")
    return head + (_UP_TO_31[ones] if ones else "")


FILTERS: Mapping[str, Filter] = {
    "中文日期": Filter(chinese_date, example="{{ accepted_on|中文日期 }}"),
    "中文时间": Filter(chinese_time, example="{{ received_at|中文时间 }}"),
    "工作日": Filter(working_days, example="{{ promise_days|工作日 }}"),
    "英文日期": Filter(english_date, example="{{ decided_on|英文日期 }}"),
    "英文期限": Filter(english_span, example="{{ promise_days|英文期限 }}"),
    "大写日期": Filter(formal_date, example="{{ decided_on|大写日期 }}"),
    "编号清单": Filter(numbered, of_list=True, example="{{ reasons|编号清单 }}"),
    "顿号": Filter(joined, of_list=True, example="{{ reasons|顿号 }}"),
    "手写签名": Filter(drawn, example="{{ signature|手写签名 }}"),
    "缺省": Filter(otherwise, arguments=1, example="{{ remark|缺省('无') }}"),
}
