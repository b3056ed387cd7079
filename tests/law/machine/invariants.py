"""What holds whatever anybody tries: one function an invariant, each with its article."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from law.desk import ZONE
from law.machine import naive
from tongban import law
from tongban.calendars import WorkingCalendar
from tongban.law import DeadlineKind, DeadlineStatus, State

LIVES_ON = frozenset({DeadlineKind.VALIDITY, DeadlineKind.COMMITMENT_CHECK, DeadlineKind.RECTIFICATION,
                      DeadlineKind.HEARING_REQUEST, DeadlineKind.LATER_MATERIALS})  # fmt: skip
GROUNDED = (
    law.CaseDeclined, law.CaseTerminated, law.OutcomeRevoked, law.OutcomeSuspended, law.OutcomeCancelled,
    law.RenewalRefused, law.CommitmentRevoked, law.ExtensionDenied, law.CaseSuspended, law.RevocationTold,
)  # fmt: skip


def no_event_without_a_cause(
    before: law.Case | None, after: law.Case, command: law.Command, events: Sequence[law.Event], by_time: int,
    now: datetime,
) -> None:  # fmt: skip
    """The first `by_time` events are time's own, each at the end of a limit; the others are the command's, at now."""
    ends = {max(each, row.opened_at) for row in after.deadlines for each in (row.due, row.missed_at) if each}
    ends |= {max(row.due, row.opened_at) for row in before.deadlines if row.due} if before else set()
    for place, event in enumerate(events):
        caused = place >= by_time and event.actor in (command.actor, law.SYSTEM) and event.at == now
        recounted = isinstance(event, law.DeadlineRecounted) and event.at == now
        due = event.actor == law.SYSTEM and event.at <= now and event.at in ends
        assert caused or recounted or due, f"{event} has neither a command nor a limit that ended"


def a_refusal_says_why(refusal: law.Refusal) -> None:
    assert refusal.code
    assert refusal.message.endswith(("。", "！")), refusal.message


def nothing_is_refused_without_reasons(events: Sequence[law.Event]) -> None:
    """335 §26; ORD §16: a decision against somebody has its reasons, and its document the remedies."""
    for event in events:
        if isinstance(event, GROUNDED):
            assert event.reasons.strip(), event
        if isinstance(event, law.CaseDecided) and event.outcome is not law.CaseOutcome.GRANTED:
            assert event.reasons.strip(), event
        if isinstance(event, law.NoticeOrdered) and event.notice in ("refusal_decision", "partial_grant_decision"):
            assert event.values["reasons"], event
            assert event.values["remedies"], event


def no_second_notice(history: Sequence[law.Event]) -> None:
    """335 §18: one notice, another only by a supervisor, or where a commitment was taken back."""
    given = sum(isinstance(each, law.SupplementRequested) for each in history)
    allowed = sum(isinstance(each, law.SecondNoticeAllowed | law.CommitmentWithdrawn) for each in history)
    assert given <= 1 + allowed, f"{given} notices, {allowed} allowed"


def what_is_paused_is_not_overdue(case: law.Case, now: datetime) -> None:
    for each in case.deadlines:
        assert (each.status is DeadlineStatus.PAUSED) <= (each.due is None), each
        if each.status is DeadlineStatus.PAUSED:
            assert each.missed_at is None, each
            assert not law.is_overdue(each, now), each
            assert each.pauses[-1].ends is None, each


def the_ledger_comes_to_the_clock(case: law.Case, before: law.Case | None, calendar: WorkingCalendar) -> None:
    """Count again, day by day, what is new or changed; a limit already missed stays as it was."""
    known = set(before.deadlines) if before else set()
    for each in case.deadlines:
        if each.status is not DeadlineStatus.RUNNING or each.missed_at is not None or each in known:
            continue
        assert each.due is not None
        assert naive.last_day(each, calendar) == each.due.astimezone(ZONE).date(), each
        begun = [pause.begins for pause in each.pauses]
        assert begun == sorted(begun), each


def the_promise_keeps_within_the_statute(case: law.Case) -> None:
    """335 §25: whatever is extended, stopped or suspended. A statutory limit already missed is past keeping."""
    open_rows = [each for each in case.deadlines if each.status is DeadlineStatus.RUNNING]
    for promise in (each for each in open_rows if each.kind is DeadlineKind.PROMISE):
        for statutory in (each for each in open_rows if each.kind is DeadlineKind.STATUTORY and not each.missed_at):
            assert promise.due is not None
            assert statutory.due is not None
            assert promise.due <= statutory.due, f"{promise} ends after {statutory}"


def one_limit_of_a_kind(case: law.Case) -> None:
    kinds = [(each.kind, each.subject) for each in case.deadlines if each.is_open]
    assert len(kinds) == len(set(kinds)), kinds


def what_is_closed_stays_closed(before: law.Case | None, after: law.Case) -> None:
    if before is not None and before.state is State.CLOSED:
        assert after.state is State.CLOSED
        assert (after.outcome, after.closed_at) == (before.outcome, before.closed_at)
    if after.state is State.CLOSED:
        assert after.outcome is not None
        left = [each for each in after.deadlines if each.is_open and each.kind not in LIVES_ON]
        assert not left, left


def history_runs_forward(history: Sequence[law.Event]) -> None:
    """A recount is dated when the calendar was seen to have changed; what ended before it is dated at its own end."""
    moments = [each.at for each in history if not isinstance(each, law.DeadlineRecounted)]
    assert moments == sorted(moments)


def a_case_is_its_history(history: Sequence[law.Event], case: law.Case) -> None:
    """Replay gives the same case, from the events and from their stored text; and the case itself comes back."""
    assert law.replay(history) == case
    stored = json.loads(json.dumps([law.event_to_json(each) for each in history], ensure_ascii=False))
    back = [law.event_from_json(each) for each in stored]
    assert back == list(history)
    assert law.replay(back) == case
    assert law.case_from_json(json.loads(json.dumps(law.case_to_json(case)))) == case
