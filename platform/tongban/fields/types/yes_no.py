"""Yes or no."""

from __future__ import annotations

from tongban.conditions import BOOL, Type
from tongban.fields.code_text import NoOptions, NoOptionsSchema
from tongban.fields.field_type import FieldError, FieldType, Sample, taken
from tongban.fields.options import Offer
from tongban.fields.typed import Typed, first
from tongban.fields.words import Words


class YesNo(FieldType[NoOptions, bool]):
    name = "yes_no"
    label = "是或否"
    plain = bool
    options_schema = NoOptionsSchema
    template = """
{% call frame.group(slot, type, "radiogroup") %}
{{ frame.choices(slot, "radio", type.offered(slot.words)) }}
{% endcall %}"""
    samples = (
        Sample({}, {"": ["yes"]}, True, "是", {"": ["perhaps"]}, "not_offered"),
        Sample({}, {"": ["no"], "asked": ["1"]}, False, "否", {"": ["true"]}, "not_offered"),
    )

    def offered(self, words: Words) -> tuple[Offer, Offer]:
        return Offer("yes", words.yes), Offer("no", words.no)

    def parse(self, typed: Typed, options: NoOptions) -> bool | FieldError | None:  # noqa: ARG002
        text = first(typed).strip()
        if text in {"yes", "no"}:
            return text == "yes"
        return FieldError("not_offered", "请在“是”和“否”中选择一项。") if text else None

    def typed(self, value: bool, options: NoOptions) -> Typed:  # noqa: ARG002
        return {"": ("yes" if value else "no",)}

    def format(self, value: bool, options: NoOptions) -> str:  # noqa: ARG002
        return "是" if value else "否"

    def mask(self, value: bool, options: NoOptions) -> str:  # noqa: ARG002
        return "***"

    def json_schema(self, options: NoOptions) -> dict[str, object]:  # noqa: ARG002
        return {"type": "boolean"}

    def condition_type(self, options: NoOptions) -> Type:  # noqa: ARG002
        return BOOL

    def to_json(self, value: bool, options: NoOptions) -> object:  # noqa: ARG002
        return value

    def from_json(self, data: object, options: NoOptions) -> bool:  # noqa: ARG002
        return taken(data, bool, "是或否")
