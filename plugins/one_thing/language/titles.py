"""How a bundle is named in a sentence."""

from __future__ import annotations


def quoted(title: str) -> str:
    """Put a title in quotation marks, unless it brings its own (新生儿出生“一件事”): the same marks do not nest."""
    return title if "“" in title else f"“{title}”"
