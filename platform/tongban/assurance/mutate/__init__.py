"""Break definitions on purpose, to know what the linter and the proof are worth (`make mutate`). Pure."""

from __future__ import annotations

from tongban.assurance.mutate import conditions, limits, wording  # noqa: F401  they register their ways
from tongban.assurance.mutate.run import Judged, Mutant, found_before, judge, mutants
from tongban.assurance.mutate.way import Broken, Way, all_ways
from tongban.assurance.mutate.workshop import Workshop, workshop

__all__ = [
    "Broken",
    "Judged",
    "Mutant",
    "Way",
    "Workshop",
    "all_ways",
    "found_before",
    "judge",
    "mutants",
    "workshop",
]
