"""Where seal keys live: a port, and the demonstration keys in files.

A real office has its key in a seal server or a hardware module; whoever brings one writes a `SealKeys`. The file keys
are self-signed and say so in their names: good for a demonstration and for tests, and never for a legal document.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final, Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tongban.notices.blocks import DocumentError

_YEARS: Final = 10
_LONGEST_NAME: Final = 64  # X.520 upper bound of a common name


class SealKey(Protocol):
    """One tenant's seal key. `sign` signs the message with ECDSA over SHA-256 and returns DER."""

    @property
    def certificate(self) -> bytes:
        """The certificate, DER."""

    @property
    def issuers(self) -> tuple[bytes, ...]:
        """The certificates above it, DER, the root last."""

    def sign(self, message: bytes) -> bytes: ...


class SealKeys(Protocol):
    """Give the key of a tenant. `name` is the authority that the certificate names; `now` is the time of asking."""

    def key_of(self, tenant: str, name: str, now: datetime) -> SealKey: ...

    def roots(self) -> tuple[bytes, ...]:
        """Return the root certificates that verification trusts, DER."""


@dataclass(frozen=True, slots=True)
class LoadedKey:
    """A key held in memory."""

    private: ec.EllipticCurvePrivateKey
    certificate: bytes
    issuers: tuple[bytes, ...]

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message, ec.ECDSA(hashes.SHA256()))


@dataclass(frozen=True, slots=True)
class FileKeys:
    """Demonstration keys in a folder of mode 0700, files of mode 0600, made when they are first asked for.

    Without a passphrase the files are protected by their mode only.
    """

    folder: Path
    passphrase: bytes | None = None

    def key_of(self, tenant: str, name: str, now: datetime) -> SealKey:
        """Return the tenant's key for that authority, which is made once and then read."""
        root = self._load_or_make("root", "通办演示根证书（不具有法律效力）", None, now)
        mark = sha256(f"{tenant}\n{name}".encode()).hexdigest()[:24]
        return self._load_or_make(f"seal-{mark}", name, root, now)

    def roots(self) -> tuple[bytes, ...]:
        path = self.folder / "root.pem"
        return (self._read(path).certificate,) if path.is_file() else ()

    def _load_or_make(self, file_name: str, name: str, issuer: LoadedKey | None, now: datetime) -> LoadedKey:
        path = self.folder / f"{file_name}.pem"
        if not path.is_file():
            self._write(path, *_make(name, issuer, now))
        return self._read(path, (issuer.certificate,) if issuer else ())

    def _write(self, path: Path, private: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> None:
        """Write key and certificate as one file, whole or not at all; the first of two writers wins."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        protection: serialization.KeySerializationEncryption = (
            serialization.BestAvailableEncryption(self.passphrase) if self.passphrase else serialization.NoEncryption()
        )
        pem = private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, protection)
        partial = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem + certificate.public_bytes(serialization.Encoding.PEM))
        try:
            os.link(partial, path)
        except FileExistsError:
            pass
        finally:
            partial.unlink()

    def _read(self, path: Path, issuers: tuple[bytes, ...] = ()) -> LoadedKey:
        pem = path.read_bytes()
        try:
            private = serialization.load_pem_private_key(pem, self.passphrase)
        except (TypeError, ValueError) as error:
            raise DocumentError(f"印章密钥 {path.name} 无法读取，请核对口令。") from error
        if not isinstance(private, ec.EllipticCurvePrivateKey):
            raise DocumentError(f"印章密钥 {path.name} 不是 ECDSA 密钥。")
        certificate = x509.load_pem_x509_certificate(pem).public_bytes(serialization.Encoding.DER)
        return LoadedKey(private, certificate, issuers)


def _make(name: str, issuer: LoadedKey | None, now: datetime) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """Make a P-256 key and its certificate, signed by the issuer or by itself; valid from a day before `now`."""
    private = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name[:_LONGEST_NAME]),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, "演示"),
        ]
    )
    above = x509.load_der_x509_certificate(issuer.certificate) if issuer else None
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above.subject if above else subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * _YEARS) if issuer is None else _before(above, now))
        .add_extension(
            x509.BasicConstraints(ca=issuer is None, path_length=0 if issuer is None else None), critical=True
        )
        .add_extension(_usage(authority=issuer is None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
        .add_extension(_authority_key(issuer.private if issuer else private), critical=False)
    )
    return private, builder.sign(issuer.private if issuer else private, hashes.SHA256())


def _before(above: x509.Certificate | None, now: datetime) -> datetime:
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
