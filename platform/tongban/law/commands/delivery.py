"""Getting a result to the applicant: sent, come back, announced, confirmed (335 §15, §26; XK 44)."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.law.case import FailureGround
from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class Deliver(Command):
    """Hand the result over; this closes the case. Carrier and tracking are a courier's, if not yet entered."""

    method: str  # window, courier, electronic, kiosk
    receiver: str = ""
    carrier: str = ""
    tracking: str = ""


@dataclass(frozen=True, slots=True)
class SendResult(Command):
    """Give the result to a courier; it is delivered when it was signed for."""

    carrier: str
    tracking: str


@dataclass(frozen=True, slots=True)
class RecordFailedDelivery(Command):
    """Record that an attempt did not reach the applicant; the limit goes on, and another way may be tried."""

    ground: FailureGround
    note: str
    method: str = ""  # empty: the way by which it was sent


@dataclass(frozen=True, slots=True)
class AnnounceDelivery(Command):
    """Announce the result, after everything else has failed (公告送达)."""

    reasons: str


@dataclass(frozen=True, slots=True)
class ConfirmReceipt(Command):
    """Confirm, as the applicant, that the result has arrived."""
