"""Calendar and rulebook for showing days that remain: as last read, so that looking costs no query."""

from __future__ import annotations

from tongban.calendars import WorkingCalendar
from tongban.definitions.rulebook import Rulebook
from tongban.errors import NotFound
from tongban.web.house import books, house


def as_last_read(tenant: str) -> tuple[WorkingCalendar, Rulebook]:
    """Give a tenant's calendar and rulebook; read the books anew only where they do not know the tenant yet.

    What has effect (a due moment, a submit) is always worked out by refreshed books; this is for the eye.
    """
    shelf = house().books.shelf
    try:
        return shelf.calendar(tenant), shelf.rulebook(tenant)
    except NotFound:
        fresh = books()
        return fresh.calendar(tenant), fresh.rulebook(tenant)
