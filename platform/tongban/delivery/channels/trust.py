"""Whom this machine trusts: the certificates that its system keeps."""

from __future__ import annotations

import ssl
import time
from functools import lru_cache

_KEPT = 3600.0  # seconds; a root that an operator adds is known within the hour


def trusted() -> ssl.SSLContext:
    """Give the context of an encrypted connection: reading all roots takes longer than handing a mail in."""
    return _read(ssl.get_default_verify_paths(), int(time.monotonic() // _KEPT))


@lru_cache(maxsize=1)
def _read(_places: ssl.DefaultVerifyPaths, _hour: int) -> ssl.SSLContext:
    return ssl.create_default_context()
