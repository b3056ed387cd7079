"""A partner that keeps everything in memory: the smallest receiver that keeps the protocol."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from threading import Lock

from sichuan_chongqing.protocol.canonical import canonical
from sichuan_chongqing.protocol.envelope import open_envelope, seal
from sichuan_chongqing.protocol.faults import Fault, Refused
from sichuan_chongqing.protocol.keys import KeyRing, SigningKey
from sichuan_chongqing.protocol.message import Message, message_from, messages_from
from sichuan_chongqing.protocol.receipts import Receipt, Verdict, receipts_to
from sichuan_chongqing.protocol.stream import START, Stream, arrive

#: which refusals say that the sender is not who it says, rather than that the content is wrong
UNTRUSTED = (Fault.UNKNOWN_KEY, Fault.KEY_NOT_IN_FORCE, Fault.SIGNATURE, Fault.STALE)


class MemoryPartner:
    """Receive messages; `effects` holds what took effect, in order. `regions` tells whose each region is."""

    def __init__(
        self,
        me: str,
        key: SigningKey,
        rings: Mapping[str, KeyRing],
        clock: Callable[[], datetime],
        regions: Mapping[str, str],
    ) -> None:
        self.me, self.key, self.rings, self.clock = me, key, rings, clock
        self.regions = regions
        self.effects: list[Message] = []
        self.streams: dict[tuple[str, str], Stream] = {}
        self._by_id: dict[str, str] = {}
        self._by_place: dict[tuple[str, str, int], str] = {}
        self._lock = Lock()

    def answer(self, about: str, raw: bytes) -> tuple[int, bytes]:
        """Return the status and the body with which an HTTP server answers."""
        try:
            opened = open_envelope(raw, self.rings, self.me, about, self.clock())
            content = receipts_to([self.take(each, opened.sender) for each in messages_from(opened.content)])
        except Refused as refused:
            status = 401 if refused.fault in UNTRUSTED else 400
            return status, canonical({"code": refused.fault, "detail": refused.message})
        return 200, seal(content, "receipts", self.key, self.me, opened.sender, opened.nonce, self.clock())

    def take(self, data: object, party: str) -> Receipt:
        """Take one message as the protocol wants it."""
        try:
            message = message_from(data)
            if (self.regions.get(message.sender), self.regions.get(message.recipient)) != (party, self.me):
                raise Refused(Fault.NOT_AGREED, "报文的发送地区或者接收地区不属于双方。")
        except Refused as refused:
            return Receipt("0" * 64, Verdict.REFUSED, refused.fault, refused.message)
        with self._lock:
            return self._keep(message)

    def _keep(self, message: Message) -> Receipt:
        stream_key = (message.case, message.sender)
        place = (*stream_key, message.sequence)
        stream = self.streams.get(stream_key, START)
        arrived = arrive(stream, message, self._by_id.get(message.id), self._by_place.get(place))
        if arrived.receipt.verdict in (Verdict.RECEIVED, Verdict.WAITING):
            self._by_id[message.id] = self._by_place[place] = message.digest
        self.streams[stream_key] = arrived.stream
        self.effects += arrived.released
        return arrived.receipt
