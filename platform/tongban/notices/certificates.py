"""Make the keys and certificates of a demonstration: a root, seals beneath it, and a time-stamp authority of one's own.

All of them say in their names that they are self-made: good for a demonstration and for tests, and never for a legal
document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_YEARS: Final = 10
_LONGEST_NAME: Final = 64  # X.520 upper bound of a common name


class Purpose(Enum):
    """What a certificate is for."""

    ROOT = "root"
    SEAL = "seal"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class LoadedKey:
    """A key held in memory. It signs with ECDSA over SHA-256 and returns DER."""

    private: ec.EllipticCurvePrivateKey
    certificate: bytes
    issuers: tuple[bytes, ...]

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message, ec.ECDSA(hashes.SHA256()))


def pem_of(certificates: Iterable[bytes]) -> str:
    """Write certificates, given as DER, one behind the other as PEM."""
    found = (x509.load_der_x509_certificate(each) for each in certificates)
    return "".join(each.public_bytes(serialization.Encoding.PEM).decode("ascii") for each in found)


def make(
    name: str, unit: str, purpose: Purpose, issuer: LoadedKey | None, now: datetime
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """Make a P-256 key and its certificate, signed by the issuer or by itself; valid from a day before `now`."""
    private = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name[:_LONGEST_NAME]),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit[:_LONGEST_NAME]),
        ]
    )
    above = x509.load_der_x509_certificate(issuer.certificate) if issuer else None
    root = purpose is Purpose.ROOT
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above.subject if above else subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(_end(above, now))
        .add_extension(x509.BasicConstraints(ca=root, path_length=0 if root else None), critical=True)
        .add_extension(_usage(authority=root), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
        .add_extension(_authority_key(issuer.private if issuer else private), critical=False)
    )
    if purpose is Purpose.TIME:  # RFC 3161 §2.3: this use alone, and critical
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return private, builder.sign(issuer.private if issuer else private, hashes.SHA256())


def _end(above: x509.Certificate | None, now: datetime) -> datetime:
    """End with the root at the latest."""
    end = now + timedelta(days=365 * _YEARS)
    return min(end, above.not_valid_after_utc) if above else end


def _authority_key(private: ec.EllipticCurvePrivateKey) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(private.public_key())


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
