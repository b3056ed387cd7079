"""Choice: exactly one of what is offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marshmallow import post_load

from tongban.conditions import Type, choice_of
from tongban.errors import TongbanError
from tongban.fields.field_type import FieldError, FieldType, Sample
from tongban.fields.options import Offer, Offers, OptionsSchema
from tongban.fields.typed import Typed, first

MOST_RADIOS = 8  # more are a list to pull down


@dataclass(frozen=True, slots=True)
class ChoiceOptions:
    choices: tuple[Offer, ...]

    def label(self, value: str) -> str:
        """Give what people read for a value; the value itself where it is no longer offered."""
        return next((each.label for each in self.choices if each.value == value), value)

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(each.value for each in self.choices)


class ChoiceOptionsSchema(OptionsSchema):
    choices = Offers(required=True)

    @post_load
    def build(self, data: dict[str, object], **_: object) -> ChoiceOptions:
        return ChoiceOptions(**data)  # type: ignore[arg-type]


class Choice(FieldType[ChoiceOptions, str]):
    name = "choice"
    label = "单选"
    options_schema = ChoiceOptionsSchema
    most_radios = MOST_RADIOS
    template = """
{% if options.choices|length <= type.most_radios or slot.readonly %}
{% call frame.group(slot, type, "radiogroup") %}
{{ frame.choices(slot, "radio", options.choices) }}
{% endcall %}
{% else %}
{% call frame.single(slot, type) %}
<select class="tb-input" {{ frame.attributes(slot) }}{% if slot.required %} aria-required="true"{% endif %}>
<option value="">{{ slot.words.choose }}</option>
{% for offer in options.choices %}
<option value="{{ offer.value }}"{% if slot.chosen(offer.value) %} selected{% endif %}>{{ offer.label }}</option>
{% endfor %}
</select>
{% endcall %}
{% endif %}"""
    samples = (
        Sample(
            {"choices": {"works": "占道施工", "stacking": "堆放物料"}},
            {"": ["works"]},
            "works",
            "占道施工",
            {"": ["parking"]},
            "not_offered",
        ),
        Sample(
            {"choices": {str(number): f"第{number}项" for number in range(1, 12)}},
            {"": ["3"]},
            "3",
            "第3项",
            {"": ["12"]},
            "not_offered",
        ),
    )

    def parse(self, typed: Typed, options: ChoiceOptions) -> str | FieldError | None:
        chosen = first(typed)
        return (self.check(chosen, options) or chosen) if chosen else None

    def check(self, value: str, options: ChoiceOptions, today: date | None = None) -> FieldError | None:  # noqa: ARG002
        if value in options.values:
            return None
        labels = "、".join(each.label for each in options.choices[:8])
        return FieldError("not_offered", f"请从所列选项中选择一项：{labels}。")

    def typed(self, value: str, options: ChoiceOptions) -> Typed:  # noqa: ARG002
        return {"": (value,)}

    def format(self, value: str, options: ChoiceOptions) -> str:
        return options.label(value)

    def json_schema(self, options: ChoiceOptions) -> dict[str, object]:
        return {"type": "string", "enum": list(options.values)}

    def condition_type(self, options: ChoiceOptions) -> Type:
        return choice_of(options.values)

    def to_json(self, value: str, options: ChoiceOptions) -> object:  # noqa: ARG002
        return value

    def from_json(self, data: object, options: ChoiceOptions) -> str:
        if isinstance(data, str) and data in options.values:
            return data
        raise TongbanError(f"保存的选项不在所列选项之中；可选的有：{'、'.join(options.values)}。")
