"""The rows of a table as they were typed: removed, added, closed up, and read cell by cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tongban.conditions import holds
from tongban.definitions.model import Field
from tongban.fields import FieldError, Typed, blank, placed, under
from tongban.fields.types.table import MOST_ROWS, Row, TableOptions
from tongban.forms.asked import options_of, type_of
from tongban.forms.standing import Values, row_values

_CELL = re.compile(r"([0-9]{1,3})\.(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TypedRows:
    """The typed rows by number, and how many are on the page. Rows that are wholly empty stand last."""

    rows: tuple[Typed, ...]

    @classmethod
    def of(cls, typed: Typed, *, without: int | None = None, added: int = 0, least: int = 1) -> TypedRows:
        """Take the rows apart, without one of them, and with some empty ones more."""
        found: dict[int, dict[str, tuple[str, ...]]] = {}
        for part, texts in typed.items():
            cell = _CELL.fullmatch(part)
            if cell and int(cell[1]) < MOST_ROWS:
                found.setdefault(int(cell[1]), {})[cell[2]] = tuple(texts)
        told = next(iter(typed.get("rows", ())), "")
        shown = int(told) if re.fullmatch(r"[0-9]{1,3}", told) else 0
        count = max(shown, *(number + 1 for number in found), 0) if found else shown
        kept = [found.get(number, {}) for number in range(min(count, MOST_ROWS)) if number != without]
        filled = [each for each in kept if not blank(each)]
        empty = max(len(kept) - len(filled) + added, least - len(filled), 0)
        return cls((*filled, *({} for _ in range(empty))))

    def typed(self) -> dict[str, tuple[str, ...]]:
        """Put the rows together again."""
        parts: dict[str, tuple[str, ...]] = {"rows": (str(len(self.rows)),)}
        for number, row in enumerate(self.rows):
            parts |= placed(row, str(number))
        return parts


@dataclass(frozen=True, slots=True)
class RowsReading:
    """What a table's typed rows came to. `hidden` are cells (`0.permit`) that were typed into though not shown."""

    rows: tuple[Row, ...]
    errors: tuple[FieldError, ...]
    hidden: tuple[str, ...]


def read_rows(table: Field, typed: TypedRows, values: Values) -> RowsReading:
    """Read the rows; a cell that its row's conditions hide is neither read nor judged."""
    rows: list[Row] = []
    errors: list[FieldError] = []
    hidden: list[str] = []
    for number, texts in enumerate(typed.rows):
        cells, wrong = _read_cells(table, texts)
        shown = shown_columns(table, cells, values)
        errors += [_in_row(number, column, error) for column, error in wrong if column in shown]
        hidden += [
            f"{number}.{each.id}" for each in table.columns if each.id not in shown and not blank(under(texts, each.id))
        ]
        row = {column: value for column, value in cells.items() if column in shown}
        rows += [row] if row else []
    return RowsReading(tuple(rows), tuple(errors), tuple(hidden))


def shown_columns(table: Field, row: Mapping[str, object], values: Values) -> frozenset[str]:
    """Give the columns that are shown in a row."""
    known = row_values(table, row, values)
    return frozenset(each.id for each in table.columns if holds(each.when, known))


def cells_of(table: Field, texts: Typed) -> dict[str, object]:
    """Read the cells that are right, whether shown or not."""
    return _read_cells(table, texts)[0]


def table_options(table: Field) -> TableOptions:
    """Give a table's options, with its columns."""
    options = options_of(table)
    assert isinstance(options, TableOptions)
    return options


def _read_cells(table: Field, texts: Typed) -> tuple[dict[str, object], list[tuple[str, FieldError]]]:
    cells: dict[str, object] = {}
    wrong: list[tuple[str, FieldError]] = []
    for column in table.columns:
        value = type_of(column).parse(under(texts, column.id), column.options)
        if isinstance(value, FieldError):
            wrong += [(column.id, each) for each in value.each()]
        elif value is not None:
            cells[column.id] = value
    return cells, wrong


def _in_row(number: int, column: str, error: FieldError) -> FieldError:
    part = f"{number}.{column}" + (f".{error.part}" if error.part else "")
    return FieldError(error.code, error.message, part)
