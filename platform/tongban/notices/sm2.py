"""Sign a sealed PDF once more by SM2 with SM3 (GB/T 32918, GB/T 32905), beside the file.

PAdES readers and the libraries that we have know no SM2 inside a PDF, so the signature stands beside it as JSON: the
SM3 of the file, who signed and when, and the office's SM2 key, which the seal's own certificate endorses.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import gmssl_pyx  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from tongban.notices.keys import SealKey, Sm2Key

SCHEME: Final = "SM2-SM3"
_LARGEST: Final = 16_384  # characters of a signature that is read


@dataclass(frozen=True, slots=True)
class BesideVerification:
    """What can be said of a signature beside a file; `problems` is empty exactly when it holds."""

    problems: tuple[str, ...]
    signer: str = ""
    signed_at: str = ""


def make_sm2_key() -> Sm2Key:
    public, private = gmssl_pyx.sm2_key_generate()
    return Sm2Key(private, public)


def sign_beside(pdf: bytes, key: Sm2Key, seal: SealKey, signer: str, at: datetime) -> str:
    """Return the signature of a file, as JSON; `seal` endorses the SM2 key."""
    said = {"scheme": SCHEME, "sm3": gmssl_pyx.sm3_hash(pdf).hex(), "signer": signer, "at": at.isoformat()}
    said["public_key"] = key.public.hex()
    said["signature"] = gmssl_pyx.sm2_sign(key.private, key.public, _signed(said)).hex()
    said["certificate"] = seal.certificate.hex()
    said["endorsement"] = seal.sign(_endorsed(key.public, signer)).hex()
    return json.dumps(said, ensure_ascii=False, indent=1)


def verify_beside(pdf: bytes, signature: str, roots: tuple[bytes, ...], now: datetime) -> BesideVerification:
    """Judge the signature of a file against root certificates (DER); what cannot be read is a problem told."""
    try:
        said = json.loads(signature[:_LARGEST])
        held = {name: str(said[name]) for name in ("sm3", "signer", "at", "scheme")}
        raw = {name: bytes.fromhex(said[name]) for name in ("public_key", "signature", "certificate", "endorsement")}
        certificate = x509.load_der_x509_certificate(raw["certificate"])
        signed = _signed({**held, "public_key": said["public_key"]})
        good = gmssl_pyx.sm2_verify(raw["public_key"], signed, raw["signature"])
    except (ValueError, KeyError, TypeError, gmssl_pyx.InvalidValueError, gmssl_pyx.GmsslInnerError):
        return BesideVerification(("国密签名文件已损坏，无法读取。",))
    judged = (
        (held["scheme"] == SCHEME, f"国密签名应当采用 {SCHEME}。"),
        (held["sm3"] == gmssl_pyx.sm3_hash(pdf).hex(), "文件的 SM3 杂凑值与国密签名不符，文件被改动过。"),
        (good, "国密签名不正确。"),
        (_endorses(certificate, raw, held["signer"]), "国密公钥没有经过印章证书确认。"),
        (_trusted(certificate, roots, now), "确认国密公钥的印章证书不是本平台认可的证书，或者已经失效。"),
    )
    return BesideVerification(tuple(words for holds, words in judged if not holds), held["signer"], held["at"])


def _signed(said: dict[str, str]) -> bytes:
    return "\n".join(said[name] for name in ("scheme", "sm3", "signer", "at", "public_key")).encode()


def _endorsed(public: bytes, signer: str) -> bytes:
    return b"\n".join((b"tongban sm2 key", public.hex().encode(), signer.encode()))


def _endorses(certificate: x509.Certificate, raw: dict[str, bytes], signer: str) -> bool:
    key = certificate.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return False
    try:
        key.verify(raw["endorsement"], _endorsed(raw["public_key"], signer), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _trusted(certificate: x509.Certificate, roots: tuple[bytes, ...], now: datetime) -> bool:
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        return False
    for each in roots:
        try:
            certificate.verify_directly_issued_by(x509.load_der_x509_certificate(each))
        except (ValueError, TypeError, InvalidSignature):
            continue
        return True
    return False
