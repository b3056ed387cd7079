"""Compare one uploaded sheet with what an export gives now, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tongban.definitions.sheets.cells import CellFault
from tongban.definitions.sheets.reading import Grid
from tongban.definitions.sheets.table import Column, Row, Sheet
from tongban.definitions.strict_yaml import Path


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """A cell that is not taken: where it stands (rows count from 1, the heading is row 1), why, and what is right."""

    item: str
    sheet: str
    row: int
    column: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"工作表“{self.sheet}”第 {self.row} 行" + (f"“{self.column}”" if self.column else "")
        return f"{where}：{self.message}{self.hint}"


@dataclass(frozen=True, slots=True)
class Change:
    """A cell, or a new row, that becomes one edit of a document. None removes a value."""

    item: str
    sheet: str
    row: int
    column: str
    path: str
    where: Path
    before: str
    after: str
    value: object

    def refused(self, message: str, hint: str) -> RefusedCell:
        return RefusedCell(self.item, self.sheet, self.row, self.column, message, hint)


Place = Change | RefusedCell


def compare(sheet: Sheet, grid: Grid) -> tuple[list[Place], list[str]]:
    """Return changes and refusals in the order of the rows, and the keys of rows that the upload leaves out."""
    heads = [each.strip() for each in grid[0]] if grid else []
    wrong = list(_wrong_headings(sheet, heads))
    if wrong:
        return list(wrong), []
    columns = {number: _column(sheet, head) for number, head in enumerate(heads) if head}
    return _Comparison(sheet, columns).of(grid)


def _wrong_headings(sheet: Sheet, heads: list[str]) -> Iterator[RefusedCell]:
    known = [each.heading for each in sheet.columns]
    for head in heads:
        if head and head not in known:
            hint = "请用导出的表头；多余的列请删去。"
            yield RefusedCell("", sheet.name, 1, head, f"没有“{head}”这一列。", hint)
        elif head and heads.count(head) > 1:
            yield RefusedCell("", sheet.name, 1, head, f"“{head}”这一列出现了几次。", "请只保留一列。")
    for column in sheet.columns[: sheet.keyed]:
        if column.heading not in heads:
            hint = "请保留灰色的列，它们用来找到每一行。"
            yield RefusedCell("", sheet.name, 1, column.heading, f"缺少“{column.heading}”这一列。", hint)


def _column(sheet: Sheet, head: str) -> Column:
    return next(each for each in sheet.columns if each.heading == head)


class _Comparison:
    """One sheet under comparison; `columns` by their place in the upload."""

    def __init__(self, sheet: Sheet, columns: Mapping[int, Column]) -> None:
        self.sheet = sheet
        self.columns = columns
        self.rows = {row.key: row for row in sheet.rows}
        self.keys = [next(n for n, each in columns.items() if each is key) for key in sheet.columns[: sheet.keyed]]
        self.added: dict[str, int] = {}

    def of(self, grid: Grid) -> tuple[list[Place], list[str]]:
        places: list[Place] = []
        seen: dict[tuple[str, ...], int] = {}
        for number, cells in enumerate(grid[1:], start=2):
            if not any(cells):
                continue
            key = tuple(_at(cells, each) for each in self.keys)
            if key in seen:
                message = f"与第 {seen[key]} 行是同一项（{' '.join(key)}）。"
                places.append(RefusedCell(key[0], self.sheet.name, number, "", message, "请只保留一行。"))
                continue
            seen[key] = number
            row = self.rows.get(key)
            places += self._changed(row, number, cells) if row else self._new(key, number, cells)
        return places, [" ".join(key) for key in self.rows if key not in seen]

    def _changed(self, row: Row, number: int, cells: tuple[str, ...]) -> Iterator[Place]:
        for place, column in self.columns.items():
            before = row.cells[self.sheet.columns.index(column)].strip()
            after = _at(cells, place)
            if after == before or place in self.keys:
                continue
            if column.kind is None:
                message = f"这一列只供查看，原来是“{before}”，现在是“{after}”。"
                yield RefusedCell(
                    row.item, self.sheet.name, number, column.heading, message, "请改回去，或在文件中修改。"
                )
                continue
            value = self._value(row.item, number, column, after)
            if isinstance(value, RefusedCell):
                yield value
            else:
                where = (*row.base, *column.below)
                yield Change(row.item, self.sheet.name, number, column.heading, row.path, where, before, after, value)

    def _value(self, item: str, number: int, column: Column, text: str) -> object:
        """Read a cell: a value, None for an empty cell that may be empty, or the refusal."""
        assert column.kind is not None
        if not text:
            if column.required:
                hint = f"应写{column.told or column.heading}"
                return RefusedCell(item, self.sheet.name, number, column.heading, "这一格不能清空。", hint)
            return None
        value = column.kind.taken(text)
        if isinstance(value, CellFault):
            return RefusedCell(item, self.sheet.name, number, column.heading, value.message, value.hint)
        return value

    def _new(self, key: tuple[str, ...], number: int, cells: tuple[str, ...]) -> Iterator[Place]:
        item = key[0]
        if not self.sheet.adds or item not in self.sheet.homes or not all(key):
            hint = "请核对灰色的列；新的事项和字段请在网页或者文件中建立。"
            message = f"没有找到“{' '.join(key)}”这一行，不能由表格新建。"
            yield RefusedCell(item, self.sheet.name, number, self.sheet.columns[0].heading, message, hint)
            return
        entry: dict[str, object] = {}
        for place, column in self.columns.items():
            if column.kind is None or not _at(cells, place):
                continue
            value = self._value(item, number, column, _at(cells, place))
            if isinstance(value, RefusedCell):
                yield value
                return
            _put(entry, column.below, value)
        path, base = self.sheet.homes[item]
        there = sum(row.item == item for row in self.sheet.rows) + self.added.get(item, 0)
        self.added[item] = self.added.get(item, 0) + 1
        first = there == 0
        where = (*base, self.sheet.adds) if first else (*base, self.sheet.adds, there)
        told = "新增一行"
        yield Change(item, self.sheet.name, number, told, path, where, "", " ".join(key), [entry] if first else entry)


def _at(cells: tuple[str, ...], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _put(entry: dict[str, object], below: Path, value: object) -> None:
    holder = entry
    for part in below[:-1]:
        found = holder.setdefault(str(part), {})
        assert isinstance(found, dict)
        holder = found
    holder[str(below[-1])] = value
