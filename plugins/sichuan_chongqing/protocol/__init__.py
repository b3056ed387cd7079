"""How two installations speak: signed envelopes, numbered messages, receipts. Pure: no sockets, clock or database."""

from sichuan_chongqing.protocol.bodies import BODIES, Body
from sichuan_chongqing.protocol.canonical import canonical, digest, parse
from sichuan_chongqing.protocol.envelope import REPLAY_WINDOW, Opened, open_envelope, seal
from sichuan_chongqing.protocol.faults import Fault, Refused
from sichuan_chongqing.protocol.keys import KeyRing, PublicKey, SigningKey, make_key
from sichuan_chongqing.protocol.message import Message, message_from, message_to
from sichuan_chongqing.protocol.receipts import Receipt, Verdict, receipts_from, receipts_to
from sichuan_chongqing.protocol.stream import START, Arrived, Stream, arrive, chained

__all__ = [
    "BODIES",
    "REPLAY_WINDOW",
    "START",
    "Arrived",
    "Body",
    "Fault",
    "KeyRing",
    "Message",
    "Opened",
    "PublicKey",
    "Receipt",
    "Refused",
    "SigningKey",
    "Stream",
    "Verdict",
    "arrive",
    "canonical",
    "chained",
    "digest",
    "make_key",
    "message_from",
    "message_to",
    "open_envelope",
    "parse",
    "receipts_from",
    "receipts_to",
    "seal",
]
