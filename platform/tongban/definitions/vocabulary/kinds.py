"""The kinds of single values that the vocabulary knows; each says in Chinese what it expects and how to mend it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from marshmallow import ValidationError, fields

from tongban.definitions.vocabulary.faults import Fault, nearest, told

UNITS = ("working_days", "days", "months", "years")


class Value(fields.Field):
    """A value of a stated kind."""

    expects = "一个值"
    mend = ""

    def read(self, value: Any) -> Any:
        """Return the value, or raise ValidationError with a Fault."""
        return value

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_kwargs: Any) -> Any:  # noqa: ARG002 - marshmallow's
        return self.read(value)

    def make_error(self, key: str, **kwargs: Any) -> ValidationError:
        name = self.data_key or self.name
        if key == "required":
            return ValidationError([Fault("TB012", f"缺少“{name}”，这里应写{self.expects}。", self.mend)])
        if key == "null":
            return ValidationError(
                [Fault("TB011", f"“{name}”没有值，这里应写{self.expects}。", "请写出值，或删除这一行。")]
            )
        return super().make_error(key, **kwargs)

    def refuse(self, value: object, hint: str = "") -> ValidationError:
        return ValidationError([Fault("TB011", f"这里应写{self.expects}，写的却是{told(value)}。", hint or self.mend)])


class Text(Value):
    expects = "一段文字"

    def read(self, value: Any) -> Any:
        if not isinstance(value, str):
            quote = "" if isinstance(value, dict | list) else f'若确为文字，请加引号："{str(value).lower()}"。'
            raise self.refuse(value, quote)
        if not value.strip():
            raise ValidationError([Fault("TB011", f"这里应写{self.expects}，不能为空。", "请写出值，或删除这一行。")])
        return value


class Pattern(Text):
    """Text of a fixed form."""

    def __init__(self, pattern: str, expects: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.pattern = re.compile(pattern)
        self.expects = expects

    def read(self, value: Any) -> Any:
        text = super().read(value)
        if not self.pattern.fullmatch(text):
            raise self.refuse(text)
        return text


class Moment(Text):
    """A date, or a date with a time, as text."""

    def __init__(self, form: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.form = form
        self.expects = "日期，如 2026-09-28" if form == "%Y-%m-%d" else "日期和时间，如 2026-09-28 10:00"

    def read(self, value: Any) -> Any:
        text = super().read(value)
        try:
            datetime.strptime(text, self.form)  # noqa: DTZ007 - only the form is checked; the law's zone is the rulebook's
        except ValueError:
            raise self.refuse(text) from None
        return text


class Whole(Value):
    expects = "一个不小于零的整数"

    def __init__(self, least: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least = least
        self.expects = "一个不小于零的整数" if least == 0 else f"一个不小于 {least} 的整数"

    def read(self, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int) or value < self.least:
            raise self.refuse(value)
        return value


class YesNo(Value):
    expects = "true 或 false"

    def read(self, value: Any) -> Any:
        if not isinstance(value, bool):
            raise self.refuse(value)
        return value


class Anything(Value):
    """A value that another check looks at."""


class OneOf(Value):
    def __init__(self, *words: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.words = words
        self.expects = f"其中之一（{'、'.join(words)}）"

    def read(self, value: Any) -> Any:
        if not isinstance(value, str):
            raise self.refuse(value)
        if value not in self.words:
            raise ValidationError([Fault("TB013", f"“{value}”不在可写的值之内。", nearest(value, self.words))])
        return value


class Condition(Value):
    """A condition as text; it is compiled later, when all names are known."""

    expects = "一个条件"
    mend = '例如：purpose == "works"。'

    def read(self, value: Any) -> Any:
        if isinstance(value, bool) or (isinstance(value, str) and value.strip()):
            return value
        raise self.refuse(value)


class Span(Value):
    expects = "一段时间，如 {working_days: 5}"
    mend = "单位为 working_days、days、months、years 之一，数量为正整数。"

    def __init__(self, *words: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.words = words
        self.expects = Span.expects + "".join(f"，或 {word}" for word in words)

    def read(self, value: Any) -> Any:
        if isinstance(value, str) and value in self.words:
            return value
        if not isinstance(value, dict) or len(value) != 1:
            raise self.refuse(value)
        ((unit, amount),) = value.items()
        if unit not in UNITS:
            raise ValidationError(
                {unit: [Fault("TB010", f"没有“{unit}”这个单位。", nearest(unit, UNITS), on_key=True)]}
            )
        if isinstance(amount, bool) or not isinstance(amount, int) or amount < 1:
            raise ValidationError({unit: [Fault("TB011", f"这里应写正整数，写的却是{told(amount)}。", self.mend)]})
        return value
