"""The reference of the language: a heading for each entry, a table of its keys (docs/reference.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass

from marshmallow import Schema
from marshmallow import fields as marshmallow_fields

from tongban.conditions import ALWAYS, NEVER
from tongban.definitions import model
from tongban.definitions.model import Span
from tongban.definitions.policies import Policy, policy_of
from tongban.definitions.schema.entries import Entries, keys_in, type_keys
from tongban.definitions.schema.files import FILES
from tongban.definitions.schema.flow import flow
from tongban.definitions.schema.kinds import Json, schema_of
from tongban.definitions.schema.terms import Term, Terms, name_of, terms
from tongban.definitions.spans import tell_span
from tongban.definitions.tenants import TenantSpec
from tongban.definitions.vocabulary.entries import ListOf, OneOrMore, Part, TextOr, WordOr
from tongban.definitions.vocabulary.item import OverlayEntry
from tongban.definitions.vocabulary.kinds import Value
from tongban.fields import field_types
from tongban.fields.registry import OWN_TYPES

_HEAD = """\
<!-- Generated from the vocabulary by `tongban schema --reference docs/reference.md`; a test compares. -->
# Reference of the definition language · 定义语言参考

One heading for each entry of the language, one row for each key. `docs/language.md` teaches by example; this lists.
Policies: 统一 is locked, 只能收紧 is tighten only, 可改 is open to claimants. An editor that knows JSON Schema
completes and checks while one types: run `tongban schema --out schemas` and begin a file with

