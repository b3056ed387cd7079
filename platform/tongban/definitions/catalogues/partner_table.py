"""Read a partner's table of items, whatever it came as: Markdown, CSV or a workbook."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tongban.definitions.sheets.reading import read_workbook
from tongban.errors import TongbanError

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
COLUMNS = ("department", "name", "code", "kind")
#: What the columns are called in the tables that partners send.
_HEADINGS = {
    "department": ("部门", "主管部门", "实施部门", "department"),
    "name": ("名称", "事项名称", "name"),
    "code": ("编码", "四川编码", "地方编码", "目录编码", "code"),
    "kind": ("类型", "事项类型", "tasktype", "kind"),
}


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """One row as it was written; `line` counts from 1 in the file or sheet."""

    line: int
    department: str
    name: str
    code: str
    kind: str


def rows_of_file(name: str, data: bytes, section: str = "") -> tuple[WrittenRow, ...]:
    """Return the rows of a file by its ending: `.md`, `.csv`, `.xlsx`. `section` is a heading of a Markdown file.

    Raises TongbanError for what is no such table, or where a column is missing.
    """
    if len(data) > MOST_BYTES:
        raise TongbanError(f"文件超过 {MOST_BYTES // 1024 // 1024} MB，不予读取。")
    if name.endswith(".xlsx"):
        found = _with_headings(next(iter(read_workbook(data).values()), ()))
    elif name.endswith(".csv"):
        found = _with_headings(list(csv.reader(io.StringIO(_text(data)))))
    elif name.endswith(".md"):
        found = _markdown(_text(data).splitlines(), section)
    else:
        raise TongbanError(f"不能读取“{name}”，可以读取 .md、.csv 和 .xlsx。")
    rows = tuple(found)
    if not rows:
        raise TongbanError(f"“{name}”里没有事项。每一行应有部门、名称、编码和类型。")
    if len(rows) > MOST_ROWS:
        raise TongbanError(f"“{name}”超过 {MOST_ROWS} 行，请分几次导入。")
    return rows


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TongbanError("文件不是 UTF-8 编码，请另存为 UTF-8。") from error


def _with_headings(rows: Sequence[Sequence[str]]) -> Iterator[WrittenRow]:
    heads = [each.strip().lower() for each in rows[0]] if rows else []
    places = {}
    for column in COLUMNS:
        place = next((number for number, head in enumerate(heads) if head in _HEADINGS[column]), None)
        if place is None:
            raise TongbanError(f"表里没有“{_HEADINGS[column][0]}”这一列，第一行应写明部门、名称、编码和类型。")
        places[column] = place
    for line, cells in enumerate(rows[1:], start=2):
        if any(each.strip() for each in cells):
            yield WrittenRow(line, **{column: _at(cells, place) for column, place in places.items()})


def _markdown(lines: Iterable[str], section: str) -> Iterator[WrittenRow]:
    """Take list items whose parts stand between upright strokes: `- 部门｜名称｜编码｜类型`."""
    inside = not section
    for number, line in enumerate(lines, start=1):
        if line.startswith("#") and section:
            inside = section in line
        elif inside and (listed := re.match(r"\s*[-*]\s+(.*)", line)):
            parts = [each.strip() for each in re.split(r"[｜|]", listed[1])]
            if len(parts) > 1:
                yield WrittenRow(number, *(parts[place] if place < len(parts) else "" for place in range(len(COLUMNS))))


def _at(cells: Sequence[str], place: int) -> str:
    """Take a cell; the apostrophe that guards it against being calculated is no part of it."""
    text = cells[place].strip() if place < len(cells) else ""
    return text[1:] if re.match(r"'[=+\-@]", text) else text
