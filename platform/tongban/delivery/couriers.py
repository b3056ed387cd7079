"""The port of a courier: parcels are booked and followed under keys that make a second call change nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class ParcelState(StrEnum):
    """Where a parcel is (GB/T 39046 table 15 keeps the parties and dates)."""

    BOOKED = "booked"
    COLLECTED = "collected"
    SIGNED_FOR = "signed_for"
    RETURNED = "returned"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is to be brought where. `key` is ours: booked again under it, it is the same parcel."""

    key: str
    sender: str
    sender_address: str
    receiver: str
    receiver_phone: str
    address: str
    contents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waybill:
    """A booked parcel: who carries it, under which number."""

    carrier: str
    tracking: str


@dataclass(frozen=True, slots=True)
class ParcelNews:
    """What a courier says of a parcel."""

    state: ParcelState
    at: datetime
    by: str = ""  # who signed


class Courier(Protocol):
    """Takes parcels. Raises TongbanError when the courier cannot be reached; the same is then asked again."""

    def book(self, parcel: Parcel) -> Waybill:
        """Have a parcel fetched; the same key gives the same waybill."""

    def news(self, tracking: str) -> ParcelNews:
        """Tell where a parcel is."""
