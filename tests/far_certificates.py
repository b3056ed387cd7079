"""Certificates for servers on loopback, made anew by an authority of the tests' own."""

from __future__ import annotations

import ipaddress
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Authority:
    """Whoever trusts `roots` trusts what this authority signs."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    folder: Path

    @property
    def roots(self) -> Path:
        return self.folder / "roots.pem"

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.roots)

    def proof_of(self, host: str) -> ssl.SSLContext:
        """Give what a server shows that is `host`."""
        key = ec.generate_private_key(ec.SECP256R1())
        address = x509.IPAddress(ipaddress.ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
        names = x509.SubjectAlternativeName([address])
        signed = _draft(host, key, self.certificate.subject).add_extension(names, critical=False)
        path = self.folder / f"{host}.pem"
        path.write_bytes(_pem(signed.sign(self.key, hashes.SHA256())) + _plain(key))
        proof = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        proof.load_cert_chain(path)
        return proof


def authority(folder: Path) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _named("示例根证书（测试用）")
    root = x509.BasicConstraints(ca=True, path_length=0)
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    draft = (
        _draft("示例根证书（测试用）", key, name).add_extension(root, critical=True).add_extension(usage, critical=True)
    )
    made = Authority(key, draft.sign(key, hashes.SHA256()), folder)
    made.roots.write_bytes(_pem(made.certificate))
    return made


def _draft(name: str, key: ec.EllipticCurvePrivateKey, issuer: x509.Name) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder(issuer, _named(name), key.public_key(), x509.random_serial_number())
        .not_valid_before(now - ONE_DAY)
        .not_valid_after(now + ONE_DAY)
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _plain(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
