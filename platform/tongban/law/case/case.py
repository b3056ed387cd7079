"""A case (办件) as the law sees it: frozen, rebuilt from its events alone, and free of databases and clocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tongban.law.case.limits import Deadline
from tongban.law.case.materials import MaterialState, SupplementNotice
from tongban.law.case.people import Applicant
from tongban.law.case.records import Decision, Delivery, HandedOver, SpecialRun, StepRecord
from tongban.law.case.words import CaseOutcome, DeadlineKind, State


@dataclass(frozen=True, slots=True)
class Case:
    """One application, pinned to one version of one item. Written by `evolve` only."""

    number: str
    tenant: str
    item: str
    version: int
    definition_hash: str
    state: State
    channel: str
    applicant: Applicant
    answers: Mapping[str, object]
    materials: tuple[MaterialState, ...]
    submitted_at: datetime
    received_on: date
    stages: tuple[tuple[str, ...], ...] = ()  # ids of the steps that apply; those of one stage run together
    open_steps: tuple[str, ...] = ()  # whose turn it is: what is not yet done of the first unfinished stage
    steps_done: tuple[StepRecord, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    supplement: SupplementNotice | None = None
    specials: tuple[SpecialRun, ...] = ()  # under way, in the order in which they began
    decision: Decision | None = None
    delivery: Delivery | None = None
    outcome: CaseOutcome | None = None
    end_reasons: str = ""  # of a decline or a withdrawal
    where_to_go: str = ""  # of a decline: which authority is competent
    accepted_at: datetime | None = None
    accepted_on: date | None = None
    acceptance_deemed: bool = False
    decided_at: datetime | None = None
    closed_at: datetime | None = None
    notices: tuple[str, ...] = ()  # kinds ordered so far, in order
    authority: str = ""  # who decides and signs since a change of bodies; empty: as the definition says
    handed_over: tuple[HandedOver, ...] = ()

    @property
    def steps(self) -> tuple[str, ...]:
        """List the ids of the steps that apply, in the order of the process."""
        return tuple(step for stage in self.stages for step in stage)

    @property
    def current_step(self) -> str | None:
        """Give the step whose turn it is; of several that run together, the first that is written."""
        return self.open_steps[0] if self.open_steps else None

    @property
    def special(self) -> SpecialRun | None:
        """Give the special procedure that began last, while it runs."""
        return self.specials[-1] if self.specials else None

    def special_of(self, step: str) -> SpecialRun | None:
        """Find the special procedure that runs for a step."""
        return next((each for each in self.specials if each.step == step), None)

    def material(self, material_id: str) -> MaterialState | None:
        """Find a material that was handed in."""
        return next((each for each in self.materials if each.id == material_id), None)

    def deadline(self, deadline_id: str) -> Deadline:
        """Find a deadline by its id; a KeyError means that the events are not this case's."""
        for each in self.deadlines:
            if each.id == deadline_id:
                return each
        raise KeyError(f"case {self.number} has no deadline {deadline_id}")

    def open_deadline(self, kind: DeadlineKind, subject: str = "") -> Deadline | None:
        """Find the open deadline of a kind; at most one is open of each kind and subject."""
        mine = (each for each in self.deadlines if (each.kind, each.subject) == (kind, subject))
        return next((each for each in mine if each.is_open), None)
