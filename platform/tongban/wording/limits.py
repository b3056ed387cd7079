"""How much a wording may take: sizes in bytes of UTF-8, steps in visited nodes."""

from __future__ import annotations

from typing import Final

MAX_TEMPLATE: Final = 20 * 1024
MAX_OUTPUT: Final = 64 * 1024
MAX_STEPS: Final = 20_000
MAX_LIST: Final = 1_000
MAX_LOOP_DEPTH: Final = 2
MAX_DEPTH: Final = 40  # of the syntax tree: parentheses and blocks within each other
MAX_CONSTANT: Final = 200  # characters of a literal text
