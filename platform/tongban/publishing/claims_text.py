"""A tenant's `items.yaml` as text that is edited in one place, so that comments and all else stay as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from textwrap import indent

from tongban.definitions import edit_yaml, write_yaml
from tongban.definitions.strict_yaml import read_yaml
from tongban.errors import TongbanError

HEAD = "claims:\n"
EMPTY = "claims: {}\n"
#: what ends a claim: whatever stands no deeper than its own name and says something
_ENDS, _ENDS_ALL = re.compile(r" {0,2}[^ #\n]"), re.compile(r"[^ #\n]")
_BETWEEN = re.compile(r" {0,2}(#.*)?\n")


class ClaimsText:
    """A claims file held for editing. Lines that are not touched come back as they were."""

    def __init__(self, text: str) -> None:
        self.text = text or EMPTY
        self._claims = _read(self.text)

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(self._claims)

    def claim(self, item: str) -> Mapping[str, object]:
        """Return a claim as it stands; empty where the item is not claimed or nothing differs."""
        found = self._claims.get(item)
        return found if isinstance(found, Mapping) else {}

    def set(self, item: str, path: tuple[str, ...], value: object) -> None:
        """Set one value of a claim; a claim not there yet begins with it. An empty path sets all of it."""
        if not self._claims:
            self._edit_to(f"claims:\n  {item}: {{}}\n")
        if path and not self.claim(item):  # written anew, so that it is laid out as people would
            for part in reversed(path):
                value = {part: value}
            path = ()
        self._edit(item, path, value)

    def set_all(self, claims: Mapping[str, object]) -> None:
        """Set whole claims at once; those that are not named stay as they are."""
        for item, value in claims.items():
            self.set(item, (), value)

    def drop(self, item: str, path: tuple[str, ...] = ()) -> None:
        """Take out one value of a claim, so that the inherited one holds again; an empty path takes out the claim."""
        where: tuple[str, ...] = (item, *path)
        if not self._has(where):
            return
        while len(where) > 2 and self._alone(where):
            where = where[:-1]
        self._edit(where[0], where[1:], None)

    def _edit(self, item: str, path: tuple[str, ...], value: object) -> None:
        """Edit the lines of one claim by themselves; only where they cannot be told apart, the whole file."""
        lines = self.text.splitlines(keepends=True)
        found = _lines_of(lines, item)
        hidden = found is not None and (item in self._claims) is (found.start == found.stop)  # its name is quoted
        taken_out = value is None and not path
        if found is None or hidden or (taken_out and len(self._claims) == 1):
            self._edit_to(edit_yaml(self.text, ("claims", item, *path), value))
            return
        own = "" if taken_out else self._edited("".join(lines[found]), item, path, value)
        others = {name: said for name, said in self._claims.items() if not taken_out or name != item}
        self._claims = {**others, **_read(HEAD + own)}
        self.text = "".join((*lines[: found.start], own, *lines[found.stop :]))

    @staticmethod
    def _edited(before: str, item: str, path: tuple[str, ...], value: object) -> str:
        """Write the lines of one claim anew; where there are none yet, there is nothing to be kept."""
        if before or path:
            return edit_yaml(HEAD + (before or f"  {item}: {{}}\n"), ("claims", item, *path), value).removeprefix(HEAD)
        return indent(write_yaml({item: value}), "  ")

    def _edit_to(self, text: str) -> None:
        self.text, self._claims = text, _read(text)

    def _has(self, where: tuple[str, ...]) -> bool:
        found: object = self._claims
        for part in where:
            if not isinstance(found, Mapping) or part not in found:
                return False
            found = found[part]
        return True

    def _alone(self, where: tuple[str, ...]) -> bool:
        """Tell whether nothing else stands beside a value; then what holds it goes too."""
        found: object = self._claims
        for part in where[:-1]:
            found = found[part] if isinstance(found, Mapping) else None
        return isinstance(found, Mapping) and len(found) == 1


@lru_cache(maxsize=64)
def _read(text: str) -> Mapping[str, object]:
    """Read a claims file. A page reads the same text several times, and nobody changes what comes back."""
    document, findings = read_yaml(text, "items.yaml")
    if document is None:
        told = "；".join(f"第 {each.line} 行：{each.message.rstrip('。')}" for each in findings)
        raise TongbanError(f"认领文件 items.yaml 无法读取（{told}），请先改正或者放弃草稿。")
    claims = document.data.get("claims")
    if claims is None and "claims" in document.data:
        return {}
    if not isinstance(claims, Mapping):
        raise TongbanError("认领文件 items.yaml 的最外层应是“claims:”，其下是各个事项。")
    return claims


def _lines_of(lines: list[str], item: str) -> slice | None:
    """Find the lines of a claim, or the place where a new one goes; None where the file is laid out otherwise."""
    if HEAD not in lines or not lines[-1].endswith("\n"):
        return None
    start = lines.index(HEAD) + 1
    first = next((at for at in range(start, len(lines)) if lines[at].startswith(f"  {item}:")), None)
    ends = _ENDS if first is not None else _ENDS_ALL
    begin = first + 1 if first is not None else start
    after = next((at for at in range(begin, len(lines)) if ends.match(lines[at])), len(lines))
    while after > begin and _BETWEEN.fullmatch(lines[after - 1]):
        after -= 1  # what stands before the next claim belongs to that
    return slice(first if first is not None else after, after)
