"""An application was handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.law.case import Applicant, HandedIn
from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSubmitted(Happened):
    kind: ClassVar[str] = "case_submitted.1"
    number: str
    tenant: str
    item: str
    version: int
    definition_hash: str
    channel: str
    applicant: Applicant
    answers: Mapping[str, object]
    materials: tuple[HandedIn, ...]
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptDayCorrected(Happened):
    kind: ClassVar[str] = "receipt_day_corrected.1"
    received_on: date
    reason: str
