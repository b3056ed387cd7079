"""Opened, accepted or turned away, put into one person's hands, taken back (ORD §45, §52; 7 §30)."""

from __future__ import annotations

from tongban.law.refusals import Refused
from tongban.law.tickets import commands
from tongban.law.tickets import events as happened
from tongban.law.tickets.deciding import decides
from tongban.law.tickets.hearing import Hearing, require_text
from tongban.law.tickets.rules import HANDLING, KINDS, TAKING_IN
from tongban.law.tickets.words import LimitKind, LimitStatus, TicketOutcome, TicketState


@decides(commands.OpenTicket)
def open_ticket(hearing: Hearing, command: commands.OpenTicket) -> None:
    """Begin a ticket; whoever the law lets complain may do so without a name (ORD §52)."""
    rules = KINDS[command.kind]
    if hearing.begun:
        raise Refused("already_open", "这件工单已经提出，不能重复提出。")
    hearing.require_role(f"提出{rules.title}", rules.opened_by)
    require_text(command.title, "请用一句话写明反映的问题。", rules.article)
    require_text(command.body, "请写明事情的经过和您的要求。", rules.article)
    if command.person.anonymous and not hearing.rulebook.ticket_terms(command.kind.value).anonymous:
        raise Refused("name_needed", f"{rules.title}应当写明提出人的姓名或者名称。", rules.article)
    hearing.record(
        happened.TicketOpened(
            number=command.number,
            tenant=command.tenant,
            ticket_kind=command.kind,
            person=command.person,
            title=command.title.strip(),
            body=command.body.strip(),
            channel=command.channel,
            received_on=hearing.today,
            case=command.case,
            item=command.item,
            reference=command.reference,
            **hearing.stamp(),
        )
    )
    if rules.taken_in:
        hearing.open(LimitKind.ACCEPT, hearing.terms.accept, hearing.today)
        return
    with hearing.as_system():
        if rules.rectifies:
            hearing.open(LimitKind.CONTACT, hearing.terms.contact, hearing.today)
        _take_in(hearing)


@decides(commands.AcceptTicket)
def accept(hearing: Hearing, _: commands.AcceptTicket) -> None:
    """Take it in; from now on the limit for the answer runs."""
    hearing.require_role("受理工单", TAKING_IN)
    hearing.require_state("受理", TicketState.OPENED)
    hearing.end(LimitStatus.MET, LimitKind.ACCEPT)
    _take_in(hearing)


def _take_in(hearing: Hearing) -> None:
    hearing.record(happened.TicketAccepted(**hearing.stamp()))
    hearing.open(LimitKind.ANSWER, hearing.terms.answer, hearing.today)


@decides(commands.TurnAway)
def turn_away(hearing: Hearing, command: commands.TurnAway) -> None:
    """Turn away what is out of scope, never without reasons and where to go."""
    hearing.require_role("不予受理工单", TAKING_IN)
    hearing.require_state("不予受理", TicketState.OPENED)
    require_text(command.reasons, "不属于受理范围的，应当说明理由。", hearing.rules.article)
    require_text(command.where_to_go, "不属于受理范围的，应当告知向哪里反映。", hearing.rules.article)
    hearing.end(LimitStatus.MET, LimitKind.ACCEPT)
    hearing.record(
        happened.TicketClosed(
            outcome=TicketOutcome.OUT_OF_SCOPE,
            reasons=command.reasons,
            where_to_go=command.where_to_go,
            **hearing.stamp(),
        )
    )


@decides(commands.AssignTicket)
def assign(hearing: Hearing, command: commands.AssignTicket) -> None:
    """Put one person in charge, or another in their place (7 §30)."""
    hearing.require_role("交办工单", TAKING_IN)
    hearing.require_state("交办", TicketState.ACCEPTED, TicketState.ASSIGNED)
    if command.to.role not in HANDLING:
        raise Refused("wrong_assignee", "工单应当交给窗口人员、审查人员或者首席代表办理。", "7 §30")
    if hearing.ticket.assigned == command.to:
        raise Refused("already_assigned", f"这件工单已经交给{command.to.name}办理。", "7 §30")
    hearing.record(happened.TicketAssigned(to=command.to, **hearing.stamp()))


@decides(commands.WithdrawTicket)
def withdraw(hearing: Hearing, _: commands.WithdrawTicket) -> None:
    """Let the person take back what is not yet answered; a bad evaluation is mended whatever its giver says later."""
    hearing.require_own("撤回工单")
    hearing.require_state("撤回", TicketState.OPENED, TicketState.ACCEPTED, TicketState.ASSIGNED)
    if hearing.rules.rectifies:
        raise Refused("not_withdrawn", "差评应当核实整改，整改工单不能撤回。", "335 §37")
    hearing.end(LimitStatus.CANCELLED)
    hearing.record(happened.TicketClosed(outcome=TicketOutcome.WITHDRAWN, **hearing.stamp()))
