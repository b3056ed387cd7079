"""Period: two days, both included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from marshmallow import post_load

from tongban.conditions import DATE, Type, row_of
from tongban.errors import TongbanError
from tongban.fields.date_text import chinese_day, read_day
from tongban.fields.day_bound import DayBound, bound_day
from tongban.fields.field_type import FieldError, FieldType, Sample
from tongban.fields.iso_day import is_iso_day
from tongban.fields.options import OptionsSchema, Whole
from tongban.fields.typed import Typed, first


@dataclass(frozen=True, slots=True)
class Period:
    """From `begin` to `end`, both days included."""

    begin: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.begin).days + 1


@dataclass(frozen=True, slots=True)
class PeriodOptions:
    """`min` bounds the begin, `max` the end; `max_days` counts both ends."""

    min: str | None = None
    max: str | None = None
    max_days: int | None = None


class PeriodOptionsSchema(OptionsSchema):
    min = DayBound()
    max = DayBound()
    max_days = Whole(1, 36_600)

    @post_load
    def build(self, data: dict[str, object], **_: object) -> PeriodOptions:
        return PeriodOptions(**data)  # type: ignore[arg-type]


class PeriodType(FieldType[PeriodOptions, Period]):
    name = "period"
    label = "起止日期"
    options_schema = PeriodOptionsSchema
    parts = ("begin", "end")
    template = """
{% call frame.group(slot, type) %}
<div class="tb-parts">
{% for part in type.parts %}
<div class="tb-part">
<label class="tb-part-label" for="{{ slot.id }}-{{ part }}">{{ slot.words|attr(part) }}</label>
{{ frame.date_input(slot, part) }}
</div>
{% endfor %}
</div>
{% endcall %}"""
    samples = (
        Sample(
            {},
            {"begin": ["2026-03-01"], "end": ["2026.3.31"]},
            Period(date(2026, 3, 1), date(2026, 3, 31)),
            "2026年3月1日至2026年3月31日",
            {"begin": ["2026-03-31"], "end": ["2026-03-01"]},
            "wrong_order",
        ),
        Sample(
            {"max_days": 30},
            {"begin": ["2026-03-01"], "end": ["2026-03-30"]},
            Period(date(2026, 3, 1), date(2026, 3, 30)),
            "2026年3月1日至2026年3月30日",
            {"begin": ["2026-03-01"], "end": [""]},
            "incomplete",
        ),
    )

    def parse(self, typed: Typed, options: PeriodOptions) -> Period | FieldError | None:  # noqa: ARG002
        begin, end = (read_day(first(typed, part), part) for part in ("begin", "end"))
        wrong = FieldError.joined([each for each in (begin, end) if isinstance(each, FieldError)])
        if wrong:
            return wrong
        if isinstance(begin, date) and isinstance(end, date):
            if end < begin:
                return FieldError("wrong_order", "结束日期不能早于开始日期。", "end")
            return Period(begin, end)
        if begin is None and end is None:
            return None
        missing, label = ("begin", "开始日期") if begin is None else ("end", "结束日期")
        return FieldError("incomplete", f"请补填{label}。", missing)

    def check(self, value: Period, options: PeriodOptions, today: date | None = None) -> FieldError | None:
        low, high = bound_day(options.min, today), bound_day(options.max, today)
        if low and value.begin < low:
            return FieldError("too_early", f"开始日期不能早于{chinese_day(low)}。", "begin")
        if high and value.end > high:
            return FieldError("too_late", f"结束日期不能晚于{chinese_day(high)}。", "end")
        if options.max_days and value.days > options.max_days:
            return FieldError("too_long", f"起止日期最长 {options.max_days} 天，现在是 {value.days} 天。", "end")
        return None

    def typed(self, value: Period, options: PeriodOptions) -> Typed:  # noqa: ARG002
        return {"begin": (value.begin.isoformat(),), "end": (value.end.isoformat(),)}

    def format(self, value: Period, options: PeriodOptions) -> str:  # noqa: ARG002
        return f"{chinese_day(value.begin)}至{chinese_day(value.end)}"

    def json_schema(self, options: PeriodOptions) -> dict[str, object]:  # noqa: ARG002
        day = {"type": "string", "format": "date"}
        return {
            "type": "object",
            "properties": {"begin": day, "end": day},
            "required": ["begin", "end"],
            "additionalProperties": False,
        }

    def condition_type(self, options: PeriodOptions) -> Type:  # noqa: ARG002
        return row_of({"begin": DATE, "end": DATE})

    def condition_value(self, value: Period, options: PeriodOptions) -> object:  # noqa: ARG002
        return {"begin": value.begin, "end": value.end}

    def to_json(self, value: Period, options: PeriodOptions) -> object:  # noqa: ARG002
        return {"begin": value.begin.isoformat(), "end": value.end.isoformat()}

    def from_json(self, data: object, options: PeriodOptions) -> Period:  # noqa: ARG002
        begin, end = (data.get(part) if isinstance(data, Mapping) else None for part in ("begin", "end"))
        if isinstance(begin, str) and isinstance(end, str) and is_iso_day(begin) and is_iso_day(end):
            return Period(date.fromisoformat(begin), date.fromisoformat(end))
        raise TongbanError("起止日期保存的值应有 begin 和 end 两个日期。")
