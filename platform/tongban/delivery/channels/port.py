"""The port of a channel: one letter to one address, and an honest answer about what became of it.

Between "sent" and "not sent" lies "unknown": the connection broke after the far side may have taken the letter. What
follows then hangs on the far side alone: whether it can be asked, and whether it drops a letter that it has already.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent. `key` is the same at every attempt; `secret` is an endpoint's, still encrypted."""

    key: str
    to: str
    title: str
    text: str
    secret: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """The far side took it, and calls it so."""

    provider_id: str = ""


@dataclass(frozen=True, slots=True)
class NotSent:
    """The far side has it not, certainly. `for_good`: another attempt would be answered the same."""

    cause: str
    for_good: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have been taken."""

    cause: str


Outcome = Sent | NotSent | Unknown


class WayOut(Protocol):
    """One channel. Sending blocks for less than a lease of the outbox (two minutes)."""

    @property
    def drops_doubles(self) -> bool:
        """Tell whether the far side drops a second letter with the same key, so that sending again is safe."""

    @property
    def can_be_asked(self) -> bool:
        """Tell whether `ask` may know."""

    def send(self, letter: Letter) -> Outcome: ...

    def ask(self, key: str, /) -> Outcome:
        """Ask the far side what became of a letter."""
