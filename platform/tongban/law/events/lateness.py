"""The reason for a missed limit was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class LatenessExplained(Happened):
    kind: ClassVar[str] = "lateness_explained.1"
    deadline: str
    reason: str
