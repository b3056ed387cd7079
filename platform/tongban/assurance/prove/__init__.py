"""Prove a definition before a citizen meets it, with Z3 and the walk of the real law; each finding has a witness. Pure.

The solver is heavy, so it is loaded with the first proof and never by a request that does not prove.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import cast

from tongban.assurance.prove.proof import (
    Certificate,
    Claim,
    Duration,
    Limit,
    Proof,
    ProvenFinding,
    Withheld,
    Witness,
)
from tongban.calendars import WorkingCalendar
from tongban.definitions import Definition
from tongban.definitions.examples import Example
from tongban.definitions.provenance import Origin
from tongban.definitions.rulebook import Rulebook

__all__ = [
    "Certificate",
    "Claim",
    "Duration",
    "Limit",
    "Origins",
    "Proof",
    "ProvenFinding",
    "Withheld",
    "Witness",
    "prove",
    "witnesses",
]

#: gives the place in the sources from which a path of the resolved data comes (`Resolved.origin`)
Origins = Callable[..., Origin]


def prove(
    definition: Definition,
    rulebook: Rulebook,
    calendar: WorkingCalendar,
    *,
    staffing: Mapping[str, int] | None = None,
    origins: Origins | None = None,
    examples: tuple[Example, ...] = (),
) -> Proof:
    """Prove a definition under a rulebook and a calendar, and that its examples come out as they say.

    `staffing` counts the people by role at the claimant; None assumes somebody in every role. `origins` leads findings
    back to their lines; without it they stand at the item as a whole. Deterministic: the solver is bounded by its own
    count of steps, never by time, and what it does not settle is a warning, never a silence.
    """
    run = import_module("tongban.assurance.prove.run")
    return cast(
        Proof,
        run.prove(definition, rulebook, calendar, staffing=staffing, origins=origins, examples=examples),
    )


def witnesses(definition: Definition, calendar: WorkingCalendar | None = None) -> tuple[Witness, ...]:
    """Give a few applicants who between them reach everything that anybody can reach."""
    run = import_module("tongban.assurance.prove.run")
    return cast(tuple[Witness, ...], run.witnesses(definition, calendar))
