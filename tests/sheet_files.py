"""Workbooks as a person's spreadsheet program saves them: read into lists, changed, written again."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import xlsxwriter

from tongban.definitions.sheets import read_workbook

Grids = dict[str, list[list[str]]]


def grids_of(data: bytes) -> Grids:
    return {name: [list(row) for row in grid] for name, grid in read_workbook(data).items()}


def workbook_of(grids: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in grids.items():
            page = book.add_worksheet(name)
            for line, row in enumerate(rows):
                for place, text in enumerate(row):
                    page.write_string(line, place, text)
    return out.getvalue()
