"""CSV that spreadsheets open rightly: a byte order mark, and no cell that they would take for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would calculate."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write UTF-8 with a byte order mark and guarded cells."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guarded(each) for each in headings])
    writer.writerows([guarded(each) for each in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
