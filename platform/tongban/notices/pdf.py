"""Print a document with Typst.

The layout is ours and fixed; what citizens and tenants wrote reaches it only as JSON. Each run has a fresh folder that
holds the layout and nothing else (Typst follows links out of its root), our own fonts, and no package registry.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final

import segno
import typst

from tongban.fields.drawn import picture_of
from tongban.notices.blocks import (
    Attachments,
    Block,
    DocumentError,
    Heading,
    Line,
    Listing,
    Paragraph,
    SignatureLines,
    Table,
)
from tongban.notices.document import Document, Letterhead
from tongban.notices.glyphs import printable
from tongban.wording.filters import chinese_date

FONTS: Final = Path(__file__).parent / "fonts"
LAYOUT: Final = Path(__file__).parent / "typst" / "official.typ"
#: PDF/A-2b: the archive keeps notices for years (335 §29 puts the electronic document beside the sealed paper).
STANDARD: Final = "a-2b"


@dataclass(frozen=True, slots=True)
class Fit:
    """Size of the body and space between its lines, in points. `hold`: the last paragraph goes where the seal goes."""

    size: float
    leading: float
    hold: bool = False


#: From 三号 at 22 lines a page to closer lines, then 四号; a seal must not stand on a page without body, and line space
#: may be changed to that end (GB/T 9704 §7.3.5, note).
FITS: Final = (Fit(15.75, 13), Fit(15.75, 10), Fit(14, 10), Fit(14, 8), Fit(15.75, 13, hold=True))


@dataclass(frozen=True, slots=True)
class SealPlace:
    """The middle of the seal: page from 1, points from the page's left and top."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Printed:
    """A document on paper, not yet sealed, and where its seal belongs."""

    pdf: bytes
    seal_place: SealPlace
    draft: bool


def to_pdf(document: Document, letterhead: Letterhead | None = None) -> bytes:
    """Return the document as PDF/A without a seal; see `print_document` and `seal` for sealed ones."""
    return print_document(document, letterhead).pdf


def print_document(document: Document, letterhead: Letterhead | None = None, *, edge_seal: str = "") -> Printed:
    """Print the document; the same document gives the same bytes.

    `edge_seal` is the picture (SVG) of the seal that is to be put on it: a document of several pages bears it across
    their edges too (骑缝章), within what is signed afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="tongban-print-") as folder:
        compiler, place = _fitted(Path(folder), document, letterhead or Letterhead(), edge_seal)
        pdf = compile_pdf(compiler)
    return Printed(pdf, place, document.draft)


def to_pictures(document: Document, letterhead: Letterhead | None = None, ppi: int = 96) -> tuple[bytes, ...]:
    """Return each page as PNG: the preview where a browser shows no PDF."""
    with tempfile.TemporaryDirectory(prefix="tongban-print-") as folder:
        compiler, _ = _fitted(Path(folder), document, letterhead or Letterhead(), "")
        return _pages(compiler.compile(format="png", ppi=ppi))


def print_seal_picture(svg: str, millimetres: float) -> bytes:
    """Return a one-page PDF with a clear ground that holds a picture and is as large as it."""
    source = (
        f"#set page(width: {millimetres}mm, height: {millimetres}mm, margin: 0pt, fill: none)\n"
        f'#image(bytes(sys.inputs.picture), format: "svg", width: 100%)'
    )
    with tempfile.TemporaryDirectory(prefix="tongban-print-") as folder:
        path = Path(folder) / "seal.typ"
        path.write_text(source, "utf-8")
        return _one(print_reader(path, {"picture": svg}).compile(format="pdf", timestamp=0, pdf_tags=False))


@lru_cache(maxsize=16)
def fonts(own: Path | None = None) -> typst.Fonts:
    """Return our fonts and a theme's own, read once; raises `DocumentError` where set-up has not brought ours."""
    if not any(FONTS.glob("*.ttf")):
        raise DocumentError("文书字体尚未安装，请先运行 python -m tongban.setup。")
    folders = [str(each) for each in (FONTS, own) if each is not None]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _fitted(
    folder: Path, document: Document, letterhead: Letterhead, edge_seal: str
) -> tuple[typst.Compiler, SealPlace]:
    """Set the document so that the seal does not stand on a page without body."""
    said = json.dumps({**_data(document, letterhead), "edge_seal": edge_seal or None}, ensure_ascii=False)
    data = json.loads(printable(said, tuple(sorted(FONTS.glob("*.ttf")))))
    for fit in FITS:
        compiler = _compiler(folder, {**data, "fit": asdict(fit)}, letterhead.fonts)
        place = json.loads(compiler.query("<seal>", field="value", one=True, format="json"))
        body_end = json.loads(compiler.query("<body-end>", field="value", one=True, format="json"))
        if body_end == place["page"]:
            break
    return compiler, SealPlace(int(place["page"]), float(place["x"]), float(place["y"]))


