"""Further notices: an office may always tell more (335 §17), but never in the form of what the law orders.

An acceptance, a one-time notice or a decision has its own path and its own conditions; so only a kind that is marked as
`further` can be sent by this one, once in a case, and it moves no state and no clock.
"""

from __future__ import annotations

from tongban.definitions.notice_kinds import notice_kinds
from tongban.law.commands import TellFurther
from tongban.law.decide.proceeding import Proceeding, decides
from tongban.law.refusals import Refused
from tongban.law.roles import OPERATING, STAFF

ARTICLE = "335 §17"


@decides(TellFurther)
def tell_further(proceeding: Proceeding, command: TellFurther) -> None:
    """Order the notice with exactly the values of its own that its kind names."""
    proceeding.require_role("发出告知", ARTICLE, OPERATING | STAFF)
    kind = notice_kinds.get(command.notice)
    if kind is None or not kind.further:
        raise Refused("not_further", "这种文书由办理程序产生，不能另行发出。", ARTICLE)
    if kind.id in proceeding.case.notices:
        raise Refused("told_already", f"《{kind.title}》已经发出；每件办件只发一次。", ARTICLE)
    if command.values.keys() != set(kind.own):
        wanted = "、".join(kind.own) or "无"
        raise Refused("notice_values", f"《{kind.title}》应写明并且只写明：{wanted}。", ARTICLE)
    proceeding.order(kind.id, **command.values)
