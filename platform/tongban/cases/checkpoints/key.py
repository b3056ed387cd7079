"""The installation's own signing key for checkpoints: Ed25519, in a file that only the worker can read."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

CHECKPOINT, ARCHIVE = "checkpoint", "archive"  # what is signed: a signature of the one never passes for the other


@dataclass(frozen=True, slots=True)
class AuditKey:
    """A key in a folder of mode 0700: `audit.pem`, made when it is first asked for, and `audit.pub` beside it.

    Former public keys stay in `audit.pub`, a line each: what they signed stays good.
    """

    folder: Path

    def sign(self, root: str, purpose: str = CHECKPOINT) -> tuple[str, str]:
        """Sign a root; returns the public key and the signature, both hexadecimal."""
        private = self._private()
        return _public_of(private), private.sign(_message(root, purpose)).hex()

    def known(self) -> frozenset[str]:
        """Give the public keys of this installation, the present one and those before it."""
        path = self.folder / "audit.pub"
        return frozenset(path.read_text("ascii").split()) if path.is_file() else frozenset()

    def _private(self) -> Ed25519PrivateKey:
        path = self.folder / "audit.pem"
        if not path.is_file():
            self._make(path)
        private = serialization.load_pem_private_key(path.read_bytes(), None)
        assert isinstance(private, Ed25519PrivateKey)
        if _public_of(private) not in self.known():
            self._remember(_public_of(private))
        return private

    def _make(self, path: Path) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        private = Ed25519PrivateKey.generate()
        plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        waiting = path.with_name(f".{path.name}.{os.getpid()}")
        with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(private.private_bytes(*plain))
        try:
            os.link(waiting, path)  # of two workers that make one at once, the first one's stands
        except FileExistsError:
            pass
        finally:
            waiting.unlink()

    def _remember(self, public: str) -> None:
        with (self.folder / "audit.pub").open("a", encoding="ascii") as file:
            file.write(f"{public}\n")


def _message(root: str, purpose: str) -> bytes:
    return f"tongban {purpose}\n{root}".encode()


def is_signed(root: str, public: str, signature: str, known: Collection[str], purpose: str = CHECKPOINT) -> bool:
    """Tell whether one of the known keys signed a root."""
    if public not in known:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), _message(root, purpose))
    except (InvalidSignature, ValueError):
        return False
    return True


def _public_of(private: Ed25519PrivateKey) -> str:
    raw = private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return raw.hex()
