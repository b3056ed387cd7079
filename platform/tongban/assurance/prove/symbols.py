"""What a condition's parts are to the solver: a pair of whether it is known, and what it is.

A yes or no is a pair of terms, *holds* and *fails*; where neither is true it is unknown. Texts and choices stand by
their number in a vocabulary: every text that the definition mentions has its own, all others lie above.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Term = Any


@dataclass(frozen=True, slots=True)
class Truth:
    """A yes or no; unknown where it neither holds nor fails."""

    holds: Term
    fails: Term


@dataclass(frozen=True, slots=True)
class Single:
    """A number, a date (by its ordinal), a text or a choice (by its number in the vocabulary)."""

    known: Term
    value: Term


@dataclass(frozen=True, slots=True)
class Listed:
    """The elements of a list that is written in the text."""

    elements: tuple[Symbol, ...]


@dataclass(frozen=True, slots=True)
class Picked:
    """A choice of several: which of the values offered are in it."""

    known: Term
    has: Mapping[int, Term]
    size: Term


@dataclass(frozen=True, slots=True)
class Rows:
    """A table, of which only the number of rows can be asked."""

    known: Term
    size: Term


@dataclass(frozen=True, slots=True)
class Parts:
    """A row by its columns, or a period by its days."""

    known: Term
    parts: Mapping[str, Symbol]


Symbol = Truth | Single | Listed | Picked | Rows | Parts


class Vocabulary:
    """Numbers for texts; a text that nothing mentions has a number above all of these."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Give a text its number, once for all."""
        return self._numbers.setdefault(text, len(self._numbers))

    def text(self, number: int) -> str | None:
        """Give the text of a number; None for one that nothing mentions."""
        return next((text for text, own in self._numbers.items() if own == number), None)

    @property
    def texts(self) -> Mapping[str, int]:
        return self._numbers

    def __len__(self) -> int:
        return len(self._numbers)
