"""Spreadsheets of definitions: out as a workbook, back in as edits of YAML that keep its comments (C8; 36 §12)."""

from tongban.definitions.sheets.csv_text import csv_bytes, guarded
from tongban.definitions.sheets.exporting import WANTED, export_sheets
from tongban.definitions.sheets.importing import Change, Imported, RefusedCell, import_sheets
from tongban.definitions.sheets.reading import MOST_BYTES, SheetRefused, read_workbook
from tongban.definitions.sheets.table import Column, Row, Sheet
from tongban.definitions.sheets.writing import write_workbook

__all__ = [
    "MOST_BYTES",
    "WANTED",
    "Change",
    "Column",
    "Imported",
    "RefusedCell",
    "Row",
    "Sheet",
    "SheetRefused",
    "csv_bytes",
    "export_sheets",
    "guarded",
    "import_sheets",
    "read_workbook",
    "write_workbook",
]
