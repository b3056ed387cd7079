"""What decision tables give, given the answers (决策表): the value of the one row that holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from tongban.conditions import ALWAYS, UNKNOWN, evaluate, to_json
from tongban.definitions.model import DecisionTable, Definition
from tongban.forms.asked import all_fields

Values = Mapping[str, object]


def decide(table: DecisionTable, values: Values) -> object:
    """Give a table's value, or UNKNOWN.

    The first row that holds gives it. Where none holds and one may still come to hold, it is unknown; where none can,
    it is `otherwise`, and unknown without one.
    """
    if evaluate(table.when, values) is not True:
        return UNKNOWN
    results = [evaluate(row.when, values) for row in table.rows]
    for row, result in zip(table.rows, results, strict=True):
        if result is True:
            return row.gives
    if UNKNOWN in results or table.otherwise is None:
        return UNKNOWN
    return table.otherwise


def tables_due(definition: Definition) -> dict[str, tuple[DecisionTable, ...]]:
    """Give the tables by the field or question after which they can be worked out: the last of their inputs."""
    order = {field.id: place for place, field in enumerate(all_fields(definition))}
    found: dict[str, tuple[DecisionTable, ...]] = {}
    last: dict[str, str] = {}
    for table in definition.tables:
        inputs = [last.get(name, name) for name in (*table.over, *table.when.names())]
        after = max(inputs, key=lambda name: order.get(name, -1), default="")
        last[table.id] = after if after in order else ""
        found[last[table.id]] = (*found.get(last[table.id], ()), table)
    return found


def take_tables(tables: tuple[DecisionTable, ...], values: dict[str, object]) -> None:
    """Add what tables give to the values that conditions read."""
    for table in tables:
        if (given := decide(table, values)) is not UNKNOWN:
            values[table.id] = given


@lru_cache(maxsize=512)
def tables_json(tables: tuple[DecisionTable, ...]) -> str:
    """Give the tables as the browser works them out (`decide` of `static/conditions.js`); nothing where none is."""
    told = [
        {
            "id": table.id,
            "rows": [{"when": to_json(row.when), "gives": _plain(row.gives)} for row in table.rows],
            **({} if table.when == ALWAYS else {"when": to_json(table.when)}),
            **({} if table.otherwise is None else {"otherwise": _plain(table.otherwise)}),
        }
        for table in tables
    ]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) if told else ""


def _plain(value: str | int | Decimal) -> str:
    """Write a number by its digits, as conditions in the browser read numbers."""
    return value if isinstance(value, str) else f"{value:f}" if isinstance(value, Decimal) else str(value)
