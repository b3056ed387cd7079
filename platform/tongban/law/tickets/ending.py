"""Told, confirmed, worked on again once, or found without ground (ORD §51, §52)."""

from __future__ import annotations

from tongban.law.refusals import Refused
from tongban.law.tickets import commands
from tongban.law.tickets import events as happened
from tongban.law.tickets.deciding import decides
from tongban.law.tickets.hearing import Hearing, require_text
from tongban.law.tickets.rules import ATTEMPTS, HANDLING, METHODS, OVERSEEING, is_theirs
from tongban.law.tickets.words import LimitKind, LimitStatus, TicketOutcome, TicketState

SPOKEN = frozenset({"phone", "visit"})


@decides(commands.TellPerson)
def tell_person(hearing: Hearing, command: commands.TellPerson) -> None:
    """Record that the person was told (ORD §52); a bad evaluation is called back, and the person asked (30 (一))."""
    hearing.require_state("告知", TicketState.ANSWERED)
    if not is_theirs(hearing.ticket, hearing.actor):
        raise Refused("not_in_charge", "告知、回访应当由负责办理的人员进行。", "36 §24")
    if command.method not in METHODS or command.method == "query_code":
        ways = "、".join(name for key, name in METHODS.items() if key != "query_code")
        raise Refused("unknown_method", f"请选择告知的方式：{ways}。", "36 §24")
    if hearing.rules.rectifies:
        _require_call_back(hearing, command)
    tell(hearing, command.method, command.note, command.satisfied)


def _require_call_back(hearing: Hearing, command: commands.TellPerson) -> None:
    """Have the person spoken to, unless three attempts since the answer were in vain."""
    answered = hearing.ticket.answers[-1].at
    in_vain = sum(each.at >= answered and not each.reached for each in hearing.ticket.contacts)
    if command.method in SPOKEN and command.satisfied is None:
        raise Refused("word_needed", "回访应当询问评价人对整改结果是否满意，并如实记录。", "335 §37")
    if command.method not in SPOKEN and in_vain < ATTEMPTS:
        message = f"差评应当电话或者当面回访；答复后联系{ATTEMPTS}次仍联系不上的，才可以用其他方式告知。"
        raise Refused("call_back_needed", message, "335 §37")


def tell(hearing: Hearing, method: str, note: str, satisfied: bool | None) -> None:
    """Record the telling and what follows of what the person says."""
    hearing.end(LimitStatus.MET, LimitKind.TELL)
    hearing.record(happened.PersonTold(method=method, note=note, satisfied=satisfied, **hearing.stamp()))
    if satisfied is True:
        close(hearing, TicketOutcome.SATISFIED)
    elif satisfied is False and not hearing.ticket.reopened:
        _work_again(hearing, note.strip() or "回访时表示不满意。")
    elif satisfied is False:
        close(hearing, TicketOutcome.NOT_SATISFIED)
    else:
        hearing.open(LimitKind.FEEDBACK, hearing.terms.feedback, hearing.today)


@decides(commands.ConfirmTicket)
def confirm(hearing: Hearing, _: commands.ConfirmTicket) -> None:
    """Close it on the person's own word."""
    hearing.require_own("确认已经解决")
    hearing.require_state("确认", TicketState.TOLD)
    close(hearing, TicketOutcome.SATISFIED)


@decides(commands.ReopenTicket)
def reopen(hearing: Hearing, command: commands.ReopenTicket) -> None:
    """Have it worked on again, once."""
    hearing.require_own("要求重新办理")
    hearing.require_state("要求重新办理", TicketState.TOLD)
    require_text(command.reason, "请写明哪里没有解决，方便重新办理。", "36 §24")
    if hearing.ticket.reopened:
        message = "工单已经按您的要求重新办理过一次。仍不满意的，可以依法申请行政复议、提起行政诉讼或者向监察机关反映。"
        raise Refused("reopened_once", message, "36 §24")
    hearing.end(LimitStatus.MET, LimitKind.FEEDBACK)
    _work_again(hearing, command.reason)


def _work_again(hearing: Hearing, reason: str) -> None:
    hearing.record(happened.TicketReopened(reason=reason, **hearing.stamp()))
    hearing.open(LimitKind.ANSWER, hearing.terms.answer, hearing.today)


def close(hearing: Hearing, outcome: TicketOutcome, reasons: str = "") -> None:
    hearing.end(LimitStatus.MET, LimitKind.FEEDBACK)
    hearing.end(LimitStatus.CANCELLED)
    hearing.record(happened.TicketClosed(outcome=outcome, reasons=reasons, **hearing.stamp()))


@decides(commands.AppealEvaluation)
def appeal(hearing: Hearing, command: commands.AppealEvaluation) -> None:
    """Lay a bad evaluation before the supervisor as unfounded, once; the evaluation stays as it was given."""
    hearing.require_role("申请认定评价不属实", HANDLING)
    hearing.require_state("申请认定评价不属实", TicketState.ACCEPTED, TicketState.ASSIGNED)
    if not hearing.rules.rectifies:
        raise Refused("not_an_evaluation", "只有差评整改工单可以申请认定评价不属实。", "335 §37")
    if hearing.ticket.appeal is not None:
        raise Refused("appealed_once", "这条评价已经申请过一次认定，不能再次申请。", "335 §37")
    require_text(command.reason, "申请认定评价不属实，应当写明核实的事实。", "335 §37")
    hearing.record(happened.AppealMade(reason=command.reason, **hearing.stamp()))


@decides(commands.DecideAppeal)
def decide_appeal(hearing: Hearing, command: commands.DecideAppeal) -> None:
    """Decide the appeal, with reasons; whoever made it does not decide it."""
    hearing.require_role("决定评价是否属实", OVERSEEING)
    made = hearing.ticket.appeal
    if made is None or made.unfounded is not None or not hearing.ticket.is_open:
        raise Refused("nothing_appealed", "这件工单没有待决定的认定申请。", "335 §37")
    if made.by.id == hearing.actor.id:
        raise Refused("four_eyes", "提出认定申请的人不能自己决定。", "335 §37")
    require_text(command.reason, "决定应当写明理由。", "335 §37")
    hearing.record(happened.AppealDecided(unfounded=command.unfounded, reason=command.reason, **hearing.stamp()))
    if command.unfounded:
        close(hearing, TicketOutcome.UNFOUNDED, command.reason)
