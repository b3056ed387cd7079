"""What has happened to a case. `at` is the moment at which the law dates it, which for an expiry is the limit's end.

Every event has a versioned `kind` and a JSON form; a case is the fold of its events and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from tongban.definitions.model import Span
from tongban.errors import TongbanError
from tongban.law.case import (
    Actor,
    Applicant,
    CaseOutcome,
    Deadline,
    DeadlineStatus,
    DeclineGround,
    Deficiency,
    HandedIn,
    Verdict,
)
from tongban.law.json_form import from_plain, to_plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What every event says: when, and by whom."""

    kind: ClassVar[str]
    at: datetime
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSubmitted(Happened):
    kind: ClassVar[str] = "case_submitted.1"
    number: str
    tenant: str
    item: str
    version: int
    definition_hash: str
    channel: str
    applicant: Applicant
    answers: Mapping[str, object]
    materials: tuple[HandedIn, ...]
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptDayCorrected(Happened):
    kind: ClassVar[str] = "receipt_day_corrected.1"
    received_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialChecked(Happened):
    kind: ClassVar[str] = "material_checked.1"
    material: str
    revision: int
    verdict: Verdict
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedOnTheSpot(Happened):
    kind: ClassVar[str] = "corrected_on_the_spot.1"
    materials: tuple[HandedIn, ...]
    answers: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRequested(Happened):
    kind: ClassVar[str] = "supplement_requested.1"
    deficiencies: tuple[Deficiency, ...]
    limit: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyReceived(Happened):
    kind: ClassVar[str] = "supply_received.1"
    materials: tuple[HandedIn, ...]
    answers: Mapping[str, object]
    supplied: tuple[str, ...]  # all named ids supplied so far
    complete: bool
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAccepted(Happened):
    kind: ClassVar[str] = "case_accepted.1"
    accepted_on: date  # the day from which both clocks run
    deemed: bool
    on_the_spot: bool  # accepted by the decision itself, without a notice (335 §17)
    stages: tuple[tuple[str, ...], ...] = ()  # the steps that apply; those of one stage run together
    steps: tuple[str, ...] = ()  # of histories from before steps could run together: each alone


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDeclined(Happened):
    kind: ClassVar[str] = "case_declined.1"
    ground: DeclineGround
    reasons: str
    where_to_go: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialProcedureStarted(Happened):
    kind: ClassVar[str] = "special_procedure_started.1"
    step: str
    procedure: str
    announced: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialProcedureEnded(Happened):
    kind: ClassVar[str] = "special_procedure_ended.1"
    step: str
    opinion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCompleted(Happened):
    kind: ClassVar[str] = "step_completed.1"
    step: str
    opinion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReturned(Happened):
    kind: ClassVar[str] = "step_returned.1"
    step: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDecided(Happened):
    kind: ClassVar[str] = "case_decided.1"
    outcome: CaseOutcome
    opinion: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDelivered(Happened):
    kind: ClassVar[str] = "case_delivered.1"
    method: str
    receiver: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWithdrawn(Happened):
    kind: ClassVar[str] = "case_withdrawn.1"
    deemed: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineOpened(Happened):
    kind: ClassVar[str] = "deadline_opened.1"
    deadline: Deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinePaused(Happened):
    kind: ClassVar[str] = "deadline_paused.1"
    deadline: str
    from_day: date
    reason: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineResumed(Happened):
    kind: ClassVar[str] = "deadline_resumed.1"
    deadline: str
    from_day: date
    due: datetime
    provisional: bool
    calendar_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRecounted(Happened):
    kind: ClassVar[str] = "deadline_recounted.1"
    deadline: str
    due_before: datetime
    due: datetime
    provisional: bool
    calendar_before: str
    calendar_version: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineSuperseded(Happened):
    kind: ClassVar[str] = "deadline_superseded.1"
    deadline: str
    by: Deadline
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMissed(Happened):
    kind: ClassVar[str] = "deadline_missed.1"
    deadline: str
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineClosed(Happened):
    kind: ClassVar[str] = "deadline_closed.1"
    deadline: str
    status: DeadlineStatus  # met, lapsed or cancelled


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHandedOver(Happened):
    kind: ClassVar[str] = "case_handed_over.1"
    change: str
    on: date
    from_tenant: str
    from_name: str
    to_tenant: str
    to_name: str
    authority: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOrdered(Happened):
    """Order a document; the layer above writes it in the same transaction. `values` are what its wording may name."""

    kind: ClassVar[str] = "notice_ordered.1"
    notice: str
    values: Mapping[str, object]


Event = (
    CaseSubmitted
    | ReceiptDayCorrected
    | MaterialChecked
    | CorrectedOnTheSpot
    | SupplementRequested
    | SupplyReceived
    | CaseAccepted
    | CaseDeclined
    | SpecialProcedureStarted
    | SpecialProcedureEnded
    | StepCompleted
    | StepReturned
    | CaseDecided
    | CaseDelivered
    | CaseWithdrawn
    | DeadlineOpened
    | DeadlinePaused
    | DeadlineResumed
    | DeadlineRecounted
    | DeadlineSuperseded
    | DeadlineMissed
    | DeadlineClosed
    | CaseHandedOver
    | NoticeOrdered
)
EVENTS: Mapping[str, type[Event]] = {each.kind: each for each in Event.__args__}


def event_to_json(event: Event) -> dict[str, Any]:
    """Write an event as plain JSON data, its `kind` first."""
    return {"kind": event.kind, **to_plain(event)}


def event_from_json(data: Mapping[str, Any]) -> Event:
    """Read an event from its JSON form; an unknown kind is refused, for a fold that skips one would lie."""
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in EVENTS:
        raise TongbanError(f"办件历史中有本系统不认识的事件“{kind}”，无法据以还原办件。")
    return from_plain(EVENTS[kind], {key: value for key, value in data.items() if key != "kind"})
