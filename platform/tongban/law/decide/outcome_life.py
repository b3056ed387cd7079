"""What was granted holds, until it runs out or is renewed by silence (licensing law art. 50)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tongban.definitions.model import Outcome, Span
from tongban.law import applicable
from tongban.law import events as happened
from tongban.law.case import CaseOutcome, Deadline, DeadlineKind, DeadlineStatus
from tongban.law.decide.consequences import at_end_of
from tongban.law.decide.proceeding import Proceeding
from tongban.law.notice_values import in_chinese
from tongban.law.validity import last_day

RUNS_OUT = "行政许可法 §50"
LICENCE = "01"  # the kind of power that the licensing law binds
ONE_DAY = timedelta(days=1)
GRANTING = frozenset({CaseOutcome.GRANTED, CaseOutcome.GRANTED_IN_PART})


def let_it_hold(proceeding: Proceeding) -> None:
    """Let the outcome of a grant hold from its day on; its end, if it has one, is watched like a limit."""
    outcome = applicable.result(proceeding.definition, proceeding.values)
    if proceeding.case.outcome not in GRANTING or outcome is None:
        return
    today, valid = proceeding.today, outcome.valid
    with proceeding.as_system():
        until = last_day(today, valid) if valid else None
        proceeding.record(happened.OutcomeInForce(from_day=today, valid_until=until, **proceeding.stamp()))
        if valid is not None:
            proceeding.open(DeadlineKind.VALIDITY, valid, today, _published(outcome))


def _published(outcome: Outcome) -> str:
    """Name what a validity rests on: what the guide publishes of the result."""
    return f"办事指南公布的“{outcome.name}”有效期"


def renew(proceeding: Proceeding, span: Span, *, deemed: bool, opinion: str = "") -> None:
    """Let the outcome hold for another span from the day after its last, and say so in writing."""
    life = proceeding.case.life
    assert life is not None
    assert life.valid_until is not None
    before, asked_at = life.valid_until, life.renewal_asked_at
    until = last_day(before + ONE_DAY, span)
    proceeding.record(
        happened.OutcomeRenewed(before=before, until=until, deemed=deemed, opinion=opinion, **proceeding.stamp())
    )
    proceeding.end(DeadlineStatus.MET, DeadlineKind.VALIDITY)
    outcome = applicable.result(proceeding.definition, proceeding.values)
    proceeding.open(DeadlineKind.VALIDITY, span, before + ONE_DAY, _published(outcome) if outcome else RUNS_OUT)
    _order_renewal(proceeding, before, until, asked_at, deemed=deemed, opinion=opinion)


@at_end_of(DeadlineKind.VALIDITY)
def _run_out(proceeding: Proceeding, ended: Deadline) -> None:
    """Renew what nobody decided about in time (licensing law art. 50(2)); let all else run out."""
    life, silence = proceeding.case.life, proceeding.rulebook.renewal_by_silence
    if life is not None and life.renewal_asked_at is not None and silence.holds:
        renew(proceeding, ended.budget, deemed=True)
        return
    proceeding.end(DeadlineStatus.MET, DeadlineKind.VALIDITY)
    proceeding.end(DeadlineStatus.CANCELLED, DeadlineKind.HEARING_REQUEST)  # of what has run out nothing is revoked
    if life is not None and not life.ended and life.valid_until is not None:
        proceeding.record(happened.OutcomeExpired(on=life.valid_until, **proceeding.stamp()))


def of_the_renewal(proceeding: Proceeding, asked_at: datetime | None) -> dict[str, object]:
    """Give the day on which the renewal was asked for, in the place of the first application's."""
    asked_on = asked_at.astimezone(proceeding.zone).date() if asked_at else proceeding.today
    return {"received_on": asked_on, "accepted_on": asked_on}


def _order_renewal(
    proceeding: Proceeding, before: date, until: date, asked_at: datetime | None, *, deemed: bool, opinion: str
) -> None:
    proceeding.order(
        "renewal_decision",
        **of_the_renewal(proceeding, asked_at),
        decided_on=proceeding.today,
        valid_until=in_chinese(before),
        renewed_until=until,
        opinion=opinion,
        deemed=deemed,
    )