def _compiler(folder: Path, data: dict[str, object], own_fonts: Path | None) -> typst.Compiler:
    path = folder / LAYOUT.name
    path.write_bytes(LAYOUT.read_bytes())
    return print_reader(path, {"data": json.dumps(data, ensure_ascii=False)}, own_fonts)


def print_reader(path: Path, inputs: dict[str, str], own_fonts: Path | None = None) -> typst.Compiler:
    """Let Typst read one file; its folder is its root and stands in for the package registry, so that none is asked."""
    folder = str(path.parent)
    return typst.Compiler(
        str(path),
        root=folder,
        font_paths=fonts(own_fonts),
        sys_inputs=inputs,
        package_path=folder,
        package_cache_path=folder,
    )


def compile_pdf(compiler: typst.Compiler) -> bytes:
    """Return what a compiler has read as PDF/A; the same input gives the same bytes."""
    return _one(compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=0))


def _pages(compiled: bytes | list[bytes] | None) -> tuple[bytes, ...]:
    return (compiled,) if isinstance(compiled, bytes) else tuple(compiled or ())


def _one(compiled: bytes | list[bytes] | None) -> bytes:
    return b"".join(_pages(compiled))


def _data(document: Document, letterhead: Letterhead) -> dict[str, object]:
    day = document.date
    return {
        "name": letterhead.name_for(document.issuer),
        "colour": letterhead.colour,
        "footer": letterhead.footer,
        "title": document.title,
        "number": document.number,
        "addressee": document.addressee,
        "blocks": [_block(each) for each in document.blocks],
        "issuer": document.issuer,
        "date": chinese_date(day),
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "verify_url": document.verify_url,
        "verify_code": document.verify_code,
        "qr": qr_svg(document.verify_url) if document.verify_url else None,
        "rate_qr": qr_svg(document.rate_url) if document.rate_url else None,
        "draft": document.draft,
        "title_font": letterhead.title_font,
        "body_font": letterhead.body_font,
        "translation": _translation(document),
    }


def _translation(document: Document) -> dict[str, object] | None:
    if document.translation is None:
        return None
    blocks = [_block(each) for each in document.translation.blocks]
    return {"title": document.translation.title, "blocks": blocks, "date": f"{document.date:%-d %B %Y}"}


def _block(block: Block) -> dict[str, object]:
    match block:
        case Paragraph():
            return {"is": "paragraph", "runs": _line(block.runs)}
        case Heading():
            return {"is": "heading", "runs": _line(block.runs)}
        case Listing():
            items = [[_block(inner) for inner in item] for item in block.items]
            return {"is": "listing", "ordered": block.ordered, "start": block.start, "items": items}
        case Table():
            rows = [[_line(cell) for cell in row] for row in block.rows]
            return {"is": "table", "header": [_line(cell) for cell in block.header], "rows": rows}
        case Attachments():
            return {"is": "attachments", "items": [_line(each) for each in block.items]}
        case SignatureLines():
            drawn = [str(picture_of(each, "手写签名")) for each in block.drawn or ("",) * len(block.labels)]
            return {"is": "signature_lines", "labels": [_line(each) for each in block.labels], "drawn": drawn}


def _line(runs: Line) -> list[dict[str, object]]:
    return [{"text": each.text, "strong": each.strong} for each in runs]


def qr_svg(url: str) -> str:
    """Return the address as QR in SVG, with the quiet zone of four modules that readers ask for."""
    picture = BytesIO()
    segno.make(url, error="m", micro=False).save(picture, kind="svg", border=4, xmldecl=False)
    return picture.getvalue().decode("utf-8")
