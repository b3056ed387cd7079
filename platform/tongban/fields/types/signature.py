"""Signature: one's own name typed, and the intention to sign confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tongban.conditions import TEXT, Type
from tongban.errors import TongbanError
from tongban.fields.code_text import NoOptions, NoOptionsSchema
from tongban.fields.field_type import FieldError, FieldType, Sample
from tongban.fields.typed import Typed, first, has_control_characters, tidy

LONGEST_NAME = 50


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed. That it was confirmed is what makes it a signature; without, there is none."""

    name: str


class SignatureType(FieldType[NoOptions, Signature]):
    name = "signature"
    label = "签名"
    in_tables = False
    options_schema = NoOptionsSchema
    template = """
{% call frame.group(slot, type) %}
<div class="tb-parts">
<div class="tb-part">
<label class="tb-part-label" for="{{ slot.id }}-name">{{ slot.words.signer }}</label>
{{ frame.text_input(slot, "name") }}
</div>
</div>
<div class="tb-choice">
<input class="tb-choice-input" type="checkbox" id="{{ slot.id }}-confirmed" name="{{ slot.name }}.confirmed" value="yes"
{%- if slot.text("confirmed") == "yes" %} checked{% endif %}
{%- if slot.readonly or not slot.shown %} disabled{% endif %}{% if slot.readonly %} data-readonly{% endif %}
{%- if slot.wrong("confirmed") %} aria-invalid="true"{% endif %}>
<label class="tb-choice-label" for="{{ slot.id }}-confirmed">{{ slot.words.signed }}</label>
</div>
{% endcall %}"""
    samples = (
        Sample(
            {},
            {"name": ["张三"], "confirmed": ["yes"], "asked": ["1"]},
            Signature("张三"),
            "张三（已确认签署）",
            {"name": ["张三"], "asked": ["1"]},
            "not_confirmed",
        ),
    )

    def parse(self, typed: Typed, options: NoOptions) -> Signature | FieldError | None:  # noqa: ARG002
        name, confirmed = tidy(first(typed, "name")), first(typed, "confirmed") == "yes"
        if not name and not confirmed:
            return None
        if not name or has_control_characters(name):
            return FieldError("incomplete", "请填写签名人的姓名，写成一行。", "name")
        if not confirmed:
            return FieldError("not_confirmed", "请勾选“我确认以上姓名为本人签署”。", "confirmed")
        return Signature(name)

    def check(self, value: Signature, options: NoOptions, today: date | None = None) -> FieldError | None:  # noqa: ARG002
        if len(value.name) > LONGEST_NAME:
            return FieldError("too_long", f"签名最多 {LONGEST_NAME} 个字，现在是 {len(value.name)} 个字。", "name")
        return None

    def typed(self, value: Signature, options: NoOptions) -> Typed:  # noqa: ARG002
        return {"name": (value.name,), "confirmed": ("yes",), "asked": ("1",)}

    def format(self, value: Signature, options: NoOptions) -> str:  # noqa: ARG002
        return f"{value.name}（已确认签署）"

    def json_schema(self, options: NoOptions) -> dict[str, object]:  # noqa: ARG002
        name = {"type": "string", "maxLength": LONGEST_NAME}
        return {"type": "object", "properties": {"name": name}, "required": ["name"], "additionalProperties": False}

    def condition_type(self, options: NoOptions) -> Type:  # noqa: ARG002
        return TEXT

    def condition_value(self, value: Signature, options: NoOptions) -> object:  # noqa: ARG002
        return value.name

    def to_json(self, value: Signature, options: NoOptions) -> object:  # noqa: ARG002
        return {"name": value.name}

    def from_json(self, data: object, options: NoOptions) -> Signature:  # noqa: ARG002
        name = data.get("name") if isinstance(data, Mapping) else None
        if not isinstance(name, str):
            raise TongbanError("签名保存的值应有 name（签名人姓名）。")
        return Signature(name)

    def from_written(self, data: object, options: NoOptions) -> Signature:
        return Signature(data) if isinstance(data, str) else self.from_json(data, options)
