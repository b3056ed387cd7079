"""Saying why a limit was not kept: the reason is for the applicant and, by ORD §39, for the public."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.commands import ExplainLateness
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.escalation import unexplained
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
    require_text(command.reason, "no_reasons", "请写明超期的理由，申请人和公众都能看到。", ARTICLE)
    proceeding.record(
        happened.LatenessExplained(deadline=command.deadline, reason=command.reason.strip(), **proceeding.stamp())
    )
