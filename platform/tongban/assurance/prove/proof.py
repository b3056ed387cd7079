"""What a proof says: findings with witnesses, certificates with their limits, and how long it can take at worst.

A witness is an applicant made up by the solver and accepted by the real form engine; a certificate says what holds for
every applicant that the model knows, and names what the model does not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from tongban.definitions import Finding
from tongban.definitions.model import Span


class Claim(StrEnum):
    """What is claimed of a definition; each ends in findings, or in a certificate."""

    REACHABLE = "reachable"  # every field, material, step, notice and outcome concerns somebody
    SATISFIABLE = "satisfiable"  # whoever is asked can answer rightly: no dead end
    CONSISTENT = "consistent"  # no two rules force opposite values
    TABLES = "tables"  # decision tables neither overlap nor leave gaps
    CONDITIONS = "conditions"  # no condition that always holds
    PROCESS = "process"  # the process can always finish
    STAFFED = "staffed"  # each step has somebody to do it
    DURATION = "duration"  # no path is longer than promise and statutory limit
    NOTICES = "notices"  # each notice has the values that its wording names
    EXAMPLES = "examples"  # each example comes out as its author said


def _nothing() -> Mapping[str, object]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Witness:
    """An applicant who leads there, in the written form of examples, which `forms.written` reads."""

    applicant: str  # kind
    situation: Mapping[str, object] = field(default_factory=_nothing)
    answers: Mapping[str, object] = field(default_factory=_nothing)
    materials: tuple[str, ...] = ()  # handed in: everything that is demanded
    on: date = date(2026, 1, 5)  # the day of the application, on which `today` leans
    shows: str = ""  # what it shows, in Chinese
    reaches: tuple[str, ...] = ()  # keys of elements that concern this applicant: field:night_reason, step:survey …
    valid: bool = True  # False: the form rightly refuses it, which is what it shows


@dataclass(frozen=True, slots=True)
class ProvenFinding:
    """A fault of the definition, and who would meet it; None where it is that nobody can."""

    claim: Claim
    finding: Finding
    witness: Witness | None = None
    lost: tuple[str, ...] = ()  # what nobody reaches because of it, by title; the message lists the first
    also: tuple[Claim, ...] = ()  # further claims that fall with it


@dataclass(frozen=True, slots=True)
class Certificate:
    """One claim that holds: in words, over how many elements and cases, and what was left out."""

    claim: Claim
    title: str  # the claim as a Chinese sentence
    elements: int  # fields, conditions, checks … that were looked at
    cases: int  # situations or paths that were walked; 0 where the solver spoke of all at once
    rulebook: str  # id/version
    calendar: str  # version
    definition: str  # hash
    notes: tuple[str, ...] = ()  # deliberate exclusions and assumptions, in Chinese


@dataclass(frozen=True, slots=True)
class Withheld:
    """A claim that is not certified although nothing was found against it, and why; in Chinese."""

    claim: Claim
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Duration:
    """The longest path on one clock, in working days, and its longest stretch of the calendar."""

    clock: str  # promise, statutory
    steps: tuple[str, ...]  # ids of the steps of the path
    counted: int  # working days that count on this clock, at worst
    elapsed: int  # working days from acceptance to decision, at worst
    limit: Span | None
    start: date  # the day of acceptance on which it takes longest
    end: date
    calendar_days: int
    due: date | None
    provisional: bool = False  # the calendar does not yet cover it
    kept: bool = True  # the limit is kept whatever the day on which it begins
    witness: Witness | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """What the proof does not speak of, and why; in Chinese."""

    code: str  # text, file, outside, nonlinear, resource, paths
    message: str
    where: tuple[str, ...] = ()  # ids of fields or conditions


@dataclass(frozen=True, slots=True)
class Proof:
    """All that was proven of one definition under one rulebook and calendar."""

    item: str
    tenant: str
    definition: str  # hash
    rulebook: str  # id/version
    calendar: str  # version
    found: tuple[ProvenFinding, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    durations: tuple[Duration, ...] = ()
    limits: tuple[Limit, ...] = ()
    withheld: tuple[Withheld, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(each.finding for each in self.found)

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.is_error)

    @property
    def holds(self) -> bool:
        """Tell whether nothing stands in the way of publishing."""
        return not self.errors
