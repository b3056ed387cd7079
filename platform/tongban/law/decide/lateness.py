"""Saying why a limit was not kept: the reason is for the applicant and, by ORD §39, for the public."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Deadline
from tongban.law.commands import ExplainLateness
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.escalation import unexplained
from tongban.law.explain import KIND_NAMES
from tongban.law.refusals import Refused
from tongban.law.roles import CHECKING

ARTICLE = "ORD §39"


@decides(ExplainLateness)
def explain_lateness(proceeding: Proceeding, command: ExplainLateness) -> None:
    """Record the reason for a limit that was missed, once: what the public has read is not rewritten.

    It may be told in any state, for a case that was late stays late when it is closed.
    """
    proceeding.require_role("说明超期理由", ARTICLE, CHECKING)
    late = {each.id for each in unexplained(proceeding.case)}
    if command.deadline not in late:
        raise Refused("not_late", "这一期限没有超期，或者已经说明过理由；只有超期的期限需要说明理由。", ARTICLE)
    message = "请写明超期的理由，申请人能看到；本地规定应当公开的，公众也能看到。"
    require_text(command.reason, "no_reasons", message, ARTICLE)
    proceeding.record(
        happened.LatenessExplained(deadline=command.deadline, reason=command.reason.strip(), **proceeding.stamp())
    )
    _tell(proceeding, proceeding.case.deadline(command.deadline))


def _tell(proceeding: Proceeding, late: Deadline) -> None:
    """Tell the applicant in writing which limit was not kept, by how much and why (ORD §39)."""
    assert late.missed_at is not None
    last = (late.due or late.missed_at).astimezone(proceeding.zone).date()
    until = late.ended_at.astimezone(proceeding.zone).date() if late.ended_at else proceeding.today
    days = proceeding.calendar.working_days_between(last, until)
    proceeding.order(
        "lateness_notice",
        limit=KIND_NAMES[late.kind],
        due_on=last,
        days_late=days if days > 0 else None,
        reasons=late.late_reason,
        due_note="",
    )
