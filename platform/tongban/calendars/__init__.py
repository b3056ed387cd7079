"""Working days: the State Council's yearly notices as data, with versions, coverage and explained counts."""

from tongban.calendars.count import Count, DayLine, Skip
from tongban.calendars.load import calendar_from_data, calendar_from_folder, calendar_from_texts
from tongban.calendars.working_calendar import (
    CalendarError,
    DayOfCalendar,
    TenantException,
    WorkingCalendar,
    YearNotice,
)

__all__ = [
    "CalendarError",
    "Count",
    "DayLine",
    "DayOfCalendar",
    "Skip",
    "TenantException",
    "WorkingCalendar",
    "YearNotice",
    "calendar_from_data",
    "calendar_from_folder",
    "calendar_from_texts",
]
