"""The kinds of values that the vocabulary knows; each says in Chinese what it expects and how to mend what it got."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validates_schema

UNITS = ("working_days", "days", "months", "years")


class Fault(str):
    """One message of the vocabulary with its code and hint; a text, so that marshmallow carries it along."""

    __slots__ = ("code", "hint", "on_key")
    code: str
    hint: str
    on_key: bool

    def __new__(cls, code: str, message: str, hint: str = "", *, on_key: bool = False) -> Fault:
        fault = super().__new__(cls, message)
        fault.code, fault.hint, fault.on_key = code, hint, on_key
        return fault


def nearest(word: str, known: Mapping[str, object] | tuple[str, ...] | list[str]) -> str:
    """Return a hint that names the nearest right word, or all of them where they are few."""
    names = [str(each) for each in known]
    if close := get_close_matches(word, names, n=1, cutoff=0.6):
        return f"是否想写“{close[0]}”？"
    return f"可以写：{'、'.join(names)}。" if names and len(names) <= 40 else ""


def told(value: object) -> str:
    """Name what was written, so that the author finds it again."""
    if isinstance(value, bool):
        return f"是非值 {str(value).lower()}"
    if isinstance(value, int | Decimal):
        return f"数字 {value}"
    if isinstance(value, str):
        return f"文字“{value if len(value) <= 20 else value[:20] + '……'}”"
    return "列表" if isinstance(value, list) else "一组键值" if isinstance(value, dict) else "空值"


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


def is_date(text: object) -> bool:
    try:
        return isinstance(text, str) and bool(date.fromisoformat(text))
    except ValueError:
        return False


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


class ListOf(Value):
    def __init__(self, inner: Value, *, least: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.inner = inner
        self.least = least
        self.expects = "一个列表"

    def read(self, value: Any) -> Any:
        if not isinstance(value, list):
            raise self.refuse(value, "每项前面写“- ”，或写成 [甲, 乙]。")
        if len(value) < self.least:
            raise ValidationError([Fault("TB013", "列表不能为空。", f"至少写 {self.least} 项。")])
        raise_any({number: self._faults(each) for number, each in enumerate(value)})
        return value

    def _faults(self, each: object) -> Any:
        return faults_of(self.inner, each)


class MapOf(Value):
    """Entries by a free key; keys have a stated form."""

    def __init__(self, inner: Value, *, key: str = r".+", key_expects: str = "", least: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.inner = inner
        self.key = re.compile(key)
        self.key_expects = key_expects
        self.least = least
        self.expects = "一组“键: 值”"

    def read(self, value: Any) -> Any:
        if not isinstance(value, dict):
            raise self.refuse(value)
        if len(value) < self.least:
            raise ValidationError([Fault("TB013", "这里不能为空。", f"至少写 {self.least} 项。")])
        raise_any({key: self._faults(key, each) for key, each in value.items()})
        return value

    def _faults(self, key: str, each: object) -> Any:
        if not self.key.fullmatch(key):
            return [Fault("TB013", f"“{key}”不能作键，键应为{self.key_expects}。", "", on_key=True)]
        return faults_of(self.inner, each)


class Part(Value):
    """An entry with its own keys; `word` is the text that may stand instead (as in `fees: none`)."""

    def __init__(self, schema: type[Entry], *, word: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.schema = schema
        self.word = word
        self.expects = "一组“键: 值”" + (f"，或 {word}" if word else "")

    def read(self, value: Any) -> Any:
        if self.word and value == self.word:
            return value
        if not isinstance(value, dict):
            raise self.refuse(value, f"可以写的键：{'、'.join(keys_of(self.schema))}。")
        raise_any(self.schema().validate(value))
        return value


class WordOr(Value):
    """A fixed word, or else another kind of value."""

    def __init__(self, word: str, inner: Value, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.word = word
        self.inner = inner
        self.expects = f"{word} 或{inner.expects}"

    def read(self, value: Any) -> Any:
        if value == self.word:
            return value
        if isinstance(value, str):
            raise self.refuse(value)
        self.inner.deserialize(value)
        return value


class Entry(Schema):
    """A set of keys; an unknown one is refused with the nearest right one."""

    class Meta:
        unknown = EXCLUDE

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def refuse_unknown(self, _data: Any, original: Any, **_kwargs: Any) -> None:
        if isinstance(original, dict):
            known = keys_of(type(self))
            raise_any({key: unknown_key(key, known) for key in original if key not in known})


def unknown_key(key: str, known: tuple[str, ...]) -> list[Fault]:
    return [Fault("TB010", f"没有“{key}”这个键。", nearest(key, known), on_key=True)]


def keys_of(schema: type[Schema]) -> tuple[str, ...]:
    """Return the keys that a schema knows, as written in YAML."""
    return tuple(each.data_key or name for name, each in schema._declared_fields.items())


def faults_of(kind: Value, value: object) -> Any:
    """Return the faults of one value as marshmallow nests them; None where there are none."""
    try:
        kind.deserialize(value)
    except ValidationError as error:
        return error.messages
    return None


def raise_any(faults: Mapping[Any, Any]) -> None:
    """Raise those of the faults that are there."""
    if found := {key: each for key, each in faults.items() if each}:
        raise ValidationError(found)
