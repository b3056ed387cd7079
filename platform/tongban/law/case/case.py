"""A case (办件) as the law sees it: frozen, rebuilt from its events alone, and free of databases and clocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tongban.law.case.assignment import Holding, Recusal, Signature
from tongban.law.case.fees import FeeRun
from tongban.law.case.handing import Dispatch, FailedDelivery, Survey
from tongban.law.case.limits import Deadline
from tongban.law.case.materials import MaterialState, SupplementNotice
from tongban.law.case.opinions import Opinion
from tongban.law.case.outcome import Corrected, OutcomeLife
from tongban.law.case.people import Actor, Applicant
from tongban.law.case.promises import CommitmentRun, LaterMaterials
from tongban.law.case.records import Decision, Delivery, HandedOver, SpecialRun, StepRecord
from tongban.law.case.standing_still import Extension, Suspension
from tongban.law.case.words import CaseOutcome, DeadlineKind, State


@dataclass(frozen=True)
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
    earlier_supplements: tuple[SupplementNotice, ...] = ()  # set aside, so that another could be given
    later: LaterMaterials | None = None  # promised to follow acceptance (335 §19)
    commitment: CommitmentRun | None = None  # promised instead of shown (ORD §31)
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
    holdings: tuple[Holding, ...] = ()  # with whom its tasks are; kept when done, for a step sent back goes there again
    recusals: tuple[Recusal, ...] = ()
    signatures: tuple[Signature, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    surveys: tuple[Survey, ...] = ()
    extension: Extension | None = None  # of the limits, once (licensing law art. 42)
    suspension: Suspension | None = None  # while it stands still
    dispatch: Dispatch | None = None  # the result is on its way
    failed_deliveries: tuple[FailedDelivery, ...] = ()
    announced_at: datetime | None = None
    life: OutcomeLife | None = None  # of what was granted, after the decision
    corrected: tuple[Corrected, ...] = ()  # documents that were put right, in order
    fees: FeeRun | None = None  # since they fell due

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

    @property
    def fee_is_due(self) -> bool:
        """Tell whether a fee is still asked for: a grant was paid before, and any other end asks for none (335 §27)."""
        return self.state is State.ACCEPTED and self.fees is not None and self.fees.unpaid

    def material(self, material_id: str) -> MaterialState | None:
        """Find a material that was handed in."""
        return next((each for each in self.materials if each.id == material_id), None)

    def holding(self, work: str) -> Holding | None:
        """Say with whom a task is, if it is with somebody."""
        return next((each for each in self.holdings if each.work == work), None)

    def signatures_of(self, step: str) -> tuple[Signature, ...]:
        return tuple(each for each in self.signatures if each.step == step)

    def unsigned(self, step: str) -> tuple[Signature, ...]:
        return tuple(each for each in self.signatures_of(step) if each.signed is None)

    def signature_for(self, step: str, actor: Actor) -> Signature | None:
        """Find the open place in which somebody would sign: one that names them, else the first of their role.

        A place that names somebody who has stepped aside is anybody's of the role, or the step would never end.
        """
        aside = {each.person for each in self.recusals}
        mine = [each for each in self.unsigned(step) if each.role == actor.role]
        named = (each for each in mine if each.person is not None and each.person.id == actor.id)
        free = (each for each in mine if each.person is None or each.person.id in aside)
        return next(named, next(free, None))

    def unanswered(self, step: str) -> tuple[Opinion, ...]:
        """List the departments that a step waits for."""
        return tuple(each for each in self.opinions if each.step == step and each.reply is None)

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
