"""What the vocabulary has to say about a value: a message with its code, its hint, and the nearest right word."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from marshmallow import ValidationError


class Fault(str):
    """One message of the vocabulary with its code and hint; a text, so that marshmallow carries it along."""

    __slots__ = ("code", "hint", "on_key")
    code: str
    hint: str
    on_key: bool

    def __new__(cls, code: str, message: str, hint: str = "", *, on_key: bool = False) -> Fault:
        fault = super().__new__(cls, message)
        fault.code, fault.hint, fault.on_key = code, hint, on_key
        return fault


def nearest(word: str, known: Mapping[str, object] | tuple[str, ...] | list[str]) -> str:
    """Return a hint that names the nearest right word, or all of them where they are few."""
    names = [str(each) for each in known]
    if close := get_close_matches(word, names, n=1, cutoff=0.6):
        return f"是否想写“{close[0]}”？"
    return f"可以写：{'、'.join(names)}。" if names and len(names) <= 40 else ""


def told(value: object) -> str:
    """Name what was written, so that the author finds it again."""
    if isinstance(value, bool):
        return f"是非值 {str(value).lower()}"
    if isinstance(value, int | Decimal):
        return f"数字 {value}"
    if isinstance(value, str):
        return f"文字“{value if len(value) <= 20 else value[:20] + '……'}”"
    return "列表" if isinstance(value, list) else "一组键值" if isinstance(value, dict) else "空值"


def unknown_key(key: str, known: tuple[str, ...]) -> list[Fault]:
    return [Fault("TB010", f"没有“{key}”这个键。", nearest(key, known), on_key=True)]


def raise_any(faults: Mapping[Any, Any]) -> None:
    """Raise those of the faults that are there."""
    if found := {key: each for key, each in faults.items() if each}:
        raise ValidationError(found)
