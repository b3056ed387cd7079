"""How long something holds that was granted on a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from tongban.definitions.model import Span, Unit


def last_day(first: date, span: Span) -> date:
    """Give the last day of a validity that begins with `first`: five years from 2026-10-08 end with 2031-10-07."""
    if span.unit in (Unit.DAYS, Unit.WORKING_DAYS):
        return first + timedelta(days=span.amount - 1)
    months = span.amount * (12 if span.unit is Unit.YEARS else 1)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    if first.day > monthrange(year, month + 1)[1]:  # from the 31st of January a month ends with the last of February
        return date(year, month + 1, monthrange(year, month + 1)[1])
    return date(year, month + 1, first.day) - timedelta(days=1)
