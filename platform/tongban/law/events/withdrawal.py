"""An application was taken back, by will or by law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWithdrawn(Happened):
    kind: ClassVar[str] = "case_withdrawn.1"
    deemed: bool
    reason: str