```yaml
# yaml-language-server: $schema=../../../schemas/item.json
```
"""
_COLUMNS = "| 键 | 名称 | 写什么 | 默认 | 修改权限 | 说明 | 示例 |\n|---|---|---|---|---|---|---|\n"
_POLICY = {Policy.LOCKED: "统一", Policy.TIGHTEN_ONLY: "只能收紧", Policy.OPEN: "可改"}

#: Entries whose compiled form has another name; the others have the name of the entry.
_MODELS: Mapping[str, str] = {
    "overlay": "Definition", "item": "Definition", "plain_field": "Field", "use": "Field", "table": "DecisionTable",
    "procedure": "SpecialProcedure", "answer": "QuestionAnswer", "group": "StepGroup", "point": "ReviewPoint",
    "condition": "AcceptanceCondition",
}  # fmt: skip


def reference_page() -> str:
    """Write the whole page."""
    return "".join((_HEAD, *_files(), *_entries(), *_types()))


def listed_entries() -> dict[str, type[Schema]]:
    """Return every entry of the language by name, in the order in which files reach them."""
    found: dict[str, type[Schema]] = {}
    for file in FILES:
        entries = Entries()
        entries.entry(file.schema)
        found |= {name: schema for name, schema in entries.seen.items() if name not in found}
    return found


def default_told(entry: str, key: str, *, required: bool) -> str:
    """Say what holds where a key is not written, as the compiled form has it."""
    if required:
        return "必写"
    held = _model_field(entry, key)
    if held is None:
        return ""
    default = held.default_factory() if held.default_factory is not MISSING else held.default
    if default in (MISSING, None, "", (), False, NEVER):
        return ""
    if default == ALWAYS:
        return "总是"
    if isinstance(default, Span):
        return tell_span({default.unit.value: default.amount})
    return flow(list(default) if isinstance(default, tuple) else default) if _plain(default) else ""


def policy_told(entry: str, key: str) -> str:
    """Say who may change an element; keys below other elements go with these."""
    if entry in ("item", "overlay"):
        return _POLICY[policy_of(key)]
    return _POLICY[policy_of(f"{entry}.{key}")] if entry in ("time", "service") else ""


def _files() -> Iterator[str]:
    yield "\n| 文件 | 是什么 |\n|---|---|\n"
    for file in FILES:
        places = "、".join(f"`{pattern}`" for pattern in file.patterns)
        yield f"| {places} | [{file.title}](#{name_of(file.schema)}) |\n"


def _entries() -> Iterator[str]:
    said = terms()
    for name, schema in listed_entries().items():
        keys = keys_in(schema)
        if name == "item":  # what a claim may name stands under `overlay`, once
            keys = {key: each for key, each in keys.items() if key not in keys_in(OverlayEntry)}
        head = said.of_schema(schema) or Term(name, "")
        yield f"\n## {name}\n\n**{head.term}**：{head.told}\n{_more(name)}\n{_COLUMNS}"
        for key, kind in keys.items():
            term = said.of_schema(schema, key)
            default = default_told(name, key, required=kind.required)
            yield _row(key, kind, term, default, policy_told(name, key))


def _more(name: str) -> str:
    return "\n另有 [overlay](#overlay) 的全部键。\n" if name == "item" else ""


def _types() -> Iterator[str]:
    said: Terms = terms()
    yield "\n# Field types · 字段类型\n\n每种类型在 [plain_field](#plain_field) 的键以外，另有自己的键。\n"
    for kind, each in field_types.items():
        if kind not in OWN_TYPES:  # a plugin tells of its own types itself
            continue
        keys = type_keys(kind)
        yield f"\n## type: {kind}\n\n**{each.label}**\n" + (f"\n{_COLUMNS}" if keys else "\n没有自己的键。\n")
        for key, option in keys.items():
            yield _row(key, option, said.of(f"type.{kind}", key), "必写" if option.required else "", "")


def _row(key: str, kind: marshmallow_fields.Field, term: Term | None, default: str, policy: str) -> str:
    term = term or Term("", "")
    example = "" if term.example is None else f"`{flow(term.example)}`"
    cells = (f"`{key}`", term.term, type_told(kind), default, policy, term.told, example)
    return "| " + " | ".join(each.replace("|", "\\|") for each in cells) + " |\n"


def type_told(kind: marshmallow_fields.Field) -> str:  # noqa: PLR0911 - one line for each kind
    """Say in words what a value of a kind is."""
    if isinstance(kind, TextOr):
        return f"一段文字，或 {_link(kind)}"
    if isinstance(kind, OneOrMore):
        return f"{type_told(kind.inner)}，或者它们的列表" + (f"，或 {kind.word}" if kind.word else "")
    if isinstance(kind, Part):
        return _link(kind) + (f"，或 {kind.word}" if kind.word else "")
    if isinstance(kind, ListOf):
        return f"列表，每项为{type_told(kind.inner)}"
    if isinstance(kind, WordOr):
        return f"{kind.word}，或{type_told(kind.inner)}"
    if isinstance(kind, marshmallow_fields.Nested):
        name = name_of(type(kind.schema))
        return ("列表，每项为" if kind.many else "") + f"[{name}](#{name})"
    return kind.expects if isinstance(kind, Value) else _by_schema(schema_of(kind, lambda _entry: {}))


def _link(kind: Part) -> str:
    name = name_of(kind.schema)
    return f"[{name}](#{name})"


def _by_schema(schema: Json) -> str:
    words = {"string": "一段文字", "boolean": "true 或 false", "object": "一组“键: 值”", "array": "一个列表"}
    if "enum" in schema:
        return f"其中之一（{'、'.join(str(each) for each in schema['enum'])}）"
    if "anyOf" in schema:
        return "today，或者日期" if {"const": "today"} in schema["anyOf"] else "一个数"
    if schema.get("type") == "integer":
        low, high = schema.get("minimum"), schema.get("maximum")
        return "整数" if low is None else f"不小于 {low} 的整数" if high is None else f"{low} 到 {high} 的整数"
    return words[str(schema["type"])]


def _model_field(entry: str, key: str) -> Field[object] | None:
    name = _MODELS.get(entry) or "".join(part.capitalize() for part in entry.split("_"))
    found = TenantSpec if entry == "tenant_file" else getattr(model, name, None)
    if found is None or not is_dataclass(found):
        return None
    return next((each for each in fields(found) if each.name == key), None)


def _plain(value: object) -> bool:
    return isinstance(value, str | int) or (isinstance(value, tuple) and all(isinstance(each, str) for each in value))
