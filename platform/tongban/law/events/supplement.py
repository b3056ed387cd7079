"""The one-time notice went out, and what came of it (335 §18)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.definitions.model import Span
from tongban.law.case import Deficiency, HandedIn
from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRequested(Happened):
    kind: ClassVar[str] = "supplement_requested.1"
    deficiencies: tuple[Deficiency, ...]
    limit: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondNoticeAllowed(Happened):
    kind: ClassVar[str] = "second_notice_allowed.1"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyReceived(Happened):
    kind: ClassVar[str] = "supply_received.1"
    materials: tuple[HandedIn, ...]
    answers: Mapping[str, object]
    supplied: tuple[str, ...]  # all named ids supplied so far
    complete: bool
    received_on: date
