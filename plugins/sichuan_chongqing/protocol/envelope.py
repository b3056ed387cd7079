"""An envelope: who sends to whom, when, what, signed over the canonical spelling of all of it.

Sealed anew at each sending, so that a message which waited for days is not stale, while an envelope that somebody kept
is: what is outside the replay window is refused, and within it the message ids refuse a second effect.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sichuan_chongqing.protocol.canonical import canonical, parse, spelled
from sichuan_chongqing.protocol.faults import Fault, Refused
from sichuan_chongqing.protocol.keys import KeyRing, SigningKey

PROTOCOL = "tongban-partner/1"
REPLAY_WINDOW = timedelta(minutes=5)
_KEYS = ("protocol", "sender", "recipient", "sent_at", "nonce", "about", "key", "algorithm", "content", "signature")
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Opened:
    """An envelope whose signature holds."""

    sender: str
    sent_at: datetime
    nonce: str
    about: str
    key: str
    content: dict[str, Any]


def seal(
    content: Mapping[str, object], about: str, key: SigningKey, sender: str, recipient: str, nonce: str, now: datetime
) -> bytes:
    """Sign a content. `about` says what it is (messages, receipts, …), so that one cannot be passed off as another."""
    said = {
        "protocol": PROTOCOL,
        "sender": sender,
        "recipient": recipient,
        "sent_at": now.astimezone(UTC).strftime(_MOMENT),
        "nonce": nonce,
        "about": about,
        "key": key.id,
        "algorithm": key.algorithm,
        "content": content,
    }
    signed = canonical(said)
    signature = b64encode(key.sign(signed))
    return signed[:-1] + b',"signature":"' + signature + b'"}'  # the last of the keys in their order


def open_envelope(
    raw: bytes,
    rings: Mapping[str, KeyRing],
    me: str,
    about: str,
    now: datetime,
    *,
    nonce: str = "",
    window: timedelta = REPLAY_WINDOW,
) -> Opened:
    """Open one that is for `me` and about that; with `nonce`, the answer to just that question. Raises Refused."""
    said = parse(raw)
    _check_form(said)
    if said["protocol"] != PROTOCOL:
        raise Refused(Fault.VERSION, f"协议版本“{said['protocol'][:40]}”不支持，应为 {PROTOCOL}。")
    if said["recipient"] != me or said["about"] != about or (nonce and said["nonce"] != nonce):
        raise Refused(Fault.RECIPIENT, "报文的收件方、用途或者应答编号不符。")
    sent_at = _moment(said["sent_at"])
    _check_signature(said, rings, now)
    if abs(now - sent_at) > window:
        raise Refused(Fault.STALE, f"报文的发送时间 {said['sent_at']} 不在允许的时间窗内，请校准时钟后重新发送。")
    return Opened(said["sender"], sent_at, said["nonce"], about, said["key"], said["content"])


def _check_form(said: Mapping[str, object]) -> None:
    if set(said) != set(_KEYS):
        raise Refused(Fault.MALFORMED, f"信封应当恰好有这些键：{'、'.join(_KEYS)}。")
    if not isinstance(said["content"], dict):
        raise Refused(Fault.MALFORMED, "信封的 content 应是对象。")
    if not all(isinstance(said[each], str) and len(str(said[each])) <= 512 for each in _KEYS if each != "content"):
        raise Refused(Fault.MALFORMED, "信封的各项应是不超过 512 个字符的文字。")


def _check_signature(said: dict[str, Any], rings: Mapping[str, KeyRing], now: datetime) -> None:
    ring = rings.get(said["sender"])
    if ring is None:
        raise Refused(Fault.UNKNOWN_KEY, f"没有登记“{said['sender'][:40]}”这一方。")
    key = ring.key(said["key"], now)
    try:
        signature = b64decode(said["signature"], validate=True)
    except ValueError:
        raise Refused(Fault.SIGNATURE, "签名不是 Base64。") from None
    signed = {name: each for name, each in said.items() if name != "signature"}
    if said["algorithm"] != key.algorithm or not key.verify(spelled(signed), signature):
        raise Refused(Fault.SIGNATURE, "签名不正确：报文被改动过，或者不是这一方签的。")


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        raise Refused(Fault.MALFORMED, "发送时间应写成 2026-01-01T08:00:00Z 的样式。") from None
