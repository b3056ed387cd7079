"""Marshmallow fields for options, whose messages a definition's author reads in Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields

REQUIRED = {"required": "必须写明。", "null": "不能为空。"}


class OptionsSchema(Schema):
    """Options of a field type: unknown keys are refused, nothing is guessed. Each has a `post_load` to its Options."""

    context: dict[str, object]

    class Meta:
        unknown = RAISE

    error_messages = {"unknown": "这一类型的字段没有这个选项。", "type": "应是一组“选项: 值”。"}  # noqa: RUF012


class Whole(fields.Field):
    """A whole number between two bounds, both included."""

    default_error_messages = REQUIRED

    def __init__(self, low: int, high: int, **rest: Any) -> None:
        super().__init__(**rest)
        self.low, self.high = low, high

    def _deserialize(self, value: object, attr: str | None, data: object, **_: object) -> int:  # noqa: ARG002
        if isinstance(value, bool) or not isinstance(value, int) or not self.low <= value <= self.high:
            raise ValidationError(f"应是 {self.low} 到 {self.high} 之间的整数。")
        return value


class Exact(fields.Field):
    """An exact decimal number; a float in YAML is taken by the digits that were written."""

    default_error_messages = REQUIRED

    def _deserialize(self, value: object, attr: str | None, data: object, **_: object) -> Decimal:  # noqa: ARG002
        if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
            raise ValidationError("应是一个数。")
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            raise ValidationError("应是一个数。") from None
        if not number.is_finite():
            raise ValidationError("应是一个有限的数。")
        return number


class Line(fields.Field):
    """A line of text, not empty."""

    default_error_messages = REQUIRED

    def _deserialize(self, value: object, attr: str | None, data: object, **_: object) -> str:  # noqa: ARG002
        if not isinstance(value, str) or not value.strip():
            raise ValidationError("应是一行文字。")
        return value


class Pattern(Line):
    """A regular expression for the whole text, of a kind that cannot run away: no groups, few open-ended repeats."""

    def _deserialize(self, value: object, attr: str | None, data: object, **rest: object) -> str:
        text = super()._deserialize(value, attr, data, **rest)
        if "(" in text or len(re.findall(r"[*+]|,\}", text)) > 3:
            raise ValidationError("正则表达式不能用括号分组，并且最多三处不限次数的重复（*、+、{n,}）。")
        try:
            re.compile(text)
        except re.error as error:
            raise ValidationError(f"不是有效的正则表达式：{error}。") from None
        return text


@dataclass(frozen=True, slots=True)
class Offer:
    """One choice that is offered: what is stored, and what people read."""

    value: str
    label: str


class Offers(fields.Field):
    """Choices, written `value: label`, at least one; values are stable ids."""

    default_error_messages = REQUIRED

    def _deserialize(
        self,
        value: object,
        attr: str | None,  # noqa: ARG002
        data: object,  # noqa: ARG002
        **_: object,
    ) -> tuple[Offer, ...]:
        if not isinstance(value, Mapping) or not value:
            raise ValidationError("应写成“值: 显示文字”，至少一项。")
        for each, label in value.items():
            if not isinstance(each, str) or not isinstance(label, str) or not each or not label.strip():
                raise ValidationError(f"选项“{each}”应是“值: 显示文字”，两者都是文字。")
        return tuple(Offer(str(each), str(label)) for each, label in value.items())


class Words(fields.Field):
    """A list of short words, each once."""

    default_error_messages = REQUIRED

    def _deserialize(
        self,
        value: object,
        attr: str | None,  # noqa: ARG002
        data: object,  # noqa: ARG002
        **_: object,
    ) -> tuple[str, ...]:
        if not isinstance(value, list | tuple) or not value or not all(isinstance(each, str) for each in value):
            raise ValidationError("应是一组文字，至少一项。")
        if len(set(value)) != len(value):
            raise ValidationError("同一项只能写一次。")
        return tuple(value)
