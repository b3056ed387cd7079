"""One spelling of each JSON value (RFC 8785 without floating-point numbers), so that both sides sign the same bytes.

Strict when reading: repeated keys, floats, integers beyond 2^53, half characters and deep nesting are refused.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any, Never

from sichuan_chongqing.protocol.faults import Fault, Refused

LARGEST = 8 * 1024 * 1024  # bytes of one envelope
DEEPEST = 24
_SAFE = 2**53 - 1

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical(value: object) -> bytes:
    """Return the one spelling. Raises Refused for a value that has none (floats, odd keys, half characters)."""
    _check(value, 0)
    return spelled(value)


def spelled(value: object) -> bytes:
    """Return the one spelling of what was checked already, because it was parsed."""
    try:
        return _encode(value).encode()
    except UnicodeEncodeError:
        raise Refused(Fault.MALFORMED, "文字里有半个字符，无法编码。") from None


def digest(value: object) -> str:
    """Return the SHA-256 of the canonical spelling, in hexadecimal."""
    return sha256(canonical(value)).hexdigest()


def parse(raw: bytes) -> dict[str, Any]:
    """Read one JSON object strictly. Raises Refused."""
    if len(raw) > LARGEST:
        raise Refused(Fault.TOO_LARGE, f"报文超过 {LARGEST // 1024 // 1024} MB，请分开发送。")
    try:
        value = json.loads(raw, object_pairs_hook=_once, parse_float=_no_float, parse_constant=_no_float)
    except (ValueError, UnicodeDecodeError, RecursionError):
        raise Refused(Fault.MALFORMED, "报文不是有效的 JSON。") from None
    if not isinstance(value, dict):
        raise Refused(Fault.MALFORMED, "报文的最外层应是 JSON 对象。")
    _check(value, 0)
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refused(Fault.MALFORMED, "报文里有重复的键。")
    return found


def _no_float(_text: str) -> Never:
    raise Refused(Fault.MALFORMED, "报文里不能有小数，请以文字传送。")


def _check(value: object, depth: int) -> None:
    if isinstance(value, dict | list | tuple) and value and depth >= DEEPEST:
        raise Refused(Fault.MALFORMED, f"报文嵌套超过 {DEEPEST} 层。")
    if isinstance(value, dict):
        for key, each in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise Refused(Fault.MALFORMED, "键只能用英文字母、数字和标点。")
            if type(each) is not str:  # nearly all is text, of which nothing is to be said
                _check(each, depth + 1)
    elif isinstance(value, list | tuple):
        for each in value:
            if type(each) is not str:
                _check(each, depth + 1)
    elif value is None or isinstance(value, bool | str):
        return
    elif isinstance(value, int):
        if not -_SAFE <= value <= _SAFE:
            raise Refused(Fault.MALFORMED, "整数超出范围，请以文字传送。")
    else:
        raise Refused(Fault.MALFORMED, "报文里只能有文字、整数、是非、列表和对象。")
