"""The conditions of an item as they are written, and the names that they use."""

from __future__ import annotations

import re
from collections.abc import Iterator

CONDITION_KEYS = ("when", "required", "readonly", "computed", "holds", "amount")
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_TEXT = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")


def conditions_in(data: object) -> Iterator[str]:
    """Yield the text of every condition and computed value; of a decision table the inputs, as each row asks them."""
    if isinstance(data, dict):
        if isinstance(over := data.get("over"), list):
            yield from (str(each) for each in over)
        for key, below in data.items():
            if key in CONDITION_KEYS and isinstance(below, str):
                yield below
            else:
                yield from conditions_in(below)
    elif isinstance(data, list):
        for below in data:
            yield from conditions_in(below)


def names_in_text(text: str) -> set[str]:
    """Return the words of a condition outside its quoted texts; a condition with a fault counts too."""
    return set(_WORD.findall(_TEXT.sub("", text)))
