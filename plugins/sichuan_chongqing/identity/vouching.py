"""Vouch for a person to one party, once, for a few minutes: signed like all that the two sides say. Pure.

What is handed over is what an application asks for anyway: kind, name, phone. The subject is a name made for the pair
of parties, so that no account number leaves its platform and two receiving platforms cannot compare theirs.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sichuan_chongqing.protocol.envelope import open_envelope, seal
from sichuan_chongqing.protocol.faults import Fault, Refused
from sichuan_chongqing.protocol.keys import KeyRing, SigningKey

ABOUT = "identity"
_KEYS = {"subject", "kind", "name", "phone"}


@dataclass(frozen=True, slots=True)
class Vouched:
    """A person for whom a party vouches."""

    party: str
    subject: str
    kind: str
    name: str
    phone: str


def subject_for(party: str, recipient: str, account: str) -> str:
    """Name an account to one party: always the same there, telling nothing of it."""
    return hashlib.sha256(f"{party}\n{recipient}\n{account}".encode()).hexdigest()[:40]


def vouch(person: Vouched, key: SigningKey, recipient: str, nonce: str, now: datetime) -> str:
    """Say it as a text that fits into an address; `nonce` is the asking side's own."""
    content = {"subject": person.subject, "kind": person.kind, "name": person.name, "phone": person.phone}
    return urlsafe_b64encode(seal(content, ABOUT, key, person.party, recipient, nonce, now)).decode().rstrip("=")


def believe(told: str, rings: Mapping[str, KeyRing], me: str, nonce: str, now: datetime) -> Vouched:
    """Read what was said, if it was said to us, in answer to this very question, just now. Raises Refused."""
    try:
        raw = urlsafe_b64decode(told + "=" * (-len(told) % 4))
    except ValueError:
        raise Refused(Fault.MALFORMED, "身份证明不完整，请重新登录。") from None
    if not nonce:
        raise Refused(Fault.STALE, "登录没有从本页开始，或者已经用过，请重新登录。")
    opened = open_envelope(raw, rings, me, ABOUT, now, nonce=nonce)
    said = opened.content
    if said.keys() != _KEYS or not all(isinstance(each, str) for each in said.values()):
        raise Refused(Fault.MALFORMED, "身份证明的内容不对，请重新登录。")
    return Vouched(opened.sender, said["subject"], said["kind"], said["name"], said["phone"])
