"""Every key of situation, form and checks. What a field type adds is asked of the type itself (`tongban.fields`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from marshmallow import ValidationError

from tongban.conditions import RESERVED, is_name
from tongban.definitions.vocabulary.entries import Entry, ListOf, MapOf, faults_of, keys_of, schema_of
from tongban.definitions.vocabulary.faults import Fault, nearest, raise_any, unknown_key
from tongban.definitions.vocabulary.kinds import Condition, Pattern, Text, Value, YesNo
from tongban.fields import field_types

SECTION_ID = (r"[a-z][a-z0-9_-]*", "小写字母开头，由小写字母、数字、下划线或连字符组成的编号，如 site")


class Name(Text):
    """An id that conditions can name."""

    expects = "小写字母开头、由小写字母、数字和下划线组成的编号，如 area"

    def read(self, value: Any) -> Any:
        text = super().read(value)
        if text in RESERVED:
            raise ValidationError([Fault("TB013", f"“{text}”是条件语言的保留词，不能作编号。", "请换一个编号。")])
        if not is_name(text) or text != text.lower():
            raise self.refuse(text)
        return text


class QuestionEntry(Entry):
    id = Name(required=True)
    ask = Text(required=True)
    label = Text()
    help = Text()
    choices = MapOf(Text(), least=2, required=True)
    when = Condition()


class CheckEntry(Entry):
    id = Pattern(*SECTION_ID, required=True)
    each = Text()
    holds = Condition(required=True)
    message = Text(required=True)
    at = Text()
    when = Condition()


class UseEntry(Entry):
    """A field that uses a data element: everything else comes from the element (F2)."""

    use = Text(required=True)
    id = Name()
    label = Text()
    help = Text()
    when = Condition()
    optional = YesNo()
    required_ = Condition(data_key="required")
    readonly = Condition()


class PlainFieldEntry(Entry):
    """What every field may say, whatever its type."""

    id = Name(required=True)
    label = Text(required=True)
    type = Text(required=True)
    help = Text()
    example = Text()
    personal = YesNo()
    when = Condition()
    optional = YesNo()
    required_ = Condition(data_key="required")
    readonly = Condition()
    computed = Condition()


class ElementEntry(Entry):
    label = Text(required=True)
    type = Text(required=True)
    help = Text()
    example = Text()
    personal = YesNo()
    source = Text()


COMMON = keys_of(PlainFieldEntry)


class FieldValue(Value):
    """A field, a column, or the use of a data element."""

    expects = "一个字段"

    def __init__(self, *, column: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.column = column

    def read(self, value: Any) -> Any:
        if not isinstance(value, dict):
            raise self.refuse(value, "例如：{id: area, label: 占用面积, type: number}。")
        if "use" in value:
            raise_any(schema_of(UseEntry).validate(value))
        else:
            raise_any(typed_faults(value, PlainFieldEntry, column=self.column))
        return value


class ElementValue(Value):
    """A data element: a field without a place."""

    expects = "一个数据元"

    def read(self, value: Any) -> Any:
        if not isinstance(value, dict):
            raise self.refuse(value)
        raise_any(typed_faults(value, ElementEntry, column=False))
        return value


class SectionEntry(Entry):
    section = Pattern(*SECTION_ID, required=True)
    title = Text(required=True)
    help = Text()
    when = Condition()
    fields_ = ListOf(FieldValue(), least=1, required=True, data_key="fields")


@cache
def option_keys(kind: str) -> tuple[str, ...]:
    """Return the keys that a field type adds; `columns` of a table is the language's own."""
    return tuple(each for each in keys_of(field_types[kind].options_schema) if each != "columns")


def options_of(entry: Mapping[str, object], kind: str) -> dict[str, object]:
    """Return what an entry says to its field type."""
    return {key: entry[key] for key in option_keys(kind) if key in entry}


def load_options(entry: Mapping[str, object], kind: str) -> object:
    """Return the frozen options of a field; raise ValidationError as its type does. Options alike are one object."""
    wanted = options_of(entry, kind)
    found = _loaded(_Wanted(kind, repr(wanted), wanted))
    if isinstance(found, ValidationError):
        raise ValidationError(found.messages)
    return found


@dataclass(frozen=True, slots=True)
class _Wanted:
    kind: str
    said: str  # all that tells one from another
    options: Mapping[str, object] = field(compare=False)


@lru_cache(maxsize=4096)
def _loaded(wanted: _Wanted) -> object:
    try:
        return field_types[wanted.kind].load_options(wanted.options)
    except ValidationError as error:
        return error


def typed_faults(value: dict[str, Any], schema: type[Entry], *, column: bool) -> dict[Any, Any]:
    """Return the faults of a field of a stated type, by key."""
    kind = value.get("type")
    if not isinstance(kind, str) or kind not in field_types:
        found: dict[Any, Any] = dict(schema_of(schema).validate(_known_to(schema, value)))
        if isinstance(kind, str):
            found["type"] = [Fault("TB013", f"没有“{kind}”这种字段类型。", nearest(kind, list(field_types)))]
        return found
    table = kind == "table"
    known = (*keys_of(schema), *option_keys(kind), *(("columns",) if table else ()))
    faults: dict[Any, Any] = dict(schema_of(schema).validate(_known_to(schema, value)))
    faults |= {key: unknown_key(key, known) for key in value if key not in known}
    if column and kind in {"table", "file", "signature", "declaration"}:
        faults["type"] = [Fault("TB013", f"表格的列不能是“{kind}”。", "请把它放在表格之外。")]
    if table and (wrong := _column_faults(value)):
        faults["columns"] = wrong
    return faults | option_faults(value, kind)


def _known_to(schema: type[Entry], value: Mapping[str, Any]) -> dict[str, Any]:
    known = keys_of(schema)
    return {key: value[key] for key in value if key in known}


def option_faults(value: Mapping[str, object], kind: str) -> dict[Any, Any]:
    """Return what the field type itself refuses."""
    try:
        load_options(value, kind)
    except ValidationError as error:
        messages = error.messages if isinstance(error.messages, dict) else {"_schema": error.messages}
        return {key: _as_faults(each) for key, each in messages.items()}
    return {}


def _as_faults(messages: Any) -> Any:
    if isinstance(messages, dict):
        return {key: _as_faults(each) for key, each in messages.items()}
    return [Fault("TB011", str(each)) for each in messages]


def _column_faults(value: dict[str, Any]) -> Any:
    if "columns" not in value:
        return [Fault("TB012", "表格缺少“columns”。", "至少写一列。")]
    return faults_of(ListOf(FieldValue(column=True), least=1), value["columns"])
