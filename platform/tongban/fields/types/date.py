"""Date: a day of the calendar, without time and zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marshmallow import ValidationError, post_load

from tongban.conditions import DATE, Type
from tongban.errors import TongbanError
from tongban.fields.date_text import chinese_day, read_day
from tongban.fields.day_bound import DayBound, bound_day
from tongban.fields.field_type import FieldError, FieldType, Sample, taken
from tongban.fields.iso_day import is_iso_day
from tongban.fields.options import OptionsSchema
from tongban.fields.typed import Typed, first


@dataclass(frozen=True, slots=True)
class DateOptions:
    """Bounds are included: an ISO date, or `today`."""

    min: str | None = None
    max: str | None = None


class DateOptionsSchema(OptionsSchema):
    min = DayBound()
    max = DayBound()

    @post_load
    def build(self, data: dict[str, object], **_: object) -> DateOptions:
        options = DateOptions(**data)  # type: ignore[arg-type]
        if options.min and options.max and "today" not in {options.min, options.max} and options.min > options.max:
            raise ValidationError("最早的日期不能晚于最晚的日期。", "min")
        return options


class DateType(FieldType[DateOptions, date]):
    name = "date"
    label = "日期"
    options_schema = DateOptionsSchema
    template = """
{% call frame.single(slot, type) %}
{{ frame.date_input(slot, "", options.min if options.min != "today", options.max if options.max != "today") }}
{% endcall %}"""
    samples = (
        Sample({}, {"": ["2026年1月31日"]}, date(2026, 1, 31), "2026年1月31日", {"": ["2026-02-30"]}, "no_such_day"),
        Sample(
            {"max": "today"}, {"": ["20200229"]}, date(2020, 2, 29), "2020年2月29日", {"": ["2999-01-01"]}, "too_late"
        ),
        Sample(
            {"min": "2000-01-01"}, {"": ["2000/1/1"]}, date(2000, 1, 1), "2000年1月1日", {"": ["明天"]}, "not_a_date"
        ),
    )

    def parse(self, typed: Typed, options: DateOptions) -> date | FieldError | None:  # noqa: ARG002
        return read_day(first(typed))

    def check(self, value: date, options: DateOptions, today: date | None = None) -> FieldError | None:
        low, high = bound_day(options.min, today), bound_day(options.max, today)
        if low and value < low:
            return FieldError("too_early", f"日期不能早于{_said(options.min, low)}。")
        if high and value > high:
            return FieldError("too_late", f"日期不能晚于{_said(options.max, high)}。")
        return None

    def typed(self, value: date, options: DateOptions) -> Typed:  # noqa: ARG002
        return {"": (value.isoformat(),)}

    def format(self, value: date, options: DateOptions) -> str:  # noqa: ARG002
        return chinese_day(value)

    def mask(self, value: date, options: DateOptions) -> str:  # noqa: ARG002
        return f"{value.year}年*月*日"

    def json_schema(self, options: DateOptions) -> dict[str, object]:  # noqa: ARG002
        return {"type": "string", "format": "date"}

    def condition_type(self, options: DateOptions) -> Type:  # noqa: ARG002
        return DATE

    def to_json(self, value: date, options: DateOptions) -> object:  # noqa: ARG002
        return value.isoformat()

    def from_json(self, data: object, options: DateOptions) -> date:  # noqa: ARG002
        text = taken(data, str, "日期")
        if not is_iso_day(text):
            raise TongbanError("日期字段保存的值应写成 2026-01-31 这样的年-月-日。")
        return date.fromisoformat(text)


def _said(bound: str | None, day: date) -> str:
    return f"今天（{chinese_day(day)}）" if bound == "today" else chinese_day(day)
