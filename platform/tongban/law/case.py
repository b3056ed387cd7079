"""A case (办件) as the law sees it: frozen, rebuilt from its events alone, and free of databases and clocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tongban.definitions.model import Span


class State(StrEnum):
    """Where a case stands; a decided case closes with its delivery."""

    SUBMITTED = "submitted"
    SUPPLEMENTING = "supplementing"
    ACCEPTED = "accepted"
    DECIDED = "decided"
    CLOSED = "closed"


class CaseOutcome(StrEnum):
    """How a case ends (办理结果)."""

    GRANTED = "granted"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    DEEMED_WITHDRAWN = "deemed_withdrawn"


class Verdict(StrEnum):
    """What the clerk found when checking a material against its criteria."""

    OK = "ok"
    DEFICIENT = "deficient"


class DeadlineKind(StrEnum):
    """What a limit is for. The kinds are written in the order in which they take effect at the same instant."""

    ONLINE_REVIEW = "online_review"  # 335 §17(2)
    WINDOW_INTAKE = "window_intake"  # 335 §17(1)
    SUPPLEMENT = "supplement"  # 335 §18
    STEP = "step"
    SPECIAL_PROCEDURE = "special_procedure"  # licensing law art. 45
    PROMISE = "promise"  # 335 §25
    STATUTORY = "statutory"  # licensing law art. 42
    DELIVERY = "delivery"  # licensing law art. 44


class DeadlineStatus(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"  # the act was done; `missed_at` tells whether it was late
    LAPSED = "lapsed"  # it ended undone, and its consequence took effect by itself
    CANCELLED = "cancelled"  # the case ended otherwise
    SUPERSEDED = "superseded"  # its anchor moved; another row took its place


OPEN = frozenset({DeadlineStatus.RUNNING, DeadlineStatus.PAUSED})


class DeficiencyKind(StrEnum):
    MATERIAL = "material"
    FIELD = "field"


class DeclineGround(StrEnum):
    """Why an application is not accepted (335 §18, §20; licensing law art. 32)."""

    NOT_COMPETENT = "not_competent"  # 不属于本部门职权范围
    NOT_ALLOWED = "not_allowed"  # 不符合法律法规、国家有关政策规定
    STILL_DEFICIENT = "still_deficient"  # 补正后仍不齐全或者不符合法定形式


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. Roles: applicant, agent, window_clerk, reviewer, chief_representative, tenant_admin, system."""

    id: str
    name: str
    role: str


SYSTEM = Actor(id="system", name="系统", role="system")


@dataclass(frozen=True, slots=True)
class Applicant:
    """The person or body that applies. Kinds as in the definition: person, enterprise, …"""

    id: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A material as it is handed in; `files` are references (content hashes) that the law does not open."""

    material: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MaterialVerdict:
    """The clerk's verdict on one material; a deficiency says what is missing."""

    material: str
    verdict: Verdict
    note: str = ""


@dataclass(frozen=True, slots=True)
class MaterialState:
    """A material in the case. A new hand-in raises `revision` and clears the verdict."""

    id: str
    revision: int = 1
    verdict: Verdict | None = None
    note: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deficiency:
    """One thing to put right: a listed material or a field, and what is missing (335 §18)."""

    kind: DeficiencyKind
    id: str
    missing: str


@dataclass(frozen=True, slots=True)
class SupplementNotice:
    """The one-time notice (一次性补正告知); a case has at most one (335 §18)."""

    deficiencies: tuple[Deficiency, ...]
    limit: Span
    given_at: datetime
    supplied: tuple[str, ...] = ()  # ids supplied so far
    completed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Days of the ledger that do not count: from `begins` up to, but not with, `ends`; `ends` is None while it runs."""

    begins: date
    ends: date | None
    reason: str
    basis: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A limit: its budget, its anchor and its ledger of pauses. `due` is what they come to, None while paused.

    The anchor day is not counted. `due` is the last instant of the last day (23:59:59.999999 local time): an act at
    `due` is in time, a moment after it is late. `provisional` says that the count ran past the calendar's coverage.
    """

    id: str
    kind: DeadlineKind
    subject: str  # the step's id, or empty
    basis: str
    budget: Span
    anchor: date
    opened_at: datetime
    due: datetime | None
    provisional: bool
    calendar_version: str
    pauses: tuple[Pause, ...] = ()
    status: DeadlineStatus = DeadlineStatus.RUNNING
    missed_at: datetime | None = None
    ended_at: datetime | None = None
    superseded_by: str | None = None

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


@dataclass(frozen=True, slots=True)
class StepRecord:
    """A step done: by whom, when and with what opinion."""

    step: str
    actor: Actor
    at: datetime
    opinion: str


@dataclass(frozen=True, slots=True)
class SpecialRun:
    """A special procedure under way (335 §25, licensing law art. 45)."""

    step: str
    kind: str
    announced: Span
    started_at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision, with its reasons (obligatory when refusing: 335 §26, ORD §16)."""

    outcome: CaseOutcome
    opinion: str
    reasons: str
    actor: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """How and to whom the result was handed over."""

    method: str
    receiver: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HandedOver:
    """That another body took the case over, from a day on, and by which change (36 §14(3)). Old names stay here."""

    change: str
    on: date
    from_name: str
    to_name: str


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
