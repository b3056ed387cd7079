"""Read an uploaded workbook, of which nothing is believed: size, kind, what it unpacks to, how far its cells reach."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from xml.parsers import expat

import python_calamine

from tongban.errors import TongbanError

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
MOST_PARTS = 200
MOST_SHEETS = 20
MOST_ROWS = 5000
MOST_COLUMNS = 120
LONGEST_CELL = 20_000
_CHUNK = 1 << 16  # bytes
#: The address of a cell or row: a reader makes room for all cells up to the farthest one.
_ADDRESS = re.compile(r"([A-Z]{0,3})([0-9]{1,7})")
_NEEDED = ("[Content_Types].xml", "xl/workbook.xml")

_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    expat.ExpatError,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
)

Grid = tuple[tuple[str, ...], ...]


class SheetRefused(TongbanError):
    """The upload is no workbook that can be read; the message says why and what would be right."""


def read_workbook(data: bytes) -> Mapping[str, Grid]:
    """Return the sheets by name, every cell as text; raises SheetRefused."""
    _inspect(data)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names[:MOST_SHEETS]
        return {name: _grid(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in names}
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise SheetRefused("文件无法作为 Excel 工作簿读取，请重新导出后再改。") from error


def _inspect(data: bytes) -> None:
    """Unpack once, counting; a bomb is refused before any reader sees it."""
    if len(data) > MOST_BYTES:
        raise SheetRefused(f"文件超过 {MOST_BYTES // 1024 // 1024} MB，不予读取。请把事项分几次导入。")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            names = {each.filename for each in parts}
            if len(parts) > MOST_PARTS or not all(each in names for each in _NEEDED):
                raise SheetRefused("这不是 Excel 工作簿（.xlsx）。请用导出的文件修改，另存时仍选 .xlsx。")
            if any("vbaProject" in each for each in names):
                raise SheetRefused("工作簿带有宏，不予读取。请另存为不带宏的 .xlsx。")
            left = MOST_UNPACKED
            for each in parts:
                left -= _unpack(packed, each, left)
    except _BROKEN as error:
        raise SheetRefused("这不是 Excel 工作簿（.xlsx），或者文件已损坏、加了密码。请用导出的文件修改。") from error


def _unpack(packed: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    size = 0
    scan = _scanner() if part.filename.endswith((".xml", ".rels")) else None
    with packed.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > left:
                limit = MOST_UNPACKED // 1024 // 1024
                raise SheetRefused(f"工作簿解开以后超过 {limit} MB，不予读取。请删去多余的内容。")
            if scan is not None:
                scan.Parse(chunk, False)
    return size


def _scanner() -> expat.XMLParserType:
    """Make a parser that keeps nothing, and refuses entities and addresses that are far out."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = _refuse_far
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_declared: object) -> None:
    raise SheetRefused("工作簿的内部格式不合规范，不予读取。请用常见的表格软件另存为 .xlsx。")


def _refuse_far(name: str, attributes: Mapping[str, str]) -> None:
    if name.rpartition(":")[2] not in ("c", "row") or "r" not in attributes:
        return
    cell = _ADDRESS.fullmatch(attributes["r"])
    if cell is None:
        raise SheetRefused("工作簿里有不合规范的单元格地址，不予读取。请用常见的表格软件另存为 .xlsx。")
    if int(cell[2]) > MOST_ROWS or _column(cell[1]) > MOST_COLUMNS:
        raise SheetRefused(f"工作表超过 {MOST_ROWS} 行或者 {MOST_COLUMNS} 列。请删去多余的行和列。")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _grid(name: str, rows: Sequence[Sequence[object]]) -> Grid:
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise SheetRefused(f"工作表“{name}”超过 {MOST_ROWS} 行或者 {MOST_COLUMNS} 列。请删去多余的行和列。")
    return tuple(tuple(_text(name, cell) for cell in row) for row in rows)


def _text(name: str, cell: object) -> str:
    """Take a cell as text; a number that a spreadsheet made of a text loses its `.0`."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    if len(text) > LONGEST_CELL:
        raise SheetRefused(f"工作表“{name}”有一格超过 {LONGEST_CELL} 字。请缩短。")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
