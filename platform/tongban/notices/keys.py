"""The port behind which seals live: keys that sign, roots that are trusted, and who stamps the time.

A real office has its seals in a city's seal service or in a hardware module (335 §29); whoever brings one writes a
`SealService`. `file_keys.FileKeys` is the one of the demonstration; `delivery.seal_service` is one over HTTP.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Sm2Key:
    """An office's SM2 key (GB/T 32918): 32 bytes that are secret, 64 that are not."""

    private: bytes
    public: bytes


class SealKey(Protocol):
    """One seal's key. `sign` signs the message with ECDSA over SHA-256 and returns DER."""

    @property
    def certificate(self) -> bytes:
        """The certificate, DER."""

    @property
    def issuers(self) -> tuple[bytes, ...]:
        """The certificates above it, DER, the root last."""

    def sign(self, message: bytes) -> bytes: ...


class Stamper(Protocol):
    """A time-stamp authority: answers a request of RFC 3161 (DER) with a response (DER)."""

    def stamp(self, request: bytes) -> bytes: ...


class SealService(Protocol):
    """Give the key of a tenant's seal, the time-stamp authority, and what verification trusts."""

    def key_of(self, tenant: str, name: str, now: datetime, use: str = "") -> SealKey:
        """Return the key of one seal.

        `name` is the authority that the certificate names, `use` the seal's legend (行政审批专用章): each seal has a
        key of its own. `now` is the time of asking.
        """

    def stamper(self, now: datetime) -> Stamper | None:
        """Return the time-stamp authority; None where signatures carry no time stamp."""

    def sm2_key_of(self, tenant: str, name: str, use: str) -> Sm2Key | None:
        """Return the SM2 key of a seal; None where no signature by SM2 is wanted (GB/T 32918)."""

    def roots(self) -> tuple[bytes, ...]:
        """Return the root certificates that verification trusts, DER."""
