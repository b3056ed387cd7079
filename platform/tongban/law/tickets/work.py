"""What the person in charge does: reach the person, ask for more time once, answer (335 §37, 7 §30)."""

from __future__ import annotations

from dataclasses import replace

from tongban.definitions.model import Span
from tongban.law.refusals import Refused
from tongban.law.tickets import commands
from tongban.law.tickets import events as happened
from tongban.law.tickets.deciding import decides
from tongban.law.tickets.ending import tell
from tongban.law.tickets.hearing import Hearing, require_text
from tongban.law.tickets.rules import ATTEMPTS, HANDLING, OVERSEEING, is_theirs
from tongban.law.tickets.words import LimitKind, LimitStatus, TicketState

AT_WORK = (TicketState.ACCEPTED, TicketState.ASSIGNED, TicketState.ANSWERED)


@decides(commands.RecordContact)
def record_contact(hearing: Hearing, command: commands.RecordContact) -> None:
    """Record an attempt to reach the person; the limit for the first contact is met by it, or by three in vain."""
    hearing.require_role("联系提出人", HANDLING | OVERSEEING)
    hearing.require_state("记录联系", *AT_WORK)
    require_text(command.note, "请写明什么时候、用什么方式联系，对方怎样说。", "335 §37")
    tried = hearing.ticket.contacts
    if tried and (tried[-1].at, tried[-1].by) == (hearing.at, hearing.actor):
        raise Refused("already_recorded", "这次联系已经记录。")
    hearing.record(happened.ContactRecorded(reached=command.reached, note=command.note, **hearing.stamp()))
    if _contacted(hearing):
        hearing.end(LimitStatus.MET, LimitKind.CONTACT)


def _contacted(hearing: Hearing) -> bool:
    return hearing.ticket.reached or len(hearing.ticket.contacts) >= ATTEMPTS


@decides(commands.AskExtension)
def ask_extension(hearing: Hearing, command: commands.AskExtension) -> None:
    """Ask for the one extension before the limit ends."""
    _require_theirs(hearing, "申请延期")
    hearing.require_state("申请延期", TicketState.ASSIGNED)
    require_text(command.reason, "申请延期应当说明理由。", "7 §30")
    if hearing.ticket.extension is not None:
        raise Refused("extended_once", "工单只能延期一次，这件已经申请过延期。", "7 §30")
    _require_running(hearing)
    hearing.record(happened.ExtensionAsked(reason=command.reason, **hearing.stamp()))


@decides(commands.DecideExtension)
def decide_extension(hearing: Hearing, command: commands.DecideExtension) -> None:
    """Grant the extension or not: four eyes, with a reason, while the limit still runs."""
    hearing.require_role("审批延期", OVERSEEING)
    hearing.require_state("审批延期", TicketState.ASSIGNED)
    asked = hearing.ticket.extension
    if asked is None or asked.granted is not None:
        raise Refused("nothing_asked", "这件工单没有待审批的延期申请。")
    if asked.by.id == hearing.actor.id:
        raise Refused("four_eyes", "申请延期的人不能审批自己的申请。")
    require_text(command.reason, "审批延期应当写明意见。", "7 §30")
    _require_running(hearing)
    hearing.record(happened.ExtensionDecided(granted=command.granted, reason=command.reason, **hearing.stamp()))
    if command.granted:
        _extend(hearing)


def _extend(hearing: Hearing) -> None:
    limit = hearing.ticket.open_limit(LimitKind.ANSWER)
    assert limit is not None
    longer: Span = replace(limit.budget, amount=limit.budget.amount + hearing.terms.extension.amount)
    hearing.end(LimitStatus.SUPERSEDED, LimitKind.ANSWER)
    hearing.open(LimitKind.ANSWER, longer, limit.anchor)


def _require_running(hearing: Hearing) -> None:
    limit = hearing.ticket.open_limit(LimitKind.ANSWER)
    if limit is None or limit.missed_at is not None:
        raise Refused("too_late", "办理期限已经届满，不能再延期；请尽快答复并说明逾期的原因。", "7 §30")


@decides(commands.AnswerTicket)
def answer(hearing: Hearing, command: commands.AnswerTicket) -> None:
    """Answer; a bad evaluation also wants the person to have been contacted, and what was mended (ORD §51)."""
    _require_theirs(hearing, "答复")
    hearing.require_state("答复", TicketState.ASSIGNED)
    require_text(command.text, "答复应当写明核实的情况和处理的结果。", hearing.rules.article)
    if hearing.rules.rectifies:
        if hearing.ticket.appeal_open:
            raise Refused("appeal_open", "已经申请认定评价不属实，监督人员决定后再答复。", "335 §37")
        if not _contacted(hearing):
            raise Refused("not_contacted", "差评应当先与评价人联系核实，再答复整改结果。", "335 §37")
        require_text(command.measures, "差评整改应当写明采取了哪些整改措施。", "335 §37")
    hearing.end(LimitStatus.MET, LimitKind.ANSWER)
    hearing.record(happened.TicketAnswered(text=command.text, measures=command.measures, **hearing.stamp()))
    hearing.open(LimitKind.TELL, hearing.terms.tell, hearing.today)
    person = hearing.ticket.person
    if not hearing.rules.rectifies and (person.id or person.anonymous):
        with hearing.as_system():  # in the portal, or under the code that an anonymous person holds
            tell(hearing, "in_site" if person.id else "query_code", "", None)


def _require_theirs(hearing: Hearing, doing: str) -> None:
    """Refuse anybody but the person in charge, or a supervisor once a limit has run out (7 §30)."""
    if not is_theirs(hearing.ticket, hearing.actor):
        who = hearing.ticket.assigned.name if hearing.ticket.assigned else "被交办的人员"
        raise Refused("not_in_charge", f"工单由{who}专人负责，{doing}应当由其进行。", "7 §30")
