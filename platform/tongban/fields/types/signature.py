"""Signature: one's own name typed and the intention to sign confirmed; who likes draws it by hand as well.

Drawing is never asked for: by keyboard, without scripts and for whoever cannot draw, the typed name signs as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from tongban.conditions import TEXT, Type
from tongban.errors import TongbanError
from tongban.fields.code_text import NoOptions, NoOptionsSchema
from tongban.fields.drawn import HEIGHT, LONGEST, PATTERN, TOLD, WIDTH, picture_of, strokes_of
from tongban.fields.field_type import FieldError, FieldType, Sample
from tongban.fields.slot import Slot
from tongban.fields.typed import Typed, first, has_control_characters, tidy

LONGEST_NAME = 50


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed. That it was confirmed is what makes it a signature; without, there is none.

    `drawn` is the signature as the hand wrote it (see `drawn.py`); empty where it was only typed.
    """

    name: str
    drawn: str = ""


#: the sample's drawing: two strokes that are nobody's name
_STROKES = "80,60 120,55 200,50;140,20 138,90 130,160"


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
<div class="tb-sign" data-sign data-width="{{ type.width }}" data-height="{{ type.height }}"
 data-longest="{{ type.longest }}"
{%- if slot.readonly %} data-readonly{% endif %}>
<input type="hidden" name="{{ slot.name }}.drawn" value="{{ slot.text("drawn") }}"{{ frame.state(slot) }}>
<div class="tb-sign__pad" data-pad{% if not type.drawing(slot) %} hidden{% endif %}>
<p class="tb-part-label" id="{{ slot.id }}-pad">{{ slot.words.draw }}</p>
<div class="tb-sign__paper" data-paper data-empty="{{ slot.words.drawing_empty }}" data-alt="{{ slot.words.drawing }}">
{{- type.drawing(slot) -}}
</div>
<button class="tb-button tb-button-quiet" type="button" data-clear hidden aria-describedby="{{ slot.id }}-pad"
{{- frame.state(slot) }}>
{{- slot.words.draw_again }}</button>
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
        Sample(
            {},
            {"name": ["张三"], "confirmed": ["yes"], "asked": ["1"], "drawn": [_STROKES]},
            Signature("张三", _STROKES),
            "张三（手写签名，已确认签署）",
            {"name": ["张三"], "confirmed": ["yes"], "asked": ["1"], "drawn": ["M0 0 <script>"]},
            "not_drawn",
        ),
    )
    width, height, longest = WIDTH, HEIGHT, LONGEST

    def drawing(self, slot: Slot) -> Markup:
        """Show again what was drawn, also where no script runs."""
        return picture_of(slot.text("drawn"), slot.words.drawing)

    def parse(self, typed: Typed, options: NoOptions) -> Signature | FieldError | None:  # noqa: ARG002
        name, confirmed = tidy(first(typed, "name")), first(typed, "confirmed") == "yes"
        drawn = first(typed, "drawn").strip()
        if not name and not confirmed and not drawn:
            return None
        if drawn and strokes_of(drawn) is None:
            return FieldError("not_drawn", "手写签名没有保存完整，请清除后重写，或者只填写姓名。", "drawn")
        if not name or has_control_characters(name):
            return FieldError("incomplete", "请填写签名人的姓名，写成一行。", "name")
        if not confirmed:
            return FieldError("not_confirmed", "请勾选“我确认以上姓名为本人签署”。", "confirmed")
        return Signature(name, drawn)

    def check(self, value: Signature, options: NoOptions, today: date | None = None) -> FieldError | None:  # noqa: ARG002
        if len(value.name) > LONGEST_NAME:
            return FieldError("too_long", f"签名最多 {LONGEST_NAME} 个字，现在是 {len(value.name)} 个字。", "name")
        return None

    def typed(self, value: Signature, options: NoOptions) -> Typed:  # noqa: ARG002
        plain = {"name": (value.name,), "confirmed": ("yes",), "asked": ("1",)}
        return {**plain, "drawn": (value.drawn,)} if value.drawn else plain

    def format(self, value: Signature, options: NoOptions) -> str:  # noqa: ARG002
        return f"{value.name}（{'手写签名，' if value.drawn else ''}已确认签署）"

    def picture(self, value: Signature, options: NoOptions) -> Markup:  # noqa: ARG002
        return picture_of(value.drawn, value.name)

    def json_schema(self, options: NoOptions) -> dict[str, object]:  # noqa: ARG002
        name = {"type": "string", "maxLength": LONGEST_NAME}
        drawn = {"type": "string", "maxLength": LONGEST, "pattern": PATTERN, "description": TOLD}
        parts = {"name": name, "drawn": drawn}
        return {"type": "object", "properties": parts, "required": ["name"], "additionalProperties": False}

    def condition_type(self, options: NoOptions) -> Type:  # noqa: ARG002
        return TEXT

    def condition_value(self, value: Signature, options: NoOptions) -> object:  # noqa: ARG002
        return value.name

    def to_json(self, value: Signature, options: NoOptions) -> object:  # noqa: ARG002
        return {"name": value.name, "drawn": value.drawn} if value.drawn else {"name": value.name}

    def from_json(self, data: object, options: NoOptions) -> Signature:  # noqa: ARG002
        name, drawn = (data.get("name"), data.get("drawn", "")) if isinstance(data, Mapping) else (None, "")
        if not isinstance(name, str) or not isinstance(drawn, str) or (drawn and strokes_of(drawn) is None):
            raise TongbanError("签名保存的值应有 name（签名人姓名），手写的还有 drawn（笔迹）。")
        return Signature(name, drawn)

    def from_written(self, data: object, options: NoOptions) -> Signature:
        return Signature(data) if isinstance(data, str) else self.from_json(data, options)
