"""A message: numbered within its case and direction, known by an id of its own, of one kind.

Its digest covers all of it; two messages with one id and different digests are a fault of the sender, never a second
message.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sichuan_chongqing.protocol.bodies import BODIES, Body
from sichuan_chongqing.protocol.canonical import digest
from sichuan_chongqing.protocol.codec import plain, read, restore
from sichuan_chongqing.protocol.faults import Fault, Refused
from sichuan_chongqing.protocol.kinds import CaseId, Count, Division, Id, Moment

MOST = 100  # messages of one envelope


@dataclass(frozen=True, slots=True)
class _Head:
    """What every message says besides its body."""

    id: Id
    agreement: Id
    case: CaseId
    sequence: Count
    sender: Division
    recipient: Division
    written_at: Moment


@dataclass(frozen=True)
class Message:
    """One thing said by one region to another about one case. `sequence` counts from 1 in each direction."""

    id: str
    agreement: str
    case: str
    sequence: int
    sender: str  # code of GB/T 2260
    recipient: str
    written_at: str
    body: Body

    @cached_property
    def data(self) -> dict[str, Any]:
        head = {name: getattr(self, name) for name in _HEAD}
        return {**head, "kind": self.body.kind, "body": plain(self.body)}

    @cached_property
    def digest(self) -> str:
        return digest(self.data)


_HEAD = ("id", "agreement", "case", "sequence", "sender", "recipient", "written_at")


def message_to(message: Message) -> dict[str, Any]:
    return message.data


def message_from(data: object) -> Message:
    """Read one message strictly. Raises Refused with CONTENT where it does not fit the published schema."""
    if not isinstance(data, dict):
        raise Refused(Fault.CONTENT, "报文应是对象。")
    kind = data.get("kind")
    body = BODIES.get(kind) if isinstance(kind, str) else None
    if body is None:
        raise Refused(Fault.CONTENT, f"没有“{str(kind)[:60]}”这种报文，可用：{'、'.join(BODIES)}。")
    head = read(_Head, {name: each for name, each in data.items() if name not in ("kind", "body")}, "报文")
    if head.sequence < 1:
        raise Refused(Fault.CONTENT, "报文的 sequence 从 1 起。")
    return Message(
        id=head.id,
        agreement=head.agreement,
        case=head.case,
        sequence=head.sequence,
        sender=head.sender,
        recipient=head.recipient,
        written_at=head.written_at,
        body=read(body, data.get("body"), str(kind)),
    )


def kept_message(data: dict[str, Any]) -> Message:
    """Give a message of ours or theirs as it is kept: it was judged when it was written, or when it came."""
    head = {name: data[name] for name in _HEAD}
    return Message(**head, body=restore(BODIES[data["kind"]], data["body"]))


def messages_from(content: Mapping[str, Any]) -> list[object]:
    """Return the messages of an envelope, not yet read: one bad message does not spoil the others."""
    found = content.get("messages")
    if set(content) != {"messages"} or not isinstance(found, list) or not 1 <= len(found) <= MOST:
        raise Refused(Fault.CONTENT, f"信封应有 messages，一至 {MOST} 条。")
    return found


def head_schema_of() -> type[Any]:
    """Give the class from which the schema of the head is made."""
    return _Head
