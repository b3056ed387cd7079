"""Post envelopes to a partner over HTTP, and nothing else: small, timed, without redirects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import local
from urllib.parse import urlsplit

from sichuan_chongqing.protocol.canonical import LARGEST

SECONDS = 20.0
Post = Callable[[str, str, bytes], tuple[int, bytes]]  # address, endpoint, body → status, body


class Away(OSError):
    """Say that the other side could not be reached, or broke off."""


_held = local()
_elsewhere: dict[str, str] = {}


@contextmanager
def reached_at(places: Mapping[str, str]) -> Iterator[None]:
    """Reach these addresses elsewhere while it lasts: a demonstration is made where their ports may be taken."""
    _elsewhere.update(places)
    try:
        yield
    finally:
        for each in places:
            _elsewhere.pop(each, None)


def post(address: str, endpoint: str, body: bytes, *, seconds: float = SECONDS) -> tuple[int, bytes]:
    """Send one envelope and read the answer; a kept connection is used again. Raises Away."""
    address = _elsewhere.get(address, address)
    parts = urlsplit(address)
    kept: dict[str, HTTPConnection] = _held.__dict__.setdefault("connections", {})
    connection = kept.pop(address, None) or _connect(parts.scheme, parts.netloc, seconds)
    try:
        headers = {"Content-Type": "application/json"}
        connection.request("POST", f"{parts.path}/partner/v1/{endpoint}", body, headers)
        response = connection.getresponse()
        answer = response.read(LARGEST + 1)
        if not response.will_close:
            kept[address] = connection
        else:
            connection.close()
        return response.status, answer
    except (OSError, HTTPException) as error:
        connection.close()
        raise Away(f"对方没有应答：{error!r}") from error


def _connect(scheme: str, place: str, seconds: float) -> HTTPConnection:
    if scheme == "https":
        return HTTPSConnection(place, timeout=seconds)
    if scheme == "http":
        return HTTPConnection(place, timeout=seconds)
    raise Away(f"接口地址应以 https:// 或 http:// 开头，现为“{scheme}”。")
