"""Lists, maps and entries: values that hold others."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, validates_schema

from tongban.definitions.vocabulary.faults import Fault, raise_any, unknown_key
from tongban.definitions.vocabulary.kinds import Text, Value


@lru_cache(maxsize=256)
def schema_of(kind: type[Schema]) -> Schema:
    """Return the one instance of a schema: it holds nothing of a document, and making one costs more than using it."""
    return kind()


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
        raise_any(schema_of(self.schema).validate(value))
        return value


class TextOr(Part):
    """A sentence, or text of another stated kind, or an entry that says more."""

    def __init__(self, schema: type[Entry], *, text: Value | None = None, **kwargs: Any) -> None:
        super().__init__(schema, **kwargs)
        self.text = text or Text()
        self.expects = f"{self.text.expects}，或一组“键: 值”（{'、'.join(keys_of(schema))}）"

    def read(self, value: Any) -> Any:
        return super().read(value) if isinstance(value, dict) else self.text.read(value)


class TextOrList(Value):
    """A name, or a list of names of which the first that has a value counts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.text = Text()
        self.listed = ListOf(Text(), least=1)
        self.expects = "一个名称，或者名称的列表"

    def read(self, value: Any) -> Any:
        return self.listed.read(value) if isinstance(value, list) else self.text.read(value)


class OneOrMore(Value):
    """An entry, or a list of them; `word` is the text that may stand instead."""

    def __init__(self, inner: Part, *, word: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.inner = inner
        self.word = word
        self.listed = ListOf(inner, least=1)
        self.expects = "一组“键: 值”，或者它们的列表" + (f"，或 {word}" if word else "")

    def read(self, value: Any) -> Any:
        if self.word and value == self.word:
            return value
        return self.listed.read(value) if isinstance(value, list) else self.inner.read(value)


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


@lru_cache(maxsize=256)
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
