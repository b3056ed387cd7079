"""A bound of a date in a definition: an ISO date, or `today`."""

from __future__ import annotations

from datetime import date

from marshmallow import ValidationError, fields

from tongban.fields.iso_day import is_iso_day
from tongban.fields.options import REQUIRED


class DayBound(fields.Field):
    """Take `today` or an ISO date."""

    default_error_messages = REQUIRED

    def _deserialize(self, value: object, attr: str | None, data: object, **_: object) -> str:  # noqa: ARG002
        text = value.isoformat() if isinstance(value, date) else value
        if not isinstance(text, str) or (text != "today" and not is_iso_day(text)):
            raise ValidationError("应写成 2026-01-31 这样的日期，或者 today。")
        return text


def bound_day(bound: str | None, today: date | None) -> date | None:
    """Give the day that a bound means; None where there is none, or where it leans on a day that was not given."""
    return today if bound == "today" else date.fromisoformat(bound) if bound else None
