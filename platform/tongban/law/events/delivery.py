"""A result is on its way, comes back, is announced, is confirmed (335 §15, §26; XK 44)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tongban.law.case.handing import FailureGround
from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultDispatched(Happened):
    kind: ClassVar[str] = "result_dispatched.1"
    method: str
    carrier: str
    tracking: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFailed(Happened):
    kind: ClassVar[str] = "delivery_failed.1"
    method: str
    ground: FailureGround
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryAnnounced(Happened):
    kind: ClassVar[str] = "delivery_announced.1"
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptConfirmed(Happened):
    kind: ClassVar[str] = "receipt_confirmed.1"
    receiver: str
