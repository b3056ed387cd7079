"""Whether the promise runs on during a special procedure: as the step says, else as the jurisdiction does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tongban.definitions.lint.rule import Subject


def promise_runs(subject: Subject, special: Mapping[str, Any]) -> bool:
    """Tell it for all jurisdictions under which the item runs: one in which it runs is enough."""
    written = special.get("clock", {}).get("promise")
    if written is not None:
        return bool(written == "runs")
    return any(not book.promise_stops_for_special_procedures.holds for book in subject.rulebooks)
