"""Receipts: what became of each message on arrival. Processing is told later, by a message of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from sichuan_chongqing.protocol.codec import plain, read
from sichuan_chongqing.protocol.faults import Fault, Refused
from sichuan_chongqing.protocol.kinds import Digest, OneOf, Optional, Words


class Verdict(StrEnum):
    RECEIVED = "received"  # kept for good
    DUPLICATE = "duplicate"  # was kept before, and has no second effect
    WAITING = "waiting"  # kept; it waits for one before it
    REFUSED = "refused"  # not kept


@dataclass(frozen=True, slots=True)
class Receipt:
    """The receipt of one message, by its digest."""

    digest: Digest
    verdict: Annotated[str, OneOf(tuple(Verdict))]
    code: Optional = ""
    words: Words = ""

    @property
    def kept(self) -> bool:
        """Tell whether the other side has it for good, so that it need not be sent again."""
        return self.verdict != Verdict.REFUSED


def receipts_to(receipts: Iterable[Receipt]) -> dict[str, Any]:
    return {"receipts": [plain(each) for each in receipts]}


def receipts_from(content: Mapping[str, Any]) -> tuple[Receipt, ...]:
    """Read receipts strictly. Raises Refused."""
    found = content.get("receipts")
    if set(content) != {"receipts"} or not isinstance(found, list):
        raise Refused(Fault.CONTENT, "回执应有 receipts。")
    return tuple(read(Receipt, each, "回执") for each in found)
