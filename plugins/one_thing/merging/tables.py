"""Take along the decision tables of items on which fields of the one form hang, in its own names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from one_thing.merging.fields import Writing
from one_thing.merging.members import Taking

ANY = "-"


def merge_tables(writing: Writing, named: Iterable[str]) -> list[dict[str, Any]]:
    """Give the tables that are named, and those over which they go; others matter to the item alone."""
    wanted, found = set(named), list[dict[str, Any]]()
    for taking in reversed(writing.takings):
        for table in reversed(taking.data.get("tables", ())):
            name = writing.naming.by_part[taking.part.id].get(table["id"], "")
            if name in wanted and (entry := _table(table, name, taking, writing)) is not None:
                found.insert(0, entry)
                wanted |= set(entry["over"])
    return found


def _table(table: Mapping[str, Any], name: str, taking: Taking, writing: Writing) -> dict[str, Any] | None:
    names = writing.names(taking)
    given = {each: names.constants[each] for each in table["over"] if each in names.constants}
    over = [each for each in table["over"] if each not in given]
    lost = [each for each in over if names.renamed.get(each, each) in names.absent or each in names.conditions]
    if lost or not over:
        message = f"决策表“{table['title']}”的输入“{'、'.join(lost or table['over'])}”由一件事代为回答，无法随表判断。"
        writing.refuse(name, f"{message}请在 given 中直接写出表所给的结果。", (taking.part.id,))
        return None
    entry = {key: value for key, value in table.items() if key not in ("id", "over", "rows", "when")}
    rows = [row for row in table["rows"] if all(_fits(row.get(each, ANY), value) for each, value in given.items())]
    when = writing.said(taking, table.get("when", True), name)
    return (
        entry
        | {"id": name, "over": [names.renamed.get(each, each) for each in over]}
        | {"rows": [_row(row, over, names.renamed) for row in rows]}
        | ({} if when == "true" else {"when": when})
    )


def _row(row: Mapping[str, Any], over: list[str], renamed: Mapping[str, str]) -> dict[str, Any]:
    cells = {renamed.get(each, each): row[each] for each in over if each in row}
    return cells | {key: row[key] for key in ("gives", "note") if key in row}


def _fits(cell: object, value: object) -> bool:
    """Tell whether a cell lets a given value pass; bounds of numbers are not read here and let nothing pass."""
    if isinstance(cell, list):
        return any(_fits(each, value) for each in cell)
    return str(cell) == ANY or str(cell).lower() == str(value).lower()
