"""One direction of one case: messages take effect once, in the order of their numbers; holes wait.

The head is a chain of digests (each over the one before and the message), so that two sides that have said the same
have the same head, and one comparison tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from sichuan_chongqing.protocol.faults import Fault
from sichuan_chongqing.protocol.message import Message
from sichuan_chongqing.protocol.receipts import Receipt, Verdict

FARTHEST = 256  # how far ahead of the next one a message may be, to be kept waiting
EMPTY_HEAD = "0" * 64


@dataclass(frozen=True, slots=True)
class Stream:
    """What has come: `taken` in order (id → digest, by number), `waiting` by number."""

    next: int = 1
    head: str = EMPTY_HEAD
    waiting: Mapping[int, Message] = field(default_factory=dict)


START = Stream()


@dataclass(frozen=True, slots=True)
class Arrived:
    """What an arrival came to: the stream after it, the receipt, and what may take effect now, in order."""

    stream: Stream
    receipt: Receipt
    released: tuple[Message, ...] = ()


def arrive(stream: Stream, message: Message, known_digest: str | None, digest_at_place: str | None) -> Arrived:
    """Judge an arrival.

    `known_digest` is that of the message kept under this id, `digest_at_place` that of the one kept under this number;
    None where there is none. Both include those that wait.
    """
    same = message.digest
    if known_digest is not None and known_digest != same:
        return _refused(stream, message, Fault.SAME_ID, f"编号 {message.id} 已用于另一份内容。")
    if known_digest == same:
        return Arrived(stream, Receipt(same, Verdict.DUPLICATE))
    if digest_at_place is not None or message.sequence < stream.next:
        return _refused(stream, message, Fault.ORDER, f"第 {message.sequence} 号位置已有另一份报文。")
    if message.sequence >= stream.next + FARTHEST:
        words = f"应先收到第 {stream.next} 号，这是第 {message.sequence} 号，相隔太远。"
        return _refused(stream, message, Fault.TOO_FAR, words)
    waiting = {**stream.waiting, message.sequence: message}
    released: list[Message] = []
    head, following = stream.head, stream.next
    while following in waiting:
        released.append(waiting.pop(following))
        head = chained(head, released[-1].digest)
        following += 1
    verdict = Verdict.RECEIVED if released else Verdict.WAITING
    return Arrived(Stream(following, head, waiting), Receipt(same, verdict), tuple(released))


def chained(head: str, digest: str) -> str:
    """Return the head after one more message."""
    return sha256(f"{head}{digest}".encode()).hexdigest()


def _refused(stream: Stream, message: Message, fault: Fault, words: str) -> Arrived:
    return Arrived(stream, Receipt(message.digest, Verdict.REFUSED, fault, words))
