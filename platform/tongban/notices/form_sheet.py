"""An application (申请表) on paper: every answer as it was given, with what was signed by hand (F1, E4)."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from tongban.notices.glyphs import printable
from tongban.notices.pdf import FONTS, LAYOUT, compile_pdf, print_reader

FORM: Final = LAYOUT.with_name("form.typ")


@dataclass(frozen=True, slots=True)
class FormRow:
    """One answer. `picture` is SVG of ours, or empty."""

    label: str
    text: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class FormPart:
    """One section of the form."""

    title: str
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class FormSheet:
    """All that is printed; `head` says whose application it is."""

    title: str
    kind: str
    authority: str
    head: tuple[FormRow, ...]
    parts: tuple[FormPart, ...]
    foot: str


def print_form(sheet: FormSheet) -> bytes:
    """Return the application as PDF/A; the same application gives the same bytes."""
    said = printable(json.dumps(asdict(sheet), ensure_ascii=False), tuple(sorted(FONTS.glob("*.ttf"))))
    with tempfile.TemporaryDirectory(prefix="tongban-print-") as folder:
        path = Path(folder) / FORM.name
        path.write_bytes(FORM.read_bytes())
        return compile_pdf(print_reader(path, {"data": said}))
