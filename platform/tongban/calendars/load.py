"""Read calendars from their YAML, one file a year: `item_defs/_shared/calendars/<calendar>-<year>.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

import yaml

from tongban.calendars.working_calendar import CalendarError, WorkingCalendar, YearNotice

KEYS = frozenset({"calendar", "year", "source", "notice", "holidays", "make_up_days"})
DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})(?: to (\d{4}-\d{2}-\d{2}))?")


def calendar_from_folder(folder: Path, calendar: str = "cn") -> WorkingCalendar:
    """Read a calendar's years from a folder."""
    return calendar_from_texts({each.name: each.read_text("utf-8") for each in sorted(folder.glob("*.yaml"))}, calendar)


def calendar_from_texts(texts: Mapping[str, str], calendar: str = "cn") -> WorkingCalendar:
    """Read a calendar's years from YAML texts by name; years of other calendars are passed over."""
    # The base loader leaves every scalar the text that it is: nothing is guessed.
    return calendar_from_data([yaml.load(text, Loader=yaml.BaseLoader) for text in texts.values()], calendar)  # noqa: S506


def calendar_from_data(data: Iterable[object], calendar: str = "cn") -> WorkingCalendar:
    """Make a calendar of yearly arrangements given as plain data; raise CalendarError saying what is wrong."""
    return WorkingCalendar(calendar, tuple(_year(each) for each in data if _belongs(each, calendar)))


def _belongs(data: object, calendar: str) -> bool:
    return not isinstance(data, Mapping) or data.get("calendar") == calendar


def _year(data: object) -> YearNotice:
    if not isinstance(data, Mapping) or not str(data.get("year", "")).isdecimal():
        raise CalendarError("年度放假安排应当写明 calendar、year、source、holidays、make_up_days。")
    year = int(str(data["year"]))
    unknown = data.keys() - KEYS
    if unknown:
        raise CalendarError(f"{year}年放假安排中有不认识的键“{min(unknown)}”，可用的键是：{'、'.join(sorted(KEYS))}。")
    if not data.get("source"):
        raise CalendarError(f"{year}年放假安排没有写明来源（source）。")
    return YearNotice(
        year=year,
        holidays=_days(year, data.get("holidays", {})),
        make_up_days=_days(year, data.get("make_up_days", {})),
        source=str(data["source"]),
        notice=str(data.get("notice", "")),
    )


def _days(year: int, names: object) -> dict[date, str]:
    if not isinstance(names, Mapping):
        raise CalendarError(f"{year}年放假安排应写成“节日名: [日期, …]”。")
    found: dict[date, str] = {}
    for name, spans in names.items():
        for span in spans if isinstance(spans, list) else [spans]:
            for day in _range(year, str(span)):
                if day in found:
                    raise CalendarError(f"{year}年放假安排中{day}写了两次（{found[day]}、{name}），只能写一次。")
                found[day] = str(name)
    return found


def _range(year: int, text: str) -> list[date]:
    match = DAYS.fullmatch(text)
    try:
        if match is None:
            raise ValueError(text)
        first = date.fromisoformat(match[1])
        last = date.fromisoformat(match[2] or match[1])
    except ValueError as fault:
        raise CalendarError(
            f"{year}年放假安排中的日期“{text}”不对，应写成 2026-10-01 或者 2026-10-01 to 2026-10-07。"
        ) from fault
    if last < first:
        raise CalendarError(f"{year}年放假安排中的日期“{text}”末日早于首日。")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
