"""Several of what is offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marshmallow import ValidationError, post_load

from tongban.conditions import Type, choice_of, list_of
from tongban.errors import TongbanError
from tongban.fields.field_type import FieldError, FieldType, Sample
from tongban.fields.options import Offer, Offers, OptionsSchema, Whole
from tongban.fields.typed import Typed

Chosen = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MultiChoiceOptions:
    """`min` and `max` count what is ticked; nothing ticked is no answer, whatever `min` says."""

    choices: tuple[Offer, ...]
    min: int = 1
    max: int | None = None

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(each.value for each in self.choices)


class MultiChoiceOptionsSchema(OptionsSchema):
    choices = Offers(required=True)
    min = Whole(1, 100)
    max = Whole(1, 100)

    @post_load
    def build(self, data: dict[str, object], **_: object) -> MultiChoiceOptions:
        options = MultiChoiceOptions(**data)  # type: ignore[arg-type]
        if options.min > len(options.choices) or (options.max is not None and options.max < options.min):
            raise ValidationError("至少选几项，不能多于最多选几项，也不能多于选项的个数。", "min")
        return options


class MultiChoice(FieldType[MultiChoiceOptions, Chosen]):
    name = "multi_choice"
    label = "多选"
    options_schema = MultiChoiceOptionsSchema
    template = """
{% call frame.group(slot, type) %}
{{ frame.choices(slot, "checkbox", options.choices) }}
{% endcall %}"""
    samples = (
        Sample(
            {"choices": {"window": "窗口领取", "courier": "邮寄", "electronic": "电子证照"}},
            {"": ["electronic", "window"], "asked": ["1"]},
            ("window", "electronic"),
            "窗口领取、电子证照",
            {"": ["window", "pigeon"]},
            "not_offered",
        ),
        Sample({"choices": {"a": "甲", "b": "乙"}, "max": 1}, {"": ["a"]}, ("a",), "甲", {"": ["a", "b"]}, "too_many"),
        Sample(
            {"choices": {"a": "甲", "b": "乙"}, "min": 2},
            {"": ["b", "a"]},
            ("a", "b"),
            "甲、乙",
            {"": ["a"]},
            "too_few",
        ),
    )

    def parse(self, typed: Typed, options: MultiChoiceOptions) -> Chosen | FieldError | None:
        ticked = {text for text in typed.get("", ()) if text}
        if ticked - set(options.values):
            return _not_offered(options)
        return tuple(value for value in options.values if value in ticked) or None

    def check(self, value: Chosen, options: MultiChoiceOptions, today: date | None = None) -> FieldError | None:  # noqa: ARG002
        if not set(value) <= set(options.values):
            return _not_offered(options)
        if len(value) < options.min:
            return FieldError("too_few", f"至少选择 {options.min} 项，现在选了 {len(value)} 项。")
        if options.max is not None and len(value) > options.max:
            return FieldError("too_many", f"最多选择 {options.max} 项，现在选了 {len(value)} 项。")
        return None

    def typed(self, value: Chosen, options: MultiChoiceOptions) -> Typed:  # noqa: ARG002
        return {"": tuple(value), "asked": ("1",)}

    def format(self, value: Chosen, options: MultiChoiceOptions) -> str:
        return "、".join(each.label for each in options.choices if each.value in value)

    def json_schema(self, options: MultiChoiceOptions) -> dict[str, object]:
        schema: dict[str, object] = {"type": "array", "items": {"enum": list(options.values)}, "uniqueItems": True}
        return schema | {"minItems": options.min} | ({"maxItems": options.max} if options.max else {})

    def condition_type(self, options: MultiChoiceOptions) -> Type:
        return list_of(choice_of(options.values))

    def to_json(self, value: Chosen, options: MultiChoiceOptions) -> object:  # noqa: ARG002
        return list(value)

    def from_json(self, data: object, options: MultiChoiceOptions) -> Chosen:
        if isinstance(data, list | tuple) and all(each in options.values for each in data):
            return tuple(value for value in options.values if value in data)
        raise TongbanError(f"保存的选项应是一组所列的值；可选的有：{'、'.join(options.values)}。")


def _not_offered(options: MultiChoiceOptions) -> FieldError:
    labels = "、".join(each.label for each in options.choices[:8])
    return FieldError("not_offered", f"请只从所列选项中选择：{labels}。")
