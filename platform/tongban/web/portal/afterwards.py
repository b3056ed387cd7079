"""What the applicant does once it was decided: confirm the receipt, ask for a renewal or a hearing, or give one up."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from tongban.cases import door
from tongban.cases.tables import CaseRow
from tongban.cases.trial import try_out
from tongban.errors import TongbanError
from tongban.law import (
    Actor,
    AskHearing,
    AskRenewal,
    Case,
    Command,
    ConfirmReceipt,
    Refusal,
    State,
    WaiveHearing,
)
from tongban.law.grounds import STANDING
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.people import the_applicant
from tongban.web.portal.answer import Answer
from tongban.web.portal.my_case import of_my_case
from tongban.web.portal.room import blueprint
from tongban.web.view_words import day


@dataclass(frozen=True, slots=True)
class Afterwards:
    """How the result stands and is on its way, and what may be done about it now."""

    standing: str = ""
    valid_until: str = ""
    courier: str = ""
    may: tuple[tuple[str, str], ...] = ()  # name of the command, words of its button


def afterwards_of(row: CaseRow, told: Case) -> Afterwards:
    """Tell what the applicant may do now: the law is asked, not repeated."""
    if told.state not in (State.DECIDED, State.CLOSED) or told.decision is None:
        return Afterwards()
    life, sent = told.life, told.dispatch
    labels = {
        "confirm_receipt": _("确认收到"),
        "ask_renewal": _("申请延续"),
        "ask_hearing": _("申请听证"),
        "waive_hearing": _("放弃听证"),
    }
    commands = _commands()
    return Afterwards(
        standing=_(STANDING[life.state]) if life else "",
        valid_until=day(life.valid_until) if life else "",
        courier=f"{sent.carrier} {sent.tracking}" if sent and sent.carrier else "",
        may=tuple((name, label) for name, label in labels.items() if _allowed(row, commands[name])),
    )


@blueprint.post("/cases/<number>/afterwards", endpoint="afterwards")
@permitted("case.own")
@of_my_case
def afterwards(row: CaseRow) -> Answer:
    """Carry out what was asked, or say why not."""
    command = _commands().get(request.form.get("command", ""))
    if command is None:
        raise TongbanError(_("没有这一项操作，请返回办件页面重新选择。"))
    answer = door.act(db(), books(), row.number, command, now())
    db().commit()
    if isinstance(answer, Refusal):
        flash(answer.message, "bad")
    else:
        flash(_("已经登记。"), "good")
    return redirect(url_for("portal.case", tenant=row.tenant_id, number=row.number))


def _commands() -> dict[str, Command]:
    person = the_applicant()
    actor = Actor(person.id, person.name, "applicant")
    reasons = request.form.get("reasons", "")
    return {
        "confirm_receipt": ConfirmReceipt(actor),
        "ask_renewal": AskRenewal(actor, reasons),
        "ask_hearing": AskHearing(actor, reasons),
        "waive_hearing": WaiveHearing(actor),
    }


def _allowed(row: CaseRow, command: Command) -> bool:
    return not isinstance(try_out(db(), books(), row, command, now()), Refusal)
