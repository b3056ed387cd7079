"""Compile decision tables: each cell is a unary test, each row a condition, the table a name (决策表)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tongban.conditions import ALWAYS, NEVER, Expression, Scope, Type
from tongban.conditions.text import decimal_text, quoted
from tongban.conditions.types import BOOL, DATE, ListOf, is_number, tell_type
from tongban.definitions import model
from tongban.definitions.compiling import Compiling, Fault
from tongban.definitions.scope import given_type
from tongban.definitions.strict_yaml import Path
from tongban.definitions.vocabulary.tables import ROW_KEYS

ANY = "-"
_NUMBER = r"-?\d{1,18}(?:\.\d{1,18})?"
_DAY = r"\d{4}-\d{2}-\d{2}"
_BOUND = re.compile(rf"(<=|>=|<|>)\s*({_DAY}|{_NUMBER})")
_RANGE = re.compile(rf"({_DAY}|{_NUMBER})\s*\.\.\s*({_DAY}|{_NUMBER})")
_ONE = re.compile(rf"{_DAY}|{_NUMBER}")


class WrongCell(Exception):
    """A cell that cannot be a test of its input: what is wrong, and what would be right."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def compile_tables(data: Mapping[str, Any], compiling: Compiling) -> tuple[model.DecisionTable, ...]:
    """Compile the tables in order; one may use those before it."""
    return tuple(_table(each, ("tables", place), compiling) for place, each in enumerate(data.get("tables", ())))


def _table(entry: Mapping[str, Any], where: Path, compiling: Compiling) -> model.DecisionTable:
    scope = compiling.scope.before(entry["id"])
    gives = entry["gives"]
    known = {name: compiling.scope.names[name] for name in entry["over"] if name in scope.speakable()}
    for place, name in enumerate(entry["over"]):
        if name not in known:
            message = f"决策表的输入“{name}”不是之前的问题、字段或者决策表。"
            hint = compiling.near(name, set(scope.speakable()))
            compiling.faults.append(Fault((*where, "over", place), "unknown_name", message, hint))
    _refuse_wrong_gives(gives, where, compiling)
    rows = tuple(
        _row(row, gives, known, entry["over"], (*where, "rows", place), scope, compiling)
        for place, row in enumerate(entry["rows"])
    )
    otherwise = None
    if "otherwise" in entry:
        otherwise = _given(entry["otherwise"], gives, (*where, "otherwise"), compiling)
    return model.DecisionTable(
        id=entry["id"],
        title=entry["title"],
        over=tuple(entry["over"]),
        gives_type=gives["type"],
        rows=rows,
        choices=tuple(model.Choice(value, label) for value, label in gives.get("choices", {}).items()),
        unit=gives.get("unit", ""),
        otherwise=otherwise,
        when=compiling.condition(entry, "when", where, scope=scope),
        type=given_type(gives),
    )


def _refuse_wrong_gives(gives: Mapping[str, Any], where: Path, compiling: Compiling) -> None:
    choice = gives["type"] == "choice"
    if choice and "choices" not in gives:
        message, hint = "给出选项的决策表缺少“choices”。", "例如：{type: choice, choices: {small: 小型, large: 大型}}。"
        compiling.faults.append(Fault((*where, "gives"), "table", message, hint))
    for key, fits in (("choices", choice), ("unit", gives["type"] == "number")):
        if key in gives and not fits:
            message = f"给出 {gives['type']} 的决策表不用写 {key}。"
            compiling.faults.append(Fault((*where, "gives", key), "table", message, "请删去这一行。"))


def _row(
    row: Mapping[str, Any],
    gives: Mapping[str, Any],
    known: Mapping[str, Type],
    over: list[str],
    where: Path,
    scope: Scope,
    compiling: Compiling,
) -> model.TableRow:
    for key in row:
        if key not in over and key not in ROW_KEYS:
            message, hint = f"“{key}”不是这张决策表的输入。", f"输入有：{'、'.join(over)}。"
            compiling.faults.append(Fault((*where, key), "table", message, hint))
    texts = list(_tests(row, known, where, compiling))
    return model.TableRow(
        when=_all_of(texts, where, scope, compiling),
        gives=_given(row["gives"], gives, (*where, "gives"), compiling),
        cells=tuple((name, cell_text(row[name])) for name in over if name in row and row[name] != ANY),
        note=row.get("note", ""),
    )


def _tests(
    row: Mapping[str, Any], known: Mapping[str, Type], where: Path, compiling: Compiling
) -> Iterator[tuple[str, str]]:
    for name, kind in known.items():
        if name in row and row[name] != ANY:
            try:
                yield name, test_of(name, kind, row[name])
            except WrongCell as wrong:
                message = f"“{cell_text(row[name])}”不能作为“{name}”（{tell_type(kind)}）的取值：{wrong.message}"
                compiling.faults.append(Fault((*where, name), "table_cell", message, wrong.hint))


