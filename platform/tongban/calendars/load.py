"""Read calendars from their YAML, one file a year: `item_defs/_shared/calendars/<calendar>-<year>.yaml`.

A local calendar is one file, `<calendar>.yaml`: it extends another by the days on which a place departs from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import yaml

from tongban.calendars.working_calendar import CalendarError, TenantException, WorkingCalendar, YearNotice

LOCAL_KEYS = frozenset({"calendar", "extends", "source", "exceptions"})
KEYS = frozenset({"calendar", "year", "source", "notice", "holidays", "make_up_days"})
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})(?: to (\d{4}-\d{2}-\d{2}))?")


def calendar_from_folder(folder: Path, calendar: str = "cn") -> WorkingCalendar:
    """Read a calendar's years from a folder."""
    return calendar_from_texts({each.name: each.read_text("utf-8") for each in sorted(folder.glob("*.yaml"))}, calendar)


def calendar_from_texts(texts: Mapping[str, str], calendar: str = "cn") -> WorkingCalendar:
    """Read a calendar's years from YAML texts by name; years of other calendars are passed over."""
    return _calendar(tuple(texts.values()), calendar)


@lru_cache(maxsize=64)
def _calendar(texts: tuple[str, ...], calendar: str) -> WorkingCalendar:
    """Read the same texts once in a process: after each publication they are asked for again."""
    # The base loader leaves every scalar the text that it is: nothing is guessed.
    return calendar_from_data([yaml.load(text, Loader=_LOADER) for text in texts], calendar)  # noqa: S506


def calendar_from_data(data: Iterable[object], calendar: str = "cn") -> WorkingCalendar:
    """Make a calendar of yearly arrangements given as plain data; raise CalendarError saying what is wrong."""
    given = tuple(data)
    own = [each for each in given if _belongs(each, calendar)]
    local = [each for each in own if isinstance(each, Mapping) and "extends" in each]
    if not local:
        return WorkingCalendar(calendar, tuple(_year(each) for each in own))
    if len(own) != 1:
        raise CalendarError(f"日历“{calendar}”写了 {len(own)} 次；在另一部日历上增减的，应当只有一份文件。")
    base = str(local[0]["extends"])
    if any(isinstance(each, Mapping) and each.get("calendar") == base and "extends" in each for each in given):
        raise CalendarError(f"日历“{calendar}”的 extends“{base}”不是全国放假安排，应当直接以它为准，例如 cn。")
    exceptions = _exceptions(calendar, local[0])
    return replace(calendar_from_data(given, base), id=calendar).with_exceptions(exceptions)


def _exceptions(calendar: str, data: Mapping[str, object]) -> tuple[TenantException, ...]:
    """Read the days on which a place departs from the calendar that it extends, each with its reason."""
    unknown = data.keys() - LOCAL_KEYS
    if unknown:
        known = "、".join(sorted(LOCAL_KEYS))
        raise CalendarError(f"日历“{calendar}”中有不认识的键“{min(unknown)}”，可用的键是：{known}。")
    listed = data.get("exceptions")
    if not data.get("source") or not isinstance(listed, list):
        raise CalendarError(f"日历“{calendar}”应当写明来源（source）和 exceptions。")
    return tuple(_exception(calendar, each) for each in listed)


def _exception(calendar: str, data: object) -> TenantException:
    try:
        if not isinstance(data, Mapping) or data.keys() != {"day", "working", "reason"} or not data["reason"]:
            raise ValueError(data)
        working = {"true": True, "false": False}[str(data["working"]).lower()]
        return TenantException(date.fromisoformat(str(data["day"])), working, str(data["reason"]))
    except (ValueError, KeyError) as fault:
        wanted = "{day: 2026-11-26, working: false, reason: 地方节日}"
        raise CalendarError(f"日历“{calendar}”的 exceptions 有误，每一天应写成 {wanted}。") from fault


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
