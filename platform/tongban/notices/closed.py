"""Close a few secret bytes under a passphrase: AES-256-GCM, the key by scrypt with a salt of its own."""

from __future__ import annotations

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from tongban.notices.blocks import DocumentError

_SALT: Final = 16
_NONCE: Final = 12


def closed(secret: bytes, passphrase: bytes) -> bytes:
    """Return salt ‖ nonce ‖ ciphertext."""
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    return salt + nonce + AESGCM(_key(passphrase, salt)).encrypt(nonce, secret, None)


def opened(sealed: bytes, passphrases: tuple[bytes, ...], name: str) -> bytes:
    """Return what one of the passphrases closed; raises `DocumentError` where none did."""
    salt, nonce, rest = sealed[:_SALT], sealed[_SALT : _SALT + _NONCE], sealed[_SALT + _NONCE :]
    for passphrase in passphrases:
        try:
            return AESGCM(_key(passphrase, salt)).decrypt(nonce, rest, None)
        except InvalidTag:
            continue
    raise DocumentError(f"印章密钥 {name} 无法读取，请核对口令（TONGBAN_SEAL_KEK）。")


def _key(passphrase: bytes, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**14, r=8, p=1).derive(passphrase)
