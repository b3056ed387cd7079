"""Write plain data in house style: two spaces, short entries on one line, quotes only where they are needed.

What a file looks like is decided here; PyYAML's emitter puts it down, and knows what has to be quoted.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from yaml import events
from yaml.emitter import Emitter

from tongban.definitions.strict_yaml import plain

#: A mapping or list that fits on a line of this many characters is written on one.
LINE: Final = 100
WIDTH: Final = 4096  # never fold a sentence
_AS_IT_IS: Final = (True, True)  # no tag is written

#: A text that begins otherwise may be read as syntax by one reader or another.
_BEGINS_AS_TEXT = re.compile(r"[\w《“（]")


def write_yaml(data: Mapping[str, object]) -> str:
    """Write a file in house style."""
    stream = io.StringIO()
    emitter = _HouseEmitter(stream, width=WIDTH, allow_unicode=True)
    for event in (
        events.StreamStartEvent(),
        events.DocumentStartEvent(explicit=False),
        *_mapping(data, flow=False),
        events.DocumentEndEvent(explicit=False),
        events.StreamEndEvent(),
    ):
        emitter.emit(event)
    return stream.getvalue()


def fits_a_line(value: object) -> bool:
    """Tell whether a mapping or list is written on one line."""
    alone = isinstance(value, Mapping) or not any(isinstance(each, Mapping | list) for each in _entries(value))
    return alone and len(str(value)) <= LINE and "\n" not in str(value)


def spelled(value: object) -> tuple[str, str | None]:
    """Give the letters of one value, and the quotes it needs: `"`, `|` for several lines, None where the writer sees.

    A text that would be read back as something else is quoted.
    """
    if isinstance(value, str):
        return value, "|" if "\n" in value else None if _reads_as_text(value) else '"'
    if value is None:
        return "null", None
    if isinstance(value, bool):
        return str(value).lower(), None
    return f"{value:f}" if isinstance(value, Decimal) else str(value), None


def _reads_as_text(text: str) -> bool:
    return plain(text) == text and bool(_BEGINS_AS_TEXT.match(text))


def _entries(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


class _HouseEmitter(Emitter):
    """The entries of a list stand deeper than its name."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)


def _written(value: object) -> Iterator[events.Event]:
    if isinstance(value, Mapping):
        yield from _mapping(value, flow=fits_a_line(value))
    elif isinstance(value, list | tuple):
        yield events.SequenceStartEvent(None, None, True, flow_style=fits_a_line(value))
        for each in value:
            yield from _written(each)
        yield events.SequenceEndEvent()
    else:
        text, style = spelled(value)
        yield events.ScalarEvent(None, None, _AS_IT_IS, text, style=style)


def _mapping(value: Mapping[str, object], *, flow: bool) -> Iterator[events.Event]:
    yield events.MappingStartEvent(None, None, True, flow_style=flow)
    for key, below in value.items():
        yield events.ScalarEvent(None, None, _AS_IT_IS, str(key))
        yield from _written(below)
    yield events.MappingEndEvent()
