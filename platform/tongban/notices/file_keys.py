"""Seal keys in files: made when first asked for, encrypted at rest, never in the database.

The key that encrypts them (key-encryption key) is given by the settings, or else made at first start beside the folder,
not in it: whoever copies the folder, or the database, has no seal.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tongban.notices.blocks import DocumentError
from tongban.notices.certificates import LoadedKey, Purpose, make
from tongban.notices.closed import closed, opened
from tongban.notices.keys import SealKey, Sm2Key, Stamper
from tongban.notices.sm2 import make_sm2_key
from tongban.notices.stamping import TIME_NAME, LocalAuthority

ROOT_NAME: Final = "通办演示根证书（不具有法律效力）"
_UNIT: Final = "演示"


@dataclass(frozen=True, slots=True)
class FileKeys:
    """Demonstration keys in a folder of mode 0700, files of mode 0600.

    `passphrase` is the key-encryption key; None means the file `<folder>.kek`, made when first needed. `older` still
    opens what it encrypted, while a rotation is under way.
    """

    folder: Path
    passphrase: bytes | None = None
    older: tuple[bytes, ...] = ()
    sm2: bool = False  # sign by SM2 too (E4)

    def key_of(self, tenant: str, name: str, now: datetime, use: str = "") -> SealKey:
        """Return the key of that seal of the tenant, which is made once and then read."""
        mark = _mark(tenant, name, use)
        return self._load_or_make(f"seal-{mark}", name, f"{use}（{_UNIT}）" if use else _UNIT, Purpose.SEAL, now)

    def stamper(self, now: datetime) -> Stamper:
        """Return this installation's own time-stamp authority, which says in its name that it is no public one."""
        return LocalAuthority(self._load_or_make("timestamp", TIME_NAME, _UNIT, Purpose.TIME, now), now)

    def sm2_key_of(self, tenant: str, name: str, use: str) -> Sm2Key | None:
        """Return the seal's SM2 key, made once; none where the settings want none."""
        if not self.sm2:
            return None
        path = self.folder / f"sm2-{_mark(tenant, name, use)}.key"
        if not path.is_file():
            made = make_sm2_key()
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _create(path, closed(made.private + made.public, self._passphrases()[0]))
        raw = opened(path.read_bytes(), self._passphrases(), path.name)
        return Sm2Key(raw[:32], raw[32:])

    def roots(self) -> tuple[bytes, ...]:
        path = self.folder / "root.pem"
        return (_certificate(path.read_bytes()),) if path.is_file() else ()

    def files(self) -> tuple[Path, ...]:
        return tuple(sorted((*self.folder.glob("*.pem"), *self.folder.glob("*.key"))))

    def rotate(self) -> int:
        """Encrypt every key anew; return how many. Certificates and signatures stay as they are.

        A key of the settings is changed there first, and the old one given as `older`. One that we made ourselves is
        replaced: until the last file is done its file holds both, so that a broken run loses nothing.
        """
        if self.passphrase is not None:
            return self._encrypt_all(self.passphrase)
        fresh, old = _fresh(), self._passphrases()
        self._keep((fresh, *old))
        count = self._encrypt_all(fresh)
        self._keep((fresh,))
        return count

    def _encrypt_all(self, passphrase: bytes) -> int:
        for path in self.files():
            if path.suffix == ".key":
                raw = opened(path.read_bytes(), self._passphrases(), path.name)
                _replace(path, closed(raw, passphrase))
            else:
                _replace(path, _sealed(self._private(path), passphrase) + _pem(path.read_bytes()))
        return len(self.files())

    def _load_or_make(self, file_name: str, name: str, unit: str, purpose: Purpose, now: datetime) -> LoadedKey:
        root = None if purpose is Purpose.ROOT else self._load_or_make("root", ROOT_NAME, _UNIT, Purpose.ROOT, now)
        path = self.folder / f"{file_name}.pem"
        if not path.is_file():
            private, certificate = make(name, unit, purpose, root, now)
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            pem = certificate.public_bytes(serialization.Encoding.PEM)
            _create(path, _sealed(private, self._passphrases()[0]) + pem)
        issuers = (root.certificate,) if root else ()
        return LoadedKey(self._private(path), _certificate(path.read_bytes()), issuers)

    def _private(self, path: Path) -> ec.EllipticCurvePrivateKey:
        """Open a key with any passphrase that may have closed it; one that was never encrypted is opened as it is."""
        pem = path.read_bytes()
        for passphrase in (*self._passphrases(), None):
            try:
                private = serialization.load_pem_private_key(pem, passphrase)
            except (TypeError, ValueError):
                continue
            if not isinstance(private, ec.EllipticCurvePrivateKey):
                raise DocumentError(f"印章密钥 {path.name} 不是 ECDSA 密钥。")
            return private
        raise DocumentError(f"印章密钥 {path.name} 无法读取，请核对口令（TONGBAN_SEAL_KEK）。")

    @property
    def _kek(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}.kek")

    def _passphrases(self) -> tuple[bytes, ...]:
        """Return the key-encryption keys: the present one, then those that may still have closed a file."""
        if self.passphrase is not None:
            return (self.passphrase, *self.older)
        if not self._kek.is_file():
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            _create(self._kek, _fresh() + b"\n")
        return (*self._kek.read_bytes().split(), *self.older)

    def _keep(self, passphrases: tuple[bytes, ...]) -> None:
        _replace(self._kek, b"".join(each + b"\n" for each in dict.fromkeys(passphrases)))


def _mark(*parts: str) -> str:
    return sha256("\n".join(filter(None, parts)).encode()).hexdigest()[:24]


def _fresh() -> bytes:
    return secrets.token_hex(32).encode()


def _sealed(private: ec.EllipticCurvePrivateKey, passphrase: bytes) -> bytes:
    return private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(passphrase),
    )


def _certificate(pem: bytes) -> bytes:
    return x509.load_pem_x509_certificate(pem).public_bytes(serialization.Encoding.DER)


def _pem(pem: bytes) -> bytes:
    return x509.load_pem_x509_certificate(pem).public_bytes(serialization.Encoding.PEM)


def _create(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; the first of two writers wins."""
    for partial in _partial(path, content):
        with contextlib.suppress(FileExistsError):
            os.link(partial, path)


def _replace(path: Path, content: bytes) -> None:
    """Put a file in another's place in one move."""
    for partial in _partial(path, content):
        os.link(partial, copy := partial.with_suffix(".new"))
        copy.replace(path)


def _partial(path: Path, content: bytes) -> Iterator[Path]:
    """Give a written file of mode 0600 beside `path`, and take it away again."""
    partial = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        yield partial
    finally:
        partial.unlink()
