"""Post JSON to a far side and tell apart: it answered, it certainly never got it, nobody knows."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from tongban.delivery.channels.trust import trusted
from tongban.errors import TongbanError

SECONDS = 15.0
LARGEST = 1 << 16  # bytes of an answer that are read
_HERE = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class NotReached:
    """No connection came about: the far side has nothing of us."""

    cause: str


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The request may have arrived; no whole answer came back in time."""

    cause: str


def checked_address(url: str, what: str) -> str:
    """Give an address back if it is safe to speak to: https, or this machine; raises with what would be right."""
    address = urlsplit(url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise TongbanError(f"{what}应是完整的网址，以 https:// 开头。")
    if address.scheme == "http" and address.hostname not in _HERE:
        raise TongbanError(f"{what}应使用 https://；http:// 只能用于本机。")
    return url


def ask(
    method: str, url: str, body: bytes | None, headers: Mapping[str, str], seconds: float = SECONDS
) -> Answer | NotReached | NoAnswer:
    """Send one request; redirects are not followed, as whoever answers must be whom the settings name."""
    address = urlsplit(url)
    connection = _connection(address.scheme, address.hostname or "", address.port, seconds)
    try:
        connection.connect()
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        return NotReached(str(error))
    try:
        path = (address.path or "/") + (f"?{address.query}" if address.query else "")
        connection.request(method, path, body, dict(headers))
        answer = connection.getresponse()
        return Answer(answer.status, answer.read(LARGEST))
    except (OSError, http.client.HTTPException) as error:
        return NoAnswer(str(error) or type(error).__name__)
    finally:
        connection.close()


def _connection(scheme: str, host: str, port: int | None, seconds: float) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=seconds, context=trusted())
    return http.client.HTTPConnection(host, port, timeout=seconds)
