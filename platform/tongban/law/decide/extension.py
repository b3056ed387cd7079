"""Extension (延期): once, asked for by one and approved by another, told in writing (licensing law art. 42; ORD §55).

The statutory limit is extended. The promise is final (335 §25) but where the rulebook lets it follow, and then never
beyond the statutory limit.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tongban.definitions.model import Span
from tongban.definitions.rulebook import Limit
from tongban.law import events as happened
from tongban.law.case import Deadline, DeadlineKind, DeadlineStatus, Extension, State
from tongban.law.commands import ApproveExtension, AskExtension, DenyExtension
from tongban.law.deadlines import count_span, due
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.decide.stopping import require_going_on
from tongban.law.notice_values import PRESUMED, span_in_chinese
from tongban.law.refusals import Refused
from tongban.law.roles import CHECKING

ARTICLE = "行政许可法 §42"
CHIEF = frozenset({"chief_representative"})


@decides(AskExtension)
def ask_extension(proceeding: Proceeding, command: AskExtension) -> None:
    """Ask, with a reason, before the limit has run out; there is but one extension."""
    _require_possible(proceeding, "申请延期", CHECKING)
    asked = proceeding.case.extension
    if asked is not None and asked.is_open:
        raise Refused("already_asked", "延期申请已经提出，正在等待负责人批准。", ARTICLE)
    require_text(command.reasons, "no_reasons", "延期应当说明理由，并书面告知申请人。", "ORD §55")
    most = most_of(proceeding)
    span = command.span or most.span
    if span.amount < 1 or _beyond(proceeding, span, most.span):
        raise Refused("too_long", f"延期应当在{span_in_chinese(most.span)}以内。", most.article)
    proceeding.record(happened.ExtensionAsked(span=span, reasons=command.reasons, **proceeding.stamp()))


@decides(DenyExtension)
def deny_extension(proceeding: Proceeding, command: DenyExtension) -> None:
    """Leave the limit as it is."""
    proceeding.require_role("审批延期", ARTICLE, CHIEF)
    _asked(proceeding)
    require_text(command.reasons, "no_reasons", "不同意延期应当说明理由。", ARTICLE)
    proceeding.record(happened.ExtensionDenied(reasons=command.reasons, **proceeding.stamp()))


@decides(ApproveExtension)
def approve_extension(proceeding: Proceeding, command: ApproveExtension) -> None:
    """Approve what another asked for, extend the limits, and tell the applicant."""
    _require_possible(proceeding, "批准延期", CHIEF)
    asked = _asked(proceeding)
    if asked.asked_by.id == proceeding.actor.id:
        message = "延期由您提出，应当由另一名负责人批准。"
        raise Refused("four_eyes", message, "335 §21")
    responsible = command.approved_by.strip() or f"本机关负责人{proceeding.actor.name}"
    proceeding.record(
        happened.ExtensionApproved(
            span=asked.span, reasons=asked.reasons, approved_by=responsible, **proceeding.stamp()
        )
    )
    statutory = _statutory(proceeding)
    before = statutory.due
    _extend(proceeding, statutory, asked.span, most_of(proceeding).article)
    if proceeding.rulebook.promise_may_be_extended.holds:
        before = _extend_promise(proceeding, asked.span) or before
    _tell(proceeding, asked, responsible, before)


def most_of(proceeding: Proceeding) -> Limit:
    """Give the most by which the rulebook lets the limit be extended: more, where departments decide together."""
    definition, rulebook = proceeding.definition, proceeding.rulebook
    joint = definition.joint_departments or any(each.joint for each in definition.groups)
    return rulebook.extension_joint if joint else rulebook.extension


def _require_possible(proceeding: Proceeding, doing: str, roles: frozenset[str]) -> None:
    proceeding.require_state(doing, ARTICLE, State.ACCEPTED)
    proceeding.require_role(doing, ARTICLE, roles)
    require_going_on(proceeding)
    extension = proceeding.case.extension
    if extension is not None and extension.approved_at is not None:
        raise Refused("already_extended", "办理期限已经延长过一次，不能再次延长。", ARTICLE)
    _statutory(proceeding)


def _statutory(proceeding: Proceeding) -> Deadline:
    row = proceeding.case.open_deadline(DeadlineKind.STATUTORY)
    if row is None:
        message = "这一事项没有法定办结期限，承诺办结期限为最终期限，不能延期。"
        raise Refused("no_limit", message, "335 §25")
    if row.missed_at is not None:
        raise Refused("limit_missed", "法定办结期限已经届满，不能再延期；请说明超期的理由。", ARTICLE)
    return row


def _asked(proceeding: Proceeding) -> Extension:
    asked = proceeding.case.extension
    if asked is None or not asked.is_open:
        raise Refused("not_asked", "没有等待批准的延期申请。", ARTICLE)
    return asked


def _beyond(proceeding: Proceeding, span: Span, most: Span) -> bool:
    today, calendar = proceeding.today, proceeding.calendar
    return count_span(span, today, calendar).last_day > count_span(most, today, calendar).last_day


def _extend(proceeding: Proceeding, row: Deadline, by: Span, basis: str) -> None:
    new = due(replace(row, extended=by), proceeding.calendar, proceeding.zone)
    proceeding.record(
        happened.DeadlineExtended(
            deadline=row.id,
            by=by,
            due=new.moment if new else None,
            provisional=new.provisional if new else False,
            calendar_version=proceeding.calendar.version,
            basis=basis,
            **proceeding.stamp(),
        )
    )


def _extend_promise(proceeding: Proceeding, by: Span) -> datetime | None:
    """Extend the promise by as much, or by as much less as keeps it within the statutory limit; give its old end."""
    row = proceeding.case.open_deadline(DeadlineKind.PROMISE)
    if row is None or row.missed_at is not None:
        return None
    last = _statutory(proceeding).due
    while by.amount and row.status is DeadlineStatus.RUNNING and last is not None:
        new = due(replace(row, extended=by), proceeding.calendar, proceeding.zone)
        if new is None or new.moment <= last:
            break
        by = replace(by, amount=by.amount - 1)
    if by.amount:
        _extend(proceeding, row, by, proceeding.rulebook.promise_may_be_extended.article)
    return row.due


def _tell(proceeding: Proceeding, asked: Extension, responsible: str, before: datetime | None) -> None:
    """Tell the applicant why, by how much, who approved it and until when (ORD §55(8))."""
    follows = proceeding.rulebook.promise_may_be_extended.holds
    row = proceeding.case.open_deadline(DeadlineKind.PROMISE) if follows else None
    row = row if row is not None and row.missed_at is None else _statutory(proceeding)
    proceeding.order(
        "extension_notice",
        reasons=asked.reasons,
        due_on=before.astimezone(proceeding.zone).date() if before else None,
        extended_days=span_in_chinese(asked.span),
        extended_due=row.due.astimezone(proceeding.zone).date() if row.due else None,
        due_note=PRESUMED if row.provisional else "",
        approved_by=responsible,
    )
