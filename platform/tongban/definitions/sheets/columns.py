"""The columns of each sheet, taken from the vocabulary: its keys, its terms, no second list."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from marshmallow import Schema, fields

from tongban.definitions.policies import Policy, policy_of
from tongban.definitions.schema.entries import keys_in, type_keys
from tongban.definitions.schema.terms import terms
from tongban.definitions.sheets.cells import Written, cellable
from tongban.definitions.sheets.table import Column
from tongban.definitions.strict_yaml import Path
from tongban.definitions.vocabulary.entries import OneOrMore, Part, TextOr
from tongban.definitions.vocabulary.form import PlainFieldEntry, UseEntry
from tongban.definitions.vocabulary.item import ItemEntry, MaterialEntry, OverlayEntry, StepEntry
from tongban.definitions.vocabulary.promises import FeeEntry
from tongban.definitions.vocabulary.service import AnswerEntry
from tongban.definitions.vocabulary.shared import CatalogueEntryEntry
from tongban.fields import field_types

#: Keys that name their entry, or tie it to others: shown, changed only in the file.
_FIXED = frozenset({"item", "extends", "standard", "catalogue", "parent", "use", "type"})
#: Lists that have sheets of their own.
_ELSEWHERE = frozenset({"questions", "materials", "fees"})
ITEM = Column("事项编号", (), None, "用来找到事项。")
TITLE = Column("事项名称（只供查看）", (), None, "用来辨认事项。")


@cache
def item_columns() -> tuple[Column, ...]:
    """Return what an item says of itself, with the keys of its parts, but for what has a sheet of its own."""
    return (ITEM, *(each for each in _columns(ItemEntry, (), "", deep=True) if each.below != ("item",)))


@cache
def claim_columns() -> tuple[Column, ...]:
    """Return what a claimant may change (7 §9)."""
    found = _columns(OverlayEntry, (), "", deep=True)
    return (ITEM, TITLE, *(each for each in found if policy_of(".".join(map(str, each.below))) is not Policy.LOCKED))


@cache
def material_columns() -> tuple[Column, ...]:
    return (ITEM, *_columns(MaterialEntry, (), ""))


@cache
def step_columns() -> tuple[Column, ...]:
    return (ITEM, *_columns(StepEntry, (), "", deep=True))


@cache
def fee_columns() -> tuple[Column, ...]:
    number = Column("序号", (), None, "第几项收费。")
    return (ITEM, number, *_columns(FeeEntry, (), "", deep=True))


@cache
def question_columns() -> tuple[Column, ...]:
    number = Column("序号", (), None, "第几个问题。")
    return (ITEM, number, *_columns(AnswerEntry, (), ""))


@cache
def field_columns() -> tuple[Column, ...]:
    """Return the keys of fields, and those that their types add, each once."""
    own = {each.below: each for each in (*_columns(PlainFieldEntry, (), ""), *_columns(UseEntry, (), ""))}
    for name, kind in field_types.items():
        for key in type_keys(name):
            if (key,) not in own and key != "columns":
                term = terms().of(f"type.{name}", key)
                own[(key,)] = Column(
                    _heading(key, term.term if term else key), (key,), Written(), f"用于“{kind.label}”等类型。"
                )
    section = Column("节编号", (), None, "字段所在的节。")
    return (ITEM, section, *(own[below] for below in sorted(own, key=lambda below: below != ("id",))))


@cache
def catalogue_columns() -> tuple[Column, ...]:
    return (Column("目录编号", (), None, "用来找到目录条目。"), *_columns(CatalogueEntryEntry, (), ""))


def _columns(schema: type[Schema], below: Path, above: str, *, deep: bool = False) -> tuple[Column, ...]:
    return tuple(_walk(schema, below, above, deep=deep))


def _walk(schema: type[Schema], below: Path, above: str, *, deep: bool) -> Iterator[Column]:
    for key, kind in keys_in(schema).items():
        term = terms().of_schema(schema, key)
        heading = f"{above}{term.term if term else key}"
        held = _part(kind)
        if deep and not below and key in _ELSEWHERE:
            continue
        if held is not None:
            if deep and not below:
                yield from _walk(held, (*below, key), f"{heading}／", deep=False)
        elif (cell := cellable(kind)) is not None:
            told = term.told if term else ""
            yield Column(_heading(key, heading), (*below, key), None if key in _FIXED and not below else cell, told)


def _part(kind: fields.Field) -> type[Schema] | None:
    """Return the entry that a key holds, where there is one of it."""
    if isinstance(kind, TextOr):
        return None
    if isinstance(kind, OneOrMore):
        return kind.inner.schema
    return kind.schema if isinstance(kind, Part) else None


def _heading(key: str, told: str) -> str:
    """Write a heading that is the same in every export: the term, and the key in parentheses."""
    return f"{told}（{key}）"
