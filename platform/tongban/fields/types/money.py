"""Money in yuan, with two decimals (人民币元)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from marshmallow import ValidationError, post_load

from tongban.conditions import NUMBER, Type
from tongban.errors import TongbanError
from tongban.fields.field_type import FieldError, FieldType, Sample
from tongban.fields.number_text import read_number
from tongban.fields.options import Exact, OptionsSchema
from tongban.fields.typed import Typed, first

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class MoneyOptions:
    """Bounds in yuan, included. Money is not negative unless `min` says so."""

    min: Decimal = Decimal(0)
    max: Decimal | None = None


class MoneyOptionsSchema(OptionsSchema):
    min = Exact()
    max = Exact()

    @post_load
    def build(self, data: dict[str, object], **_: object) -> MoneyOptions:
        options = MoneyOptions(**data)  # type: ignore[arg-type]
        if options.max is not None and options.min > options.max:
            raise ValidationError("最小值不能大于最大值。", "min")
        return options


class Money(FieldType[MoneyOptions, Decimal]):
    name = "money"
    label = "金额"
    options_schema = MoneyOptionsSchema
    template = """
{% call frame.single(slot, type) %}
<div class="tb-input-row">
{{ frame.text_input(slot, inputmode="decimal", width="short") }}
<span class="tb-unit">{{ slot.words.yuan }}</span>
</div>
{% endcall %}"""
    samples = (
        Sample(
            {}, {"": ["¥2,000,000"]}, Decimal("2000000.00"), "2,000,000.00 元", {"": ["12.345"]}, "too_many_decimals"
        ),
        Sample({"max": 100}, {"": ["99.9 元"]}, Decimal("99.90"), "99.90 元", {"": ["100.01"]}, "too_large"),
    )

    def parse(self, typed: Typed, options: MoneyOptions) -> Decimal | FieldError | None:  # noqa: ARG002
        amount = read_number(first(typed).strip().lstrip("¥￥").removesuffix("元"), 2)
        return amount.quantize(CENT) if isinstance(amount, Decimal) else amount

    def check(self, value: Decimal, options: MoneyOptions, today: date | None = None) -> FieldError | None:  # noqa: ARG002
        if value < options.min:
            return FieldError("too_small", f"金额不能少于 {options.min:,.2f} 元。")
        if options.max is not None and value > options.max:
            return FieldError("too_large", f"金额不能多于 {options.max:,.2f} 元。")
        return None

    def typed(self, value: Decimal, options: MoneyOptions) -> Typed:  # noqa: ARG002
        return {"": (f"{value:.2f}",)}

    def format(self, value: Decimal, options: MoneyOptions) -> str:  # noqa: ARG002
        return f"{value:,.2f} 元"

    def mask(self, value: Decimal, options: MoneyOptions) -> str:  # noqa: ARG002
        return "*** 元"

    def json_schema(self, options: MoneyOptions) -> dict[str, object]:  # noqa: ARG002
        return {"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2}$"}

    def condition_type(self, options: MoneyOptions) -> Type:  # noqa: ARG002
        return NUMBER

    def to_json(self, value: Decimal, options: MoneyOptions) -> object:  # noqa: ARG002
        return f"{value:.2f}"

    def from_json(self, data: object, options: MoneyOptions) -> Decimal:  # noqa: ARG002
        if isinstance(data, str) and re.fullmatch(r"-?[0-9]{1,18}\.[0-9]{2}", data):
            return Decimal(data)
        raise TongbanError("金额字段保存的值应是写成文字的两位小数，例如 12.50。")

    def from_written(self, data: object, options: MoneyOptions) -> Decimal:
        if isinstance(data, int | Decimal) and not isinstance(data, bool):
            return self.from_json(f"{data:.2f}", options)
        return self.from_json(data, options)
