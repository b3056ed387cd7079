"""Declaration: a statement that the applicant makes by ticking it (承诺、声明)."""

from __future__ import annotations

from dataclasses import dataclass

from marshmallow import post_load

from tongban.conditions import BOOL, Type
from tongban.errors import TongbanError
from tongban.fields.field_type import FieldError, FieldType, Sample
from tongban.fields.options import Line, OptionsSchema
from tongban.fields.typed import Typed, first

MADE = "made"


@dataclass(frozen=True, slots=True)
class DeclarationOptions:
    statement: str


class DeclarationOptionsSchema(OptionsSchema):
    statement = Line(required=True)

    @post_load
    def build(self, data: dict[str, object], **_: object) -> DeclarationOptions:
        return DeclarationOptions(**data)  # type: ignore[arg-type]


class Declaration(FieldType[DeclarationOptions, bool]):
    name = "declaration"
    label = "声明"
    in_tables = False
    options_schema = DeclarationOptionsSchema
    template = """
{% call frame.group(slot, type) %}
<blockquote class="tb-statement">{{ options.statement }}</blockquote>
<div class="tb-choice">
<input class="tb-choice-input" type="checkbox" id="{{ slot.id }}-made" name="{{ slot.name }}" value="made"
{%- if slot.chosen("made") %} checked{% endif %}
{%- if slot.readonly or not slot.shown %} disabled{% endif %}{% if slot.readonly %} data-readonly{% endif %}
{%- if slot.invalid %} aria-invalid="true"{% endif %}>
<label class="tb-choice-label" for="{{ slot.id }}-made">{{ slot.words.declared }}</label>
</div>
{% endcall %}"""
    samples = (
        Sample(
            {"statement": "本人承诺所填内容真实。"},
            {"": ["made"], "asked": ["1"]},
            True,
            "已声明：本人承诺所填内容真实。",
            {"": ["yes"]},
            "not_offered",
        ),
    )

    def parse(self, typed: Typed, options: DeclarationOptions) -> bool | FieldError | None:  # noqa: ARG002
        text = first(typed)
        if text not in {"", MADE}:
            return FieldError("not_offered", "请勾选“我已阅读并作出上述声明”。")
        return True if text else None

    def typed(self, value: bool, options: DeclarationOptions) -> Typed:  # noqa: ARG002
        return {"": (MADE,), "asked": ("1",)} if value else {"asked": ("1",)}

    def format(self, value: bool, options: DeclarationOptions) -> str:
        return f"已声明：{options.statement}" if value else "未声明"

    def mask(self, value: bool, options: DeclarationOptions) -> str:
        return self.format(value, options)

    def json_schema(self, options: DeclarationOptions) -> dict[str, object]:  # noqa: ARG002
        return {"const": True}

    def condition_type(self, options: DeclarationOptions) -> Type:  # noqa: ARG002
        return BOOL

    def to_json(self, value: bool, options: DeclarationOptions) -> object:  # noqa: ARG002
        return value

    def from_json(self, data: object, options: DeclarationOptions) -> bool:  # noqa: ARG002
        if data is not True:
            raise TongbanError("声明保存的值只能是 true；没有作出声明时不保存。")
        return True
