"""Which items are parts of a bundle; worked out once for each workspace, as a rule asks for every item."""

from __future__ import annotations

from one_thing.language.library import load_library
from tongban.kit.definitions import Workspace

_MOST = 4
_KEPT: list[tuple[Workspace, frozenset[str]]] = []


def parts_of(workspace: Workspace) -> frozenset[str]:
    """Return the items that some bundle names as a part."""
    for known, parts in _KEPT:
        if known is workspace:
            return parts
    sources = (each for named in load_library(workspace).bundles.values() for each in named)
    listed = [part for source in sources for part in _listed(source.document.data.get("parts"))]
    found = frozenset(str(part["item"]) for part in listed)
    del _KEPT[: max(0, len(_KEPT) - _MOST + 1)]
    _KEPT.append((workspace, found))
    return found


def _listed(parts: object) -> list[dict[str, object]]:
    return parts if isinstance(parts, list) else []
