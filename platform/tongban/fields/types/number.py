"""Number: whole, or with a fixed count of decimals; always exact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from marshmallow import ValidationError, post_load

from tongban.conditions import INTEGER, NUMBER, Type
from tongban.errors import TongbanError
from tongban.fields.field_type import FieldError, FieldType, Sample
from tongban.fields.number_text import read_number
from tongban.fields.options import Exact, Line, OptionsSchema, Whole
from tongban.fields.typed import Typed, first

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class NumberOptions:
    """Bounds are included. `decimals` is the most that may be written."""

    unit: str = ""
    min: Decimal | None = None
    max: Decimal | None = None
    decimals: int = 0


class NumberOptionsSchema(OptionsSchema):
    unit = Line()
    min = Exact()
    max = Exact()
    decimals = Whole(0, 6)

    @post_load
    def build(self, data: dict[str, object], **_: object) -> NumberOptions:
        options = NumberOptions(**data)  # type: ignore[arg-type]
        if options.min is not None and options.max is not None and options.min > options.max:
            raise ValidationError("最小值不能大于最大值。", "min")
        return options


class NumberType(FieldType[NumberOptions, Number]):
    name = "number"
    label = "数字"
    options_schema = NumberOptionsSchema
    template = """
{% call frame.single(slot, type) %}
<div class="tb-input-row">
{{ frame.text_input(slot, inputmode="decimal" if options.decimals else "numeric", width="short") }}
{% if options.unit %}
<span class="tb-unit">{{ options.unit }}</span>
{% endif %}
</div>
{% endcall %}"""
    samples = (
        Sample(
            {"unit": "㎡", "decimals": 1},
            {"": ["３５．５"]},
            Decimal("35.5"),
            "35.5 ㎡",
            {"": ["三十"]},
            "not_a_number",
        ),
        Sample({"min": 1}, {"": ["1,200"]}, 1200, "1,200", {"": ["0"]}, "too_small"),
        Sample({"max": 10}, {"": ["10"]}, 10, "10", {"": ["1.5"]}, "too_many_decimals"),
    )

    def parse(self, typed: Typed, options: NumberOptions) -> Number | FieldError | None:
        number = read_number(first(typed), options.decimals)
        return int(number) if isinstance(number, Decimal) and options.decimals == 0 else number

    def check(self, value: Number, options: NumberOptions, today: date | None = None) -> FieldError | None:  # noqa: ARG002
        if options.min is not None and value < options.min:
            return FieldError("too_small", f"不能小于 {self._plain(options.min)}{_after(options.unit)}。")
        if options.max is not None and value > options.max:
            return FieldError("too_large", f"不能大于 {self._plain(options.max)}{_after(options.unit)}。")
        return None

    def typed(self, value: Number, options: NumberOptions) -> Typed:  # noqa: ARG002
        return {"": (f"{value:f}" if isinstance(value, Decimal) else str(value),)}

    def format(self, value: Number, options: NumberOptions) -> str:
        return f"{self._plain(value)}{_after(options.unit)}"

    def mask(self, value: Number, options: NumberOptions) -> str:  # noqa: ARG002
        return "***"

    @staticmethod
    def _plain(value: Number) -> str:
        return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"

    def json_schema(self, options: NumberOptions) -> dict[str, object]:
        if options.decimals:
            return {"type": "string", "pattern": rf"^-?[0-9]+(\.[0-9]{{1,{options.decimals}}})?$"}
        bounds = {"minimum": options.min, "maximum": options.max}
        return {"type": "integer"} | {key: int(bound) for key, bound in bounds.items() if bound is not None}

    def condition_type(self, options: NumberOptions) -> Type:
        return NUMBER if options.decimals else INTEGER

    def to_json(self, value: Number, options: NumberOptions) -> object:
        return f"{value:f}" if options.decimals else int(value)

    def from_json(self, data: object, options: NumberOptions) -> Number:
        if isinstance(data, str) and re.fullmatch(r"-?[0-9]{1,18}(\.[0-9]{1,6})?", data) and options.decimals:
            return Decimal(data)
        if isinstance(data, int) and not isinstance(data, bool):
            return Decimal(data) if options.decimals else data
        raise TongbanError("数字字段保存的值应是整数，或者写成文字的小数。")

    def from_written(self, data: object, options: NumberOptions) -> Number:
        if isinstance(data, Decimal):
            return self.from_json(str(data), options)
        return self.from_json(data, options)


def _after(unit: str) -> str:
    return f" {unit}" if unit else ""
