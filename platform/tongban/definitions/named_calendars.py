"""The working calendars that the folders hold, by the names that tenants give them."""

from __future__ import annotations

from functools import cached_property

from tongban.calendars import WorkingCalendar, calendar_from_texts
from tongban.definitions.sources import Sources

FOLDER = "item_defs/_shared/calendars/"


class NamedCalendars:
    """Working calendars as their texts have them, each worked out once; without the days declared while cases run."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._known: dict[str, WorkingCalendar] = {}

    def named(self, name: str) -> WorkingCalendar:
        """Return the calendar of a name; raise CalendarError saying what is wrong with its texts."""
        if name not in self._known:
            self._known[name] = calendar_from_texts(self._texts, name)
        return self._known[name]

    @cached_property
    def _texts(self) -> dict[str, str]:
        listed = (path for path in self._sources.paths() if path.startswith(FOLDER) and path.endswith(".yaml"))
        return {path: self._sources.read(path) for path in listed}
