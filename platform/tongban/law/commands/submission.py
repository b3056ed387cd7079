"""Handing in, and what the receipt says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tongban.law.case import Applicant, HandedIn
from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class Submit(Command):
    """Hand in an application. The same rules hold for every channel (335 §28)."""

    number: str
    version: int
    channel: str  # online, window, kiosk, courier, agent
    applicant: Applicant
    answers: Mapping[str, object]
    materials: tuple[HandedIn, ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectReceiptDay(Command):
    """Record that the application had been received earlier than recorded; the clock only ever moves back."""

    received_on: date
    reason: str
