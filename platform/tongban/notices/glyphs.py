"""Which characters our fonts can print, so that a person's name never comes out as a box.

A character that no font has (a private one, or one of Unicode's newest) is printed as its number, 〔U+30EDE〕: it can
be read, looked up and told from any other, which a box cannot.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path
from typing import Final

_FORMAT_12: Final = 12  # of the table `cmap`: segments of 32 bits, which all our fonts have
_UNSEEN: Final = "\n\t\u3000\u2028 "


def printable(text: str, fonts: tuple[Path, ...]) -> str:
    """Return the text with a number in the place of each character that none of the fonts has."""
    covered = _covered(fonts)
    return "".join(each if ord(each) in covered or each in _UNSEEN else f"〔U+{ord(each):04X}〕" for each in text)


@lru_cache(maxsize=16)
def _covered(fonts: tuple[Path, ...]) -> frozenset[int]:
    """Return what the fonts can print together: some forty thousand characters, put together once."""
    return frozenset().union(*(coverage(each) for each in fonts))


@lru_cache(maxsize=32)
def coverage(font: Path) -> frozenset[int]:
    """Return the code points that a font (TrueType or OpenType) has a glyph for; none where it cannot be read."""
    data = font.read_bytes()
    start = _cmap(data)
    if start is None:
        return frozenset()
    count = struct.unpack_from(">H", data, start + 2)[0]
    for place in range(count):
        offset = start + struct.unpack_from(">I", data, start + 8 + 8 * place)[0]
        if struct.unpack_from(">H", data, offset)[0] == _FORMAT_12:
            return _segments(data, offset)
    return frozenset()


def _cmap(data: bytes) -> int | None:
    tables = struct.unpack_from(">H", data, 4)[0]
    for place in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * place)
        if tag == b"cmap":
            return int(offset)
    return None


def _segments(data: bytes, offset: int) -> frozenset[int]:
    count = struct.unpack_from(">I", data, offset + 12)[0]
    points: set[int] = set()
    for place in range(count):
        first, last, _ = struct.unpack_from(">III", data, offset + 16 + 12 * place)
        points.update(range(first, last + 1))
    return frozenset(points)
