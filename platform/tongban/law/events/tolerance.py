"""Accepted with gaps (335 §19): promised, accepted on the promise, brought later or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tongban.law.case import HandedIn
from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterPromised(Happened):
    kind: ClassVar[str] = "later_promised.1"
    materials: tuple[str, ...]
    promise: str
    consequence: str
    on_paper: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedOnPromise(Happened):
    kind: ClassVar[str] = "accepted_on_promise.1"
    materials: tuple[str, ...]  # what is owed


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterReceived(Happened):
    kind: ClassVar[str] = "later_received.1"
    materials: tuple[HandedIn, ...]
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterMissed(Happened):
    """A promise to bring materials was not kept; it goes on the applicant's record."""

    kind: ClassVar[str] = "later_missed.1"
    materials: tuple[str, ...]  # still owed
    consequence: str
