"""Another body took the case over (36 §14(3))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHandedOver(Happened):
    kind: ClassVar[str] = "case_handed_over.1"
    change: str
    on: date
    from_tenant: str
    from_name: str
    to_tenant: str
    to_name: str
    authority: str
    basis: str
