"""Sign webhooks by HMAC-SHA256 over id, time and body; keep each endpoint's secret encrypted under the house's key."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken

from tongban.errors import TongbanError

ID, TIMESTAMP, SIGNATURE = "Tongban-Id", "Tongban-Timestamp", "Tongban-Signature"
WINDOW = timedelta(minutes=5)  # an older signature is refused: somebody plays it again


def signature(secret: str, key: str, at: int, body: bytes) -> str:
    """Sign id, seconds since 1970 and body."""
    return "v1=" + hmac.new(secret.encode(), f"{key}.{at}.".encode() + body, sha256).hexdigest()


def signed_well(secret: str, headers: Mapping[str, str], body: bytes, now: datetime) -> bool:
    """Judge a webhook as its receiver is to: the signature is right and not older than five minutes.

    Within these minutes the receiver drops an id that it has seen.
    """
    told = headers.get(TIMESTAMP, "")
    if not told.isdecimal() or abs(now.timestamp() - int(told)) > WINDOW.total_seconds():
        return False
    right = signature(secret, headers.get(ID, ""), int(told), body)
    return hmac.compare_digest(right.encode(), headers.get(SIGNATURE, "").encode())


def seal_secret(house_key: str, secret: str) -> str:
    return _lock(house_key).encrypt(secret.encode()).decode()


def open_secret(house_key: str, sealed: str) -> str:
    """Give a secret back; raises where the house's key has changed since."""
    try:
        return _lock(house_key).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise TongbanError("接口密钥无法解开：TONGBAN_SECRET_KEY 已经更换，请重新登记接口。") from None


def _lock(house_key: str) -> Fernet:
    derived = hmac.new(house_key.encode(), b"tongban webhook secrets", sha256).digest()
    return Fernet(urlsafe_b64encode(derived))
