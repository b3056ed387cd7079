"""Make a text that a pattern takes. Patterns of definitions have no groups (`fields.options.Pattern`): this is all."""

from __future__ import annotations

import re

_ATOM = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_REPEAT = re.compile(r"\{(\d*)(?:,(\d*))?\}|[*+?]")
#: tried in turn where a class or a dot leaves the choice
_TRIED = "A1a示0Bb2例一Xx9_- ./:（）" + "".join(chr(code) for code in range(0x21, 0x7F))


def text_matching(pattern: str, least: int, most: int) -> str | None:
    """Give a text of a length between two bounds that the whole pattern takes; None where none is found easily."""
    for branch in _branches(pattern):
        parts = _parts(branch)
        if parts is None:
            continue
        text = "".join(sign * low for sign, low, _ in parts)
        for sign, low, high in parts:
            if len(text) >= least:
                break
            more = min(high - low, least - len(text))
            at = text.find(sign) if sign in text else len(text)
            text = text[:at] + sign * more + text[at:]
        if len(text) <= most and re.fullmatch(pattern, text):
            return text
    return None


def _branches(pattern: str) -> list[str]:
    found, inside = [""], _ATOM.findall(pattern)
    for atom in inside:
        if atom == "|":
            found.append("")
        else:
            found[-1] += atom
    return found


def _parts(branch: str) -> list[tuple[str, int, int]] | None:
    """Take a branch apart into a sign that each atom takes, and how often it may stand."""
    found: list[tuple[str, int, int]] = []
    place = 0
    while place < len(branch):
        atom = _ATOM.match(branch, place)
        assert atom is not None
        place = atom.end()
        if atom[0] in ("^", "$", r"\b"):
            continue
        sign = next((each for each in _TRIED if re.fullmatch(atom[0], each)), atom[0][-1:])
        if not re.fullmatch(atom[0], sign):
            return None
        repeat = _REPEAT.match(branch, place)
        low, high = 1, 1
        if repeat is not None:
            place = repeat.end()
            low, high = _times(repeat)
        found.append((sign, low, high))
    return found


def _times(repeat: re.Match[str]) -> tuple[int, int]:
    if repeat[0] in ("*", "+", "?"):
        return {"*": (0, 200), "+": (1, 200), "?": (0, 1)}[repeat[0]]
    low = int(repeat[1] or 0)
    if "," not in repeat[0]:
        return low, low
    return low, int(repeat[2] or 200)
