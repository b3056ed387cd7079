"""Seal a statement that is no document: a signature over its canonical JSON by the office's seal key (E4)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def canonical(body: Mapping[str, Any]) -> bytes:
    """Write JSON in the one way in which it is hashed and signed: sorted keys, no blanks, Chinese as it is."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest_of(body: Mapping[str, Any]) -> str:
    return sha256(canonical(body)).hexdigest()


@dataclass(frozen=True, slots=True)
class Judged:
    """What can be said of a signed statement; `problem` is empty exactly when the signature is good."""

    signer: str = ""
    problem: str = ""


def judge(
    body: Mapping[str, Any], signature: bytes, certificate: bytes, roots: Sequence[bytes], at: datetime
) -> Judged:
    """Check signature, certificate and root, as of the moment at which it was signed."""
    try:
        found = x509.load_der_x509_certificate(certificate)
        key = found.public_key()
    except ValueError:
        return Judged(problem="签名证书无法读取。")
    names = found.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    signer = str(names[0].value) if names else ""
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return Judged(signer, "签名证书不是 ECDSA 证书。")
    try:
        key.verify(signature, canonical(body), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return Judged(signer, "内容与签名不符，颁发以后有过改动。")
    if not any(_issued(found, root) for root in roots):
        return Judged(signer, "签名证书不是本平台信任的机构签发的。")
    if not found.not_valid_before_utc <= at <= found.not_valid_after_utc:
        return Judged(signer, "签名时证书不在有效期内。")
    return Judged(signer)


def _issued(certificate: x509.Certificate, root: bytes) -> bool:
    try:
        certificate.verify_directly_issued_by(x509.load_der_x509_certificate(root))
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
