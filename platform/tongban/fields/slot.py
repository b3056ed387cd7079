"""The place on a page where one field stands: everything that its type needs to write it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tongban.fields.typed import Typed, first
from tongban.fields.words import CHINESE, Words


@dataclass(frozen=True, slots=True)
class SlotError:
    """One error at one part of the field."""

    part: str
    message: str


@dataclass(frozen=True, slots=True)
class Slot:
    """Name, words, what was typed, what is wrong, and what the browser must know. `name` is the posted name."""

    name: str
    label: str
    help: str = ""
    example: str = ""
    typed: Typed = field(default_factory=dict, hash=False)
    errors: tuple[SlotError, ...] = ()
    shown: bool = True
    required: bool = True
    readonly: bool = False
    when: str = ""  # JSON of the condition that shows it; empty: always
    required_when: str = ""  # JSON of the condition that obliges; empty: `required` never changes
    computed: str = ""  # JSON of the expression that computes it
    autocomplete: str = ""  # WCAG 1.3.5: what the browser may fill in
    rows: tuple[tuple[Slot, ...], ...] = ()  # of a table: the cells of each row that is shown
    new_row: tuple[Slot, ...] = ()  # of a table: the cells of a row to be added, named with `__row__`
    words: Words = CHINESE  # what the control says of itself, in the reader's language

    @property
    def id(self) -> str:
        """Give the element id: stable over versions, since it is made of the name alone."""
        return "f-" + re.sub(r"[^A-Za-z0-9_-]", "-", self.name)

    @property
    def invalid(self) -> bool:
        return bool(self.errors)

    def text(self, part: str = "") -> str:
        """Give what was typed into a part."""
        return first(self.typed, part)

    def chosen(self, value: str, part: str = "") -> bool:
        """Say whether a choice was ticked."""
        return value in self.typed.get(part, ())

    def wrong(self, part: str) -> bool:
        """Say whether an error stands at this control: its own, or one of the whole field."""
        return any(each.part in {part, ""} for each in self.errors)

    @property
    def described_by(self) -> str:
        """Give the ids of help, example and error, in reading order."""
        parts = [("help", self.help), ("example", self.example), ("error", self.errors)]
        return " ".join(f"{self.id}-{name}" for name, there in parts if there)
