"""Where each value of resolved data comes from: who set it is noted, its line is looked up when somebody asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from tongban.definitions.strict_yaml import Path


class Origin(NamedTuple):
    """Where a value comes from: file, line, column, the tenant that set it (None: the item itself), and what it is."""

    path: str
    line: int
    column: int
    tenant: str | None = None
    said: str = ""

    def __str__(self) -> str:
        who = self.tenant or self.said
        return f"{self.path}:{self.line}" + (f"（{who}）" if who else "")


class Speaker(Protocol):
    """A text that sets values, and knows where in it each of them stands."""

    def origin(self, where: Path, said: str = "") -> Origin: ...


class Part(NamedTuple):
    """What one speaker set at a path, with all that is in it; `own` is where its own path begins in the item's."""

    speaker: Speaker
    said: str = ""
    own: int = 0


@dataclass(slots=True)
class Provenance:
    """The parts of an item's data, by path. Of two that hold a value, the inner one set it.

    An item has some thousand values and some forty parts, and of most values nobody ever asks.
    """

    _parts: dict[Path, Part | Origin] = field(default_factory=dict)

    def note(self, where: Path, set_by: Part | Origin) -> None:
        """Note who set a path: a part with all that is in it, or an origin for the path alone."""
        self._parts[where] = set_by

    def note_if_none(self, where: Path, set_by: Part | Origin) -> None:
        self._parts.setdefault(where, set_by)

    def forget(self, where: Path) -> None:
        """Forget who set a path and what is in it."""
        for each in [path for path in self._parts if path[: len(where)] == where]:
            del self._parts[each]

    def of(self, where: Path) -> Origin:
        """Return the origin of a path, or of the nearest value above it."""
        for length in range(len(where), -1, -1):
            if found := self._parts.get(where[:length]):
                return found if isinstance(found, Origin) else found.speaker.origin(where[found.own :], found.said)
        return Origin("", 0, 0)
