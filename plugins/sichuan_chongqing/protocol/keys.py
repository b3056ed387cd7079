"""Keys that sign: Ed25519, or SM2 with SM3 (GB/T 32918). A ring holds what a party may sign with, and since when.

Rotation: the new key is announced in an envelope signed by the old one, both hold for a while, then the old one ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

import gmssl_pyx  # type: ignore[import-untyped]
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sichuan_chongqing.protocol.faults import Fault, Refused

ED25519, SM2 = "ed25519", "sm2"
ALGORITHMS = (ED25519, SM2)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key; `id` is derived from the public one, so that nobody can claim another's."""

    id: str
    algorithm: str
    public: bytes
    private: bytes

    def __repr__(self) -> str:
        return f"SigningKey({self.id})"

    def sign(self, data: bytes) -> bytes:
        if self.algorithm == SM2:
            return bytes(gmssl_pyx.sm2_sign(self.private, self.public, data))
        return Ed25519PrivateKey.from_private_bytes(self.private).sign(data)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What the other side needs to know of a key; both ends of its time are counted, `until` None is open."""

    id: str
    algorithm: str
    public: bytes
    since: datetime
    until: datetime | None = None
    revoked: bool = False

    def in_force(self, at: datetime) -> bool:
        return not self.revoked and self.since <= at and (self.until is None or at <= self.until)

    def verify(self, data: bytes, signature: bytes) -> bool:
        """Tell whether a signature over data is this key's."""
        if self.algorithm == SM2:
            try:
                return bool(gmssl_pyx.sm2_verify(self.public, data, signature))
            except (gmssl_pyx.InvalidValueError, gmssl_pyx.GmsslInnerError, ValueError):
                return False
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, data)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The public keys of one party."""

    party: str
    keys: tuple[PublicKey, ...]

    def key(self, key_id: str, at: datetime) -> PublicKey:
        """Find a key that is in force; raises Refused where there is none."""
        found = next((each for each in self.keys if each.id == key_id), None)
        if found is None:
            raise Refused(Fault.UNKNOWN_KEY, f"没有登记“{self.party}”的密钥 {key_id[:16]}。")
        if not found.in_force(at):
            raise Refused(
                Fault.KEY_NOT_IN_FORCE, f"“{self.party}”的密钥 {key_id[:16]} 尚未生效、已经停用或者已经撤销。"
            )
        return found

    def with_key(self, key: PublicKey, *, others_until: datetime | None = None) -> KeyRing:
        """Return the ring with a new key; what was open-ended ends at `others_until` where that is given."""
        if any(each.id == key.id for each in self.keys):
            return self
        older: Iterable[PublicKey] = self.keys
        if others_until is not None:
            older = (replace(each, until=each.until or others_until) for each in self.keys)
        return KeyRing(self.party, (*older, key))


def make_key(algorithm: str = ED25519) -> SigningKey:
    """Make a key. Raises Refused for an algorithm that the protocol does not know."""
    if algorithm == SM2:
        public, private = (bytes(each) for each in gmssl_pyx.sm2_key_generate())
    elif algorithm == ED25519:
        made = Ed25519PrivateKey.generate()
        public, private = made.public_key().public_bytes_raw(), made.private_bytes_raw()
    else:
        raise Refused(Fault.CONTENT, f"没有“{algorithm}”这种签名算法，可用：{'、'.join(ALGORITHMS)}。")
    return SigningKey(key_id(algorithm, public), algorithm, public, private)


def key_id(algorithm: str, public: bytes) -> str:
    """Derive a key's id from the key itself."""
    return sha256(algorithm.encode() + b"\0" + public).hexdigest()[:32]


def public_key(algorithm: str, public: bytes, since: datetime, until: datetime | None = None) -> PublicKey:
    """Take up a public key under its own id. Raises Refused where it is none."""
    if algorithm not in ALGORITHMS or len(public) != (32 if algorithm == ED25519 else 64):
        raise Refused(Fault.CONTENT, "公钥的算法或者长度不对。")
    return PublicKey(key_id(algorithm, public), algorithm, public, since, until)
