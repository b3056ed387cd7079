"""Make a value harmless in Markdown: a person's name is a name, never a heading, a link or HTML."""

from __future__ import annotations

import re
import unicodedata

#: A line break inside a value. Markdown takes it for ordinary text, so it can end no paragraph, list or table row;
#: `tongban.notices.blocks` turns it back into a line break.
LINE_SEPARATOR = "\u2028"

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")  # every ASCII punctuation mark; CommonMark lets each be escaped
_ENTITIES = {"|": "&#124;", "\\": "&#92;"}
_LINE_ENDS = re.compile(r"(?:\r\n|[\r\n\v\f\x85\u2028\u2029])+")
_TAB = re.compile(r"[\t\u00a0 ]+")


def escape_value(text: str) -> str:
    """Return the value with punctuation escaped, line ends made separators, and invisible controls taken out.

    Direction overrides (U+202E and the like) would let a name print as another one, so they go, as do NUL and its kind.
    """
    one_line = _TAB.sub(" ", _LINE_ENDS.sub(LINE_SEPARATOR, text))
    visible = one_line if one_line.isprintable() else "".join(each for each in one_line if not _is_hidden(each))
    return _PUNCTUATION.sub(_escaped, visible.strip(f" {LINE_SEPARATOR}"))


def _escaped(found: re.Match[str]) -> str:
    """Escape one mark. Tables are split before escapes are read, so what could split or escape there is an entity."""
    return _ENTITIES.get(found[0], f"\\{found[0]}")


def _is_hidden(character: str) -> bool:
    """Tell whether it is a control, a format mark, a surrogate or unassigned.

    Private-use characters stay: names with characters outside Unicode are printed from them.
    """
    return unicodedata.category(character) in ("Cc", "Cf", "Cs")  # none of which is printable
