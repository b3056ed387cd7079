"""Every key of the files that other rooms read by themselves: calendars, templates of tenants, templates of items."""

from __future__ import annotations

from tongban.definitions.tenants import KINDS
from tongban.definitions.vocabulary.basis import DAY, ITEM_ID
from tongban.definitions.vocabulary.entries import Entry, ListOf, MapOf, Part
from tongban.definitions.vocabulary.kinds import Anything, Moment, OneOf, Pattern, Text, Value, Whole, YesNo


class Days(Value):
    """Days of a calendar: one stretch, or a list of them (`2026-10-01`, `2026-10-01 to 2026-10-07`)."""

    expects = "一个日期、一段日期，或者它们的列表"


class CalendarFile(Entry):
    """`item_defs/_shared/calendars/<calendar>-<year>.yaml`, read by `tongban.calendars`."""

    calendar = Pattern(*ITEM_ID, required=True)
    year = Whole(1990, required=True)
    source = Text(required=True)
    notice = Text()
    holidays = MapOf(Days())
    make_up_days = MapOf(Days())


class CalendarExceptionEntry(Entry):
    day = Moment(DAY, required=True)
    working = YesNo(required=True)
    reason = Text(required=True)


class LocalCalendarFile(Entry):
    """`item_defs/_shared/calendars/<calendar>.yaml`: another calendar but for some days."""

    calendar = Pattern(*ITEM_ID, required=True)
    extends = Pattern(*ITEM_ID, required=True)
    source = Text(required=True)
    exceptions = ListOf(Part(CalendarExceptionEntry), required=True)


class TenantTemplateFile(Entry):
    """`tenants/_templates/<template>.yaml`, read by `tongban.publishing.templates`."""

    template = Pattern(*ITEM_ID, required=True)
    name = Text(required=True)
    kinds = ListOf(OneOf(*KINDS), required=True)
    hours = Text(required=True)
    complaints = Text(required=True)
    claims = MapOf(Text(), key=ITEM_ID[0], key_expects=ITEM_ID[1], required=True)


class ItemTemplateFile(Entry):
    """`item_defs/_studio/templates/<template>.yaml`, read by `tongban.assurance.authoring`."""

    template = Pattern(*ITEM_ID, required=True)
    name = Text(required=True)
    summary = Text(required=True)
    answers = MapOf(Anything(), required=True)