def _all_of(tests: list[tuple[str, str]], where: Path, scope: Scope, compiling: Compiling) -> Expression:
    """Join the tests of a row; each is compiled alone first, so that a fault stands at its own cell."""
    before = len(compiling.faults)
    for name, text in tests:
        _compiled_cell(text, (*where, name), scope, compiling)
    if len(compiling.faults) > before or not tests:
        return ALWAYS if not tests else NEVER
    joined = tests[0][1] if len(tests) == 1 else " && ".join(f"({text})" for _, text in tests)
    return compiling.expression(joined, where, scope, BOOL) or NEVER


def _compiled_cell(text: str, where: Path, scope: Scope, compiling: Compiling) -> None:
    """Compile one test. The column of a fault counts in a text that nobody wrote: the cell itself is the place."""
    before = len(compiling.faults)
    compiling.expression(text, where, scope, BOOL)
    for number in range(before, len(compiling.faults)):
        fault = compiling.faults[number]
        compiling.faults[number] = Fault(fault.where, fault.kind, fault.message, fault.hint, 0, fault.article)


def test_of(name: str, kind: Type, cell: object) -> str:
    """Write a cell as a condition over its input. Raises WrongCell with what would be right."""
    if isinstance(cell, list):
        return " || ".join(f"({test_of(name, kind, each)})" for each in cell)
    if isinstance(kind, ListOf):
        return f"{_literal(kind.element, cell)} in {name}"
    if kind == BOOL:
        if not isinstance(cell, bool):
            raise WrongCell("这个输入是“是否”。", "请写 true、false 或 -。")
        return name if cell else f"!{name}"
    ordered = is_number(kind) or kind == DATE
    if ordered and isinstance(cell, str) and (bound := _BOUND.fullmatch(cell)):
        return f"{name} {bound[1]} {_literal(kind, bound[2])}"
    if ordered and isinstance(cell, str) and (span := _RANGE.fullmatch(cell)):
        return _between(name, kind, span[1], span[2])
    return f"{name} == {_literal(kind, cell)}"


def _between(name: str, kind: Type, first: str, last: str) -> str:
    if (first > last) if kind == DATE else (Decimal(first) > Decimal(last)):
        raise WrongCell("范围的起点大于终点。", f"请写 {last}..{first}。")
    return f"{name} >= {_literal(kind, first)} && {name} <= {_literal(kind, last)}"


def _literal(kind: Type, cell: object) -> str:
    if kind == DATE:
        return _day(cell)
    if is_number(kind):
        return _number(cell)
    if not isinstance(cell, str):
        raise WrongCell("这个输入是文字或者选项。", f'请写成文字，如 "{cell_text(cell)}"。')
    return quoted(cell)


def _day(cell: object) -> str:
    try:
        return f'date("{date.fromisoformat(str(cell)).isoformat()}")'
    except ValueError:
        hint = '请写日期，如 2026-01-31、"<= 2026-01-31" 或 2026-01-01..2026-12-31。'
        raise WrongCell("这个输入是日期。", hint) from None


def _number(cell: object) -> str:
    if isinstance(cell, str) and _ONE.fullmatch(cell) and not re.fullmatch(_DAY, cell):
        return cell
    if isinstance(cell, bool) or not isinstance(cell, int | Decimal):
        raise WrongCell("这个输入是数。", '请写数，如 50、"<= 50"、"> 50" 或 "10..50"。')
    return decimal_text(cell) if isinstance(cell, Decimal) else str(cell)


def _given(value: object, gives: Mapping[str, Any], where: Path, compiling: Compiling) -> str | int | Decimal:
    """Return what a row gives, as its type asks; a fault where it does not fit."""
    kind = gives["type"]
    if kind in ("number", "money"):
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return value
        if isinstance(value, str) and re.fullmatch(_NUMBER, value):
            return Decimal(value)
        compiling.faults.append(Fault(where, "table", f"这张决策表给出的是数，写的却是“{value}”。", "请写数，如 120。"))
        return 0
    if not isinstance(value, str):
        message = f"这张决策表给出的是{'选项' if kind == 'choice' else '文字'}，写的却是“{cell_text(value)}”。"
        compiling.faults.append(Fault(where, "table", message, f'请写成文字，如 "{cell_text(value)}"。'))
    elif kind == "choice" and value not in gives.get("choices", {value: ""}):
        message = f"“{value}”不在这张决策表的选项之内。"
        compiling.faults.append(Fault(where, "table", message, compiling.near(value, set(gives["choices"]))))
    return str(value)


def cell_text(cell: object) -> str:
    """Write a cell as its author did."""
    if isinstance(cell, list):
        return "、".join(cell_text(each) for each in cell)
    return str(cell).lower() if isinstance(cell, bool) else str(cell)
