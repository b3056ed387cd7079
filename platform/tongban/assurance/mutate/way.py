"""What a way of breaking is: a name, what it does, and every place of a definition at which it can be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tongban.assurance.mutate.places import Data, Place


@dataclass(frozen=True, slots=True)
class Broken:
    """A definition broken in one place: where, what was done in Chinese, and the data as it then is."""

    place: Place
    told: str
    data: Any


Breaking = Callable[[Data], Iterable[Broken]]


@dataclass(frozen=True, slots=True)
class Way:
    """One kind of mistake, in one of the files that make up an item: item, claim or catalogue."""

    name: str
    told: str
    breaks: Breaking
    file: str = "item"


WAYS: dict[str, Way] = {}


def way(name: str, told: str, file: str = "item") -> Callable[[Breaking], Breaking]:
    """Register a way of breaking."""

    def register(breaks: Breaking) -> Breaking:
        WAYS[name] = Way(name, told, breaks, file)
        return breaks

    return register


def all_ways() -> Mapping[str, Way]:
    """Give every registered way by its name."""
    return WAYS
