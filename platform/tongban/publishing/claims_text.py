"""Edit the text of a tenant's `items.yaml` in one place, so that comments and everything else stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from tongban.errors import TongbanError

EMPTY = "claims:\n"


class ClaimsText:
    """A claims file held for editing. Lines that are not touched come back as they were."""

    def __init__(self, text: str) -> None:
        self._yaml = YAML(typ="rt")
        self._yaml.preserve_quotes = True
        self._yaml.width = 4096
        self._yaml.indent(mapping=2, sequence=4, offset=2)
        try:
            self._root: Any = self._yaml.load(text or EMPTY)
        except YAMLError as fault:
            raise TongbanError("认领文件 items.yaml 的写法有误，请先改正或者放弃草稿。") from fault
        if not isinstance(self._root, CommentedMap) or "claims" not in self._root:
            raise TongbanError("认领文件 items.yaml 的最外层应是“claims:”。")
        if self._root["claims"] is None:
            self._root["claims"] = CommentedMap()

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(self._root["claims"])

    def claim(self, item: str) -> Mapping[str, Any]:
        """Return a claim as it stands; empty where the item is not claimed or nothing differs."""
        found = self._root["claims"].get(item)
        return found if isinstance(found, Mapping) else {}

    def set(self, item: str, path: tuple[str, ...], value: object) -> None:
        """Set one value of a claim; a claim not there yet begins with it. An empty path sets all of it."""
        *above, last = ("claims", item, *path)
        slot = self._root
        for part in above:
            if not isinstance(slot.get(part), CommentedMap):
                slot[part] = CommentedMap()
            slot = slot[part]
        slot[last] = _in_line(value)

    def drop(self, item: str, path: tuple[str, ...] = ()) -> None:
        """Take out one value of a claim, so that the inherited one holds again; an empty path takes out the claim."""
        *above, last = ("claims", item, *path)
        slot = self._root
        for part in above:
            slot = slot.get(part)
            if not isinstance(slot, CommentedMap):
                return
        slot.pop(last, None)

    def text(self) -> str:
        out = StringIO()
        self._yaml.dump(self._root, out)
        return out.getvalue()


def _in_line(value: object) -> object:
    """Write a short mapping or list in one line, as people write it: `promise: {working_days: 3}`."""
    held: CommentedMap | CommentedSeq
    if isinstance(value, Mapping):
        held = CommentedMap((key, _in_line(below)) for key, below in value.items())
        flat = not any(isinstance(below, Mapping | list) for below in value.values())
    elif isinstance(value, list | tuple):
        held = CommentedSeq(_in_line(each) for each in value)
        flat = not any(isinstance(each, Mapping | list) for each in value)
    else:
        return value
    if flat:
        held.fa.set_flow_style()
    return held
