"""Where definitions are read from: a folder, the memory, or drafts laid over a folder.

Paths are relative, with `/`, as they stand in the repository: `item_defs/<department>/<item>/item.yaml`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

FOLDERS = ("item_defs", "tenants")
SUFFIXES = (".yaml", ".md", ".csv")


class Sources(Protocol):
    """Text files by path. `read` raises KeyError for a path that is not there, UnicodeDecodeError for no UTF-8."""

    def paths(self) -> tuple[str, ...]: ...

    def read(self, path: str) -> str: ...


@dataclass(frozen=True, slots=True)
class MemorySources:
    """Texts held in memory: tests, rule samples, the drafts of a studio."""

    texts: Mapping[str, str]

    def paths(self) -> tuple[str, ...]:
        return tuple(sorted(self.texts))

    def read(self, path: str) -> str:
        return self.texts[path]


@dataclass(frozen=True, slots=True)
class FolderSources:
    """The folders `item_defs/` and `tenants/` under a root; links and hidden files are passed over."""

    root: Path
    folders: tuple[str, ...] = FOLDERS

    def paths(self) -> tuple[str, ...]:
        return tuple(sorted(path for folder in self.folders for path in self._walk(self.root / folder)))

    def read(self, path: str) -> str:
        if path.split("/", 1)[0] not in self.folders or ".." in path.split("/"):
            raise KeyError(path)
        try:
            return (self.root / path).read_bytes().decode("utf-8")
        except FileNotFoundError:
            raise KeyError(path) from None

    def _walk(self, folder: Path) -> Iterator[str]:
        for at, _folders, names in os.walk(folder):
            inside = Path(at).relative_to(self.root).as_posix()
            for name in names:
                if name.endswith(SUFFIXES) and not name.startswith(".") and not os.path.islink(f"{at}/{name}"):
                    yield f"{inside}/{name}"


@dataclass(frozen=True, slots=True)
class LayeredSources:
    """Layers of sources; an upper one shadows the lower, and `without` hides paths that a draft removes."""

    layers: tuple[Sources, ...]  # the uppermost first
    without: frozenset[str] = field(default_factory=frozenset)

    def paths(self) -> tuple[str, ...]:
        return tuple(sorted({path for layer in self.layers for path in layer.paths()} - self.without))

    def read(self, path: str) -> str:
        if path in self.without:
            raise KeyError(path)
        for layer in self.layers:
            try:
                return layer.read(path)
            except KeyError:
                continue
        raise KeyError(path)
