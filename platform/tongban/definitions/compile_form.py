"""Compile situation, form and checks: everything that is asked, with conditions checked at their place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError

from tongban.conditions import NEVER, Scope
from tongban.definitions import model
from tongban.definitions.compiling import Compiling, Fault
from tongban.definitions.scope import columns_of, type_of
from tongban.definitions.strict_yaml import Path
from tongban.definitions.vocabulary.form import load_options
from tongban.fields import field_types


def compile_situation(data: Mapping[str, Any], compiling: Compiling) -> tuple[model.Question, ...]:
    """Compile the guided questions; a condition may name only what was asked before."""
    return tuple(
        model.Question(
            id=each["id"],
            ask=each["ask"],
            choices=tuple(model.Choice(value, label) for value, label in each["choices"].items()),
            help=each.get("help", ""),
            when=compiling.condition(each, "when", ("situation", place), scope=_before(compiling.scope, each["id"])),
            label=each.get("label", ""),
        )
        for place, each in enumerate(data.get("situation", ()))
    )


def compile_form(data: Mapping[str, Any], compiling: Compiling) -> tuple[model.Section, ...]:
    return tuple(_section(each, ("form", place), compiling) for place, each in enumerate(data.get("form", ())))


def compile_checks(data: Mapping[str, Any], compiling: Compiling) -> tuple[model.Check, ...]:
    """Compile cross-field checks; they may name everything."""
    found = []
    for place, each in enumerate(data.get("checks", ())):
        where: Path = ("checks", place)
        table = _table_of_rows(each.get("each"), where, compiling)
        at = each.get("at")
        if at is not None and at not in (columns_of(table) if table else compiling.scope.names):
            message, hint = f"没有编号为“{at}”的字段。", "请写一个字段或情形问题的编号。"
            if table:
                message, hint = (
                    f"表格“{table['label']}”没有编号为“{at}”的列。",
                    f"列有：{'、'.join(columns_of(table))}。",
                )
            compiling.faults.append(Fault((*where, "at"), "unknown_place", message, hint))
        scope = compiling.scope.with_row(columns_of(table)) if table else compiling.scope
        holds = compiling.condition(each, "holds", where, scope=scope)
        when = compiling.condition(each, "when", where, scope=scope)
        found.append(model.Check(each["id"], holds, each["message"], at, when, each.get("each")))
    return tuple(found)


def _table_of_rows(name: str | None, where: Path, compiling: Compiling) -> Mapping[str, Any] | None:
    """Return the table field against whose rows a check is held; a fault where there is no such table."""
    if name is None:
        return None
    tables = {
        str(entry["id"]): entry
        for section in compiling.data.get("form", ())
        for entry in section["fields"]
        if entry["type"] == "table"
    }
    if name not in tables:
        message = f"没有编号为“{name}”的表格可以逐行校验。"
        compiling.faults.append(Fault((*where, "each"), "unknown_place", message, compiling.near(name, tables)))
    return tables.get(name)


def _section(entry: Mapping[str, Any], where: Path, compiling: Compiling) -> model.Section:
    first = entry["fields"][0]["id"]
    return model.Section(
        id=entry["section"],
        title=entry["title"],
        fields=tuple(_field(each, (*where, "fields", place), compiling) for place, each in enumerate(entry["fields"])),
        help=entry.get("help", ""),
        when=compiling.condition(entry, "when", where, scope=_before(compiling.scope, first)),
    )


def _field(entry: Mapping[str, Any], where: Path, compiling: Compiling) -> model.Field:
    scope = _before(compiling.scope, entry["id"])
    inside = scope.with_row(columns_of(entry)) if entry["type"] == "table" else scope
    columns = tuple(
        _one(each, (*where, "columns", place), compiling, _before(inside, f"row.{each['id']}"))
        for place, each in enumerate(entry.get("columns", ()))
    )
    return _one(entry, where, compiling, scope, columns)


def _one(
    entry: Mapping[str, Any], where: Path, compiling: Compiling, scope: Scope, columns: tuple[model.Field, ...] = ()
) -> model.Field:
    computed = None
    if "computed" in entry:
        computed = compiling.expression(entry["computed"], (*where, "computed"), scope, type_of(entry))
    plain = {key: entry[key] for key in ("help", "example", "element", "personal") if key in entry}
    return model.Field(
        id=entry["id"],
        label=entry["label"],
        type=entry["type"],
        options=_options(entry, where, compiling),
        when=compiling.condition(entry, "when", where, scope=scope),
        required=compiling.required(entry, where, scope=scope),
        readonly=compiling.condition(entry, "readonly", where, scope=scope, default=NEVER),
        computed=computed,
        columns=columns,
        **plain,
    )


def _options(entry: Mapping[str, Any], where: Path, compiling: Compiling) -> object:
    kind = entry["type"]
    if kind not in field_types:
        compiling.faults.append(Fault((*where, "type"), "option", f"没有“{kind}”这种字段类型。"))
        return None
    try:
        return load_options(entry, kind)
    except ValidationError as error:
        compiling.faults.append(Fault(where, "option", f"字段选项有误：{error.messages}"))
        return None


def _before(scope: Scope, name: str) -> Scope:
    """Stand at a name. A repeated id or one that no condition can name is told by other checks."""
    known = name in scope.names or (scope.row is not None and name.startswith("row.") and scope.row.column(name[4:]))
    return scope.before(name) if known else scope
