"""Write sheets as a workbook in memory: text cells only, lists to choose from, a page that explains."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

from tongban.definitions.sheets.table import Column, Sheet

ABOUT = "说明"
_LISTS = "可选值"
_LAST_ROW = 4999
#: A list written into the cell's rule may hold this many characters; longer ones stand on a hidden sheet.
_LONGEST_RULE = 255
_GUIDE = (
    "本工作簿由通办平台导出。改好以后可以再导入：只有改动过的单元格会写回事项定义，其余一字不动。",
    "灰色的列用来找到这一行，不能修改；要加一行，请在表的末尾写一个新的编号。",
    "所有单元格都是文本：编号、代码前面的零会保留，以 =、+、-、@ 开头的内容不会当作公式。",
    "一格里有几项的，每项一行（Alt+Enter 换行）；时间写成“5 个工作日”“30 日”“6 个月”“1 年”。",
    "清空一个单元格表示删去这个值，按默认值或者上级的规定办理。删去整行不会删除事项的内容。",
    "导入前会逐格检查；有一处不对，这个事项就全部不导入，并说明在哪张表、哪一行、哪一列、应当怎样写。",
)


def write_workbook(sheets: Sequence[Sheet], about: Sequence[str] = ()) -> bytes:
    """Write a workbook; every cell is text, so nothing is calculated and no zero is lost."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        pens = _Pens(book)
        lists = _Lists()
        _write_about(book, pens, sheets, about)
        for sheet in sheets:
            _write_sheet(book, pens, lists, sheet)
        lists.write(book)
    return out.getvalue()


class _Pens:
    """The formats of cells."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        text = {"num_format": "@", "text_wrap": True, "valign": "top", "border": 1, "border_color": "#d0d0d0"}
        self.text = book.add_format(text)
        self.fixed = book.add_format({**text, "bg_color": "#eeeeee"})
        self.heading = book.add_format({**text, "bold": True, "bg_color": "#dce8f5"})
        self.plain = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})


class _Lists:
    """Lists to choose from that are too long for a cell's rule, each in a column of a hidden sheet."""

    def __init__(self) -> None:
        self.columns: list[tuple[str, ...]] = []

    def source(self, words: tuple[str, ...]) -> list[str] | str:
        if len(",".join(words)) <= _LONGEST_RULE and not any("," in each for each in words):
            return list(words)
        if words not in self.columns:
            self.columns.append(words)
        letter = xlsxwriter.utility.xl_col_to_name(self.columns.index(words))
        return f"={_LISTS}!${letter}$1:${letter}${len(words)}"

    def write(self, book: xlsxwriter.Workbook) -> None:
        if not self.columns:
            return
        sheet = book.add_worksheet(_LISTS)
        for number, words in enumerate(self.columns):
            for place, word in enumerate(words):
                sheet.write_string(place, number, word)
        sheet.hide()


def _write_about(book: xlsxwriter.Workbook, pens: _Pens, sheets: Sequence[Sheet], about: Sequence[str]) -> None:
    page = book.add_worksheet(ABOUT)
    page.set_column(0, 0, 22)
    page.set_column(1, 2, 60)
    line = 0
    for text in (*about, *_GUIDE):
        page.write_string(line, 0, text, pens.plain)
        page.merge_range(line, 0, line, 2, text, pens.plain)
        line += 1
    for sheet in sheets:
        line += 1
        page.write_string(line, 0, f"工作表：{sheet.name}（{len(sheet.rows)} 行）", pens.heading)
        for column in sheet.columns:
            line += 1
            page.write_string(line, 0, column.heading, pens.text)
            page.write_string(line, 1, column.told, pens.text)
            page.write_string(line, 2, "、".join(column.words), pens.text)
        line += 1


def _write_sheet(book: xlsxwriter.Workbook, pens: _Pens, lists: _Lists, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, sheet.keyed)
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, _width(sheet, number), pens.text)
        page.write_string(0, number, column.heading, pens.heading)
        _offer(page, lists, number, column)
    for line, row in enumerate(sheet.rows, start=1):
        for number, text in enumerate(row.cells):
            fixed = number < sheet.keyed or sheet.columns[number].kind is None
            page.write_string(line, number, text, pens.fixed if fixed else pens.text)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def _offer(page: xlsxwriter.worksheet.Worksheet, lists: _Lists, number: int, column: Column) -> None:
    if not column.words:
        return
    rule = {
        "validate": "list",
        "source": lists.source(column.words),
        "error_title": "不在可选值之内",
        "error_message": "请从下拉列表中选择，或者清空。",
    }
    page.data_validation(1, number, _LAST_ROW, number, rule)


def _width(sheet: Sheet, number: int) -> int:
    longest = max((len(row.cells[number].split("\n")[0]) for row in sheet.rows), default=0)
    return min(48, max(12, 2 * len(sheet.columns[number].heading), longest + 2))
