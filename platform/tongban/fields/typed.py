"""What a person typed: text only, by the part of the field it was typed into.

A browser posts flat names (`site.division`, `site.detail`). A field type sees its own part of them: `division`,
`detail`, and `""` for a control that carries the field's own name. Bookkeeping parts (`asked`: a marker that an
unticked box was on the page; `rows`: how many rows a table showed) are not an answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType

Typed = Mapping[str, Sequence[str]]

EMPTY: Typed = MappingProxyType({})
BOOKKEEPING = frozenset({"asked", "rows"})

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DIRECTION_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
_REPLACED = "\ufffd"  # stands where bytes were no text
_NAME = re.compile(r"[a-z0-9_.]{1,120}")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_INVISIBLE = dict.fromkeys((0xFEFF, 0x200B))


def under(posted: Typed, name: str) -> Typed:
    """Give the part of `posted` that belongs to the field `name`, by part name."""
    prefix = f"{name}."
    parts = {key[len(prefix) :]: tuple(texts) for key, texts in posted.items() if key.startswith(prefix)}
    return parts | {"": tuple(posted[name])} if name in posted else parts


def by_field(posted: Typed) -> dict[str, Typed]:
    """Sort flat names by their first word, so that looking under each field of a long form reads the post once."""
    found: dict[str, dict[str, Sequence[str]]] = {}
    for key, texts in posted.items():
        word = key.split(".", 1)[0] if "." in key else key
        if word in found:
            found[word][key] = texts
        else:
            found[word] = {key: texts}
    return dict(found)


def placed(typed: Typed, name: str) -> dict[str, tuple[str, ...]]:
    """Give the flat names back: the inverse of `under`."""
    return {(f"{name}.{part}" if part else name): tuple(texts) for part, texts in typed.items()}


def first(typed: Typed, part: str = "") -> str:
    """Give the first text typed into a part, or nothing."""
    return next(iter(typed.get(part, ())), "")


def blank(typed: Typed) -> bool:
    """Say whether nothing at all was typed."""
    return not any(
        text.strip() for part, texts in typed.items() if part.split(".")[-1] not in BOOKKEEPING for text in texts
    )


def storable(typed: Typed) -> dict[str, tuple[str, ...]]:
    """Give what a draft can keep: names that a form of ours has, and texts that every database and JSON can hold."""
    return {name: tuple(_storable(text) for text in texts) for name, texts in typed.items() if _NAME.fullmatch(name)}


def _storable(text: str) -> str:
    """Put the replacement character, which is refused as well, for NUL and broken surrogates."""
    return _UNSTORABLE.sub(_REPLACED, text)


def half_width(text: str) -> str:
    """Turn full-width letters, digits and signs into half-width: a Chinese keyboard types １２ and 12 alike."""
    return text.translate(_HALF_WIDTH)


def compact(text: str) -> str:
    """Reduce a typed number or code to its characters: half-width, without any white space or invisible marks."""
    return "".join(half_width(text.translate(_INVISIBLE)).split())


def tidy(text: str) -> str:
    """Strip the ends and the invisible marks, and make every line end a line feed."""
    return text.translate(_INVISIBLE).replace("\r\n", "\n").replace("\r", "\n").strip()


def has_control_characters(text: str, *, lines: bool = False) -> bool:
    """Say whether a text holds characters that no keyboard types: controls, broken surrogates, direction overrides."""
    if text.isprintable():  # no such character is, but for the one that stands for what could not be read
        return _REPLACED in text
    allowed = "\n\t" if lines else ""
    return any(
        character in _DIRECTION_CONTROLS
        or character == _REPLACED
        or (unicodedata.category(character) in {"Cc", "Cs"} and character not in allowed)
        for character in text
    )
