"""Choose by the settings where seals live: files of our own, or a city's seal service over HTTP (335 §29).

The service gets the SHA-256 of what is to be signed and nothing of the document. Three questions, JSON, bytes in
base64, a bearer token: `GET /roots`, `GET /seals?tenant=&name=&use=`, `POST /seals/<id>/signatures`.
"""

from __future__ import annotations

import json
import urllib.request
from base64 import b64decode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tongban.errors import TongbanError
from tongban.notices import FileKeys, SealKey, SealService, Stamper
from tongban.notices.keys import Sm2Key
from tongban.settings import Settings

SECONDS = 10
LARGEST = 1 << 20  # bytes of an answer


def seals_of(settings: Settings) -> SealService:
    """Give the seal service of these settings; time stamps come from the authority that they name, else our own."""
    own = FileKeys(settings.keys, settings.seal_kek.encode() or None, sm2=settings.sm2)
    seals: SealService = HttpSeals(settings.seal_url, settings.seal_token, own) if settings.seal_url else own
    if not settings.tsa_url:
        return seals
    roots = certificates_of(settings.tsa_roots.read_bytes()) if settings.tsa_roots else ()
    return StampedElsewhere(seals, HttpStamper(settings.tsa_url), roots)


@dataclass(frozen=True, slots=True)
class HttpStamper:
    """A time-stamp authority by RFC 3161 over HTTP (§3.4)."""

    url: str

    def stamp(self, request: bytes) -> bytes:
        return _ask(self.url, request, {"Content-Type": "application/timestamp-query"}, "时间戳服务")


@dataclass(frozen=True, slots=True)
class StampedElsewhere:
    """Seals as they are, with the time stamps of a given authority and its root certificates."""

    seals: SealService
    authority: Stamper
    stamp_roots: tuple[bytes, ...]

    def key_of(self, tenant: str, name: str, now: datetime, use: str = "") -> SealKey:
        return self.seals.key_of(tenant, name, now, use)

    def stamper(self, now: datetime) -> Stamper:  # noqa: ARG002  the authority has a clock of its own
        return self.authority

    def sm2_key_of(self, tenant: str, name: str, use: str) -> Sm2Key | None:
        return self.seals.sm2_key_of(tenant, name, use)

    def roots(self) -> tuple[bytes, ...]:
        return (*self.seals.roots(), *self.stamp_roots)


@dataclass(frozen=True, slots=True)
class HttpSeals:
    """A seal service over HTTP; what was sealed by our own keys before it came is still trusted."""

    url: str
    token: str
    own: FileKeys

    def key_of(self, tenant: str, name: str, now: datetime, use: str = "") -> SealKey:  # noqa: ARG002  as above
        found = self.ask(f"/seals?{urlencode({'tenant': tenant, 'name': name, 'use': use})}")
        return RemoteKey(self, _text(found, "id"), _bytes(found, "certificate"), _list(found, "issuers"))

    def stamper(self, now: datetime) -> Stamper:
        return self.own.stamper(now)

    def sm2_key_of(self, tenant: str, name: str, use: str) -> Sm2Key | None:
        return self.own.sm2_key_of(tenant, name, use)

    def roots(self) -> tuple[bytes, ...]:
        return (*self.own.roots(), *_list(self.ask("/roots"), "roots"))

    def ask(self, path: str, body: dict[str, str] | None = None) -> dict[str, Any]:
        """Return the service's answer; raises `TongbanError`, so that the effect is tried again later."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        said = _ask(self.url + path, json.dumps(body).encode() if body else None, headers, "印章服务")
        try:
            answer = json.loads(said)
        except ValueError as error:
            raise TongbanError("印章服务的答复无法读取，请联系印章服务的管理单位。") from error
        return answer if isinstance(answer, dict) else {}


@dataclass(frozen=True, slots=True)
class RemoteKey:
    """A key that never leaves the service."""

    service: HttpSeals
    id: str
    certificate: bytes
    issuers: tuple[bytes, ...]

    def sign(self, message: bytes) -> bytes:
        """Have the digest signed, and believe the signature only when the certificate's key bears it out."""
        asked = {"sha256": sha256(message).hexdigest()}
        signature = _bytes(self.service.ask(f"/seals/{quote(self.id, safe='')}/signatures", asked), "signature")
        key = x509.load_der_x509_certificate(self.certificate).public_key()
        try:
            if not isinstance(key, ec.EllipticCurvePublicKey):
                raise InvalidSignature
            key.verify(signature, message, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature as error:
            raise TongbanError("印章服务给出的签名与它的证书不符，文书没有盖章。") from error
        return signature


def _ask(url: str, body: bytes | None, headers: dict[str, str], called: str) -> bytes:
    request = urllib.request.Request(url, body, headers)  # noqa: S310  the settings allow http and https only
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            said: bytes = answer.read(LARGEST + 1)
    except (URLError, OSError) as error:
        raise TongbanError(f"{called}没有答复（{error}），稍后自动重试。") from error
    if len(said) > LARGEST:
        raise TongbanError(f"{called}的答复过大，没有采用。")
    return said


def _text(found: dict[str, Any], name: str) -> str:
    value = found.get(name)
    if not isinstance(value, str):
        raise TongbanError(f"印章服务的答复缺少“{name}”。")
    return value


def _bytes(found: dict[str, Any], name: str) -> bytes:
    return _decoded(_text(found, name))


def _list(found: dict[str, Any], name: str) -> tuple[bytes, ...]:
    values = found.get(name)
    if not isinstance(values, list):
        raise TongbanError(f"印章服务的答复缺少“{name}”。")
    return tuple(_decoded(str(each)) for each in values)


def _decoded(value: str) -> bytes:
    try:
        return b64decode(value, validate=True)
    except NotBase64 as error:
        raise TongbanError("印章服务的答复不是 base64 编码。") from error


def certificates_of(pem: bytes) -> tuple[bytes, ...]:
    """Read root certificates from PEM as DER."""
    found = x509.load_pem_x509_certificates(pem) if pem.strip() else []
    return tuple(each.public_bytes(serialization.Encoding.DER) for each in found)
