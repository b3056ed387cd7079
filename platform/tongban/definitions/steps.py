"""The steps of a process as definitions write it: alone, or in groups that go on side by side (并联)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tongban.definitions.strict_yaml import Path


@dataclass(frozen=True, slots=True)
class WrittenStep:
    """One step as it is written, with its path in the item and the group that it stands in (None: alone)."""

    where: Path
    entry: Mapping[str, Any]
    group: Mapping[str, Any] | None = None


def steps_of(data: Mapping[str, Any]) -> Iterator[WrittenStep]:
    """Yield every step of resolved data in order, those of groups too; what is no entry is passed over."""
    for where, entry in _entries(data.get("process"), ("process",)):
        if "together" not in entry:
            yield WrittenStep(where, entry)
            continue
        for below, each in _entries(entry.get("steps"), (*where, "steps")):
            yield WrittenStep(below, each, entry)


def steps_in(data: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield every step with its path, for those whom groups do not concern."""
    yield from ((each.where, each.entry) for each in steps_of(data))


def groups_of(data: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield every group with its path."""
    yield from ((where, entry) for where, entry in _entries(data.get("process"), ("process",)) if "together" in entry)


def _entries(listed: object, where: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for place, each in enumerate(listed if isinstance(listed, list | tuple) else ()):
        if isinstance(each, Mapping):
            yield (*where, place), each
