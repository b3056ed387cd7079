"""Text of one or several lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from marshmallow import ValidationError, post_load

from tongban.conditions import TEXT, Type
from tongban.fields.field_type import FieldError, FieldType, Sample, taken
from tongban.fields.options import Line, OptionsSchema, Pattern, Whole
from tongban.fields.typed import Typed, first, has_control_characters, tidy


@dataclass(frozen=True, slots=True)
class TextOptions:
    """Lengths are counted in characters (Unicode code points), so that 䶮 is one."""

    lines: int = 1
    max_length: int = 200
    min_length: int = 0
    pattern: str | None = None
    pattern_help: str = ""


class TextOptionsSchema(OptionsSchema):
    lines = Whole(1, 30)
    max_length = Whole(1, 5000)
    min_length = Whole(0, 5000)
    pattern = Pattern()
    pattern_help = Line()

    @post_load
    def build(self, data: dict[str, object], **_: object) -> TextOptions:
        options = TextOptions(**data)  # type: ignore[arg-type]
        if options.min_length > options.max_length:
            raise ValidationError("最少字数不能多于最多字数。", "min_length")
        if options.pattern and not options.pattern_help:
            raise ValidationError("写了 pattern，就要用 pattern_help 告诉申请人应怎样填写。", "pattern_help")
        if options.pattern and options.max_length > 200:
            raise ValidationError("有 pattern 的字段最多 200 字。", "max_length")
        return options


class Text(FieldType[TextOptions, str]):
    name = "text"
    label = "文本"
    plain = str
    options_schema = TextOptionsSchema
    template = """
{% call frame.single(slot, type) %}
{% if options.lines > 1 %}
<textarea class="tb-input" rows="{{ options.lines }}" {{ frame.attributes(slot) }}
{%- if slot.required %} aria-required="true"{% endif %}>
{{ slot.text() }}</textarea>
{% else %}
{{ frame.text_input(slot) }}
{% endif %}
{% endcall %}"""
    samples = (
        Sample({"max_length": 5}, {"": ["  张三 "]}, "张三", "张三", {"": ["一二三四五六"]}, "too_long"),
        Sample({"lines": 3}, {"": ["甲\r\n乙"]}, "甲\n乙", "甲\n乙", {"": ["甲\x00乙"]}, "control_characters"),
        Sample(
            {"pattern": "[A-Z]{2}[0-9]{4}", "pattern_help": "应是两个大写字母加四位数字。"},
            {"": ["AB1234"]},
            "AB1234",
            "AB1234",
            {"": ["ab"]},
            "wrong_pattern",
        ),
    )

    def parse(self, typed: Typed, options: TextOptions) -> str | FieldError | None:
        text = tidy(first(typed))
        if has_control_characters(text, lines=options.lines > 1):
            allowed = "文字和换行" if options.lines > 1 else "一行文字，不能换行"
            return FieldError(
                "control_characters", f"内容里有不能显示的控制字符，请删去后重新填写；这里只能填写{allowed}。"
            )
        return text or None

    def check(self, value: str, options: TextOptions, today: date | None = None) -> FieldError | None:  # noqa: ARG002
        if len(value) > options.max_length:
            return FieldError("too_long", f"最多填写 {options.max_length} 个字，现在是 {len(value)} 个字。")
        if len(value) < options.min_length:
            return FieldError("too_short", f"至少填写 {options.min_length} 个字，现在是 {len(value)} 个字。")
        if options.pattern and not re.fullmatch(options.pattern, value):
            return FieldError("wrong_pattern", options.pattern_help)
        return None

    def typed(self, value: str, options: TextOptions) -> Typed:  # noqa: ARG002
        return {"": (value,)}

    def format(self, value: str, options: TextOptions) -> str:  # noqa: ARG002
        return value

    def json_schema(self, options: TextOptions) -> dict[str, object]:
        schema: dict[str, object] = {"type": "string", "maxLength": options.max_length}
        if options.min_length:
            schema["minLength"] = options.min_length
        return schema | ({"pattern": f"^(?:{options.pattern})$"} if options.pattern else {})

    def condition_type(self, options: TextOptions) -> Type:  # noqa: ARG002
        return TEXT

    def to_json(self, value: str, options: TextOptions) -> object:  # noqa: ARG002
        return value

    def from_json(self, data: object, options: TextOptions) -> str:  # noqa: ARG002
        return taken(data, str, "文字")
