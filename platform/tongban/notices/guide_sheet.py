"""A guide (办事指南) on paper: the parts of its page, its flow chart, and the page's address as QR (F3, F5).

It is set as large as one sheet of A4 allows; what does not fit one is set at a good size on several.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from tongban.notices.blocks import DocumentError
from tongban.notices.pdf import LAYOUT, compile_pdf, print_reader, qr_svg

GUIDE: Final = LAYOUT.with_name("guide.typ")
SIZES: Final = (10.0, 9.0, 8.5, 8.0)  # points; the first that fits one sheet, else the second
COLOUR: Final = "#0b4ea2"  # of titles and rules, where a theme has none of its own
MOST_CHARACTERS: Final = 60_000  # of the whole sheet as data, without its pictures

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One thing of a part: a material, a step, a counter."""

    name: str
    mark: str = ""
    lines: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One part under its title. `chart`: the flow chart stands beside it."""

    title: str
    lines: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    entries: tuple[SheetEntry, ...] = ()
    numbered: bool = False
    chart: bool = False


@dataclass(frozen=True, slots=True)
class GuideSheet:
    """All that is printed. `kind`, `yours`, `scan` are the words of the sheet itself, in the reader's language."""

    title: str
    kind: str
    authority: str
    summary: str
    labels: tuple[str, ...]
    keys: tuple[tuple[str, str, str], ...]
    situation: str
    yours: str
    parts: tuple[SheetPart, ...]
    flow: str  # SVG
    flow_title: str
    address: str
    scan: str
    foot: tuple[str, ...]
    colour: str = COLOUR


def print_guide(sheet: GuideSheet) -> bytes:
    """Return the guide as PDF/A; the same guide gives the same bytes. Raises DocumentError for one too long."""
    data = asdict(sheet)
    if len(json.dumps({**data, "flow": ""}, ensure_ascii=False)) > MOST_CHARACTERS:
        raise DocumentError(f"办事指南超过 {MOST_CHARACTERS} 个字符，不能打印成文件，请在网页上查看。")
    data["qr"] = qr_svg(sheet.address)
    with tempfile.TemporaryDirectory(prefix="tongban-print-") as folder:
        path = Path(folder) / GUIDE.name
        path.write_bytes(GUIDE.read_bytes())
        for size in (*SIZES, SIZES[1]):
            said = {"data": json.dumps({**data, "size": size}, ensure_ascii=False)}
            compiler = print_reader(path, said)
            if int(json.loads(compiler.query("<pages>", field="value", one=True, format="json"))) == 1:
                break
        return compile_pdf(compiler)
