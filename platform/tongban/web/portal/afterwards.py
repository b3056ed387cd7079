"""What the applicant does once it was decided: confirm the receipt, ask for a renewal or a hearing, or give one up."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from tongban.cases import door
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow
from tongban.cases.trial import try_out
from tongban.errors import TongbanError
from tongban.law import Actor, Case, Refusal, State
from tongban.law.grounds import STANDING
from tongban.publishing import definition
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.own_acts import LONGEST, OWN_ACTS, Asked, possible_own_acts
from tongban.web.people import the_applicant
from tongban.web.portal.answer import Answer
from tongban.web.portal.my_case import of_my_case
from tongban.web.portal.room import blueprint
from tongban.web.view_words import day, span


@dataclass(frozen=True, slots=True)
class Afterwards:
    """How the result stands and is on its way, and what may be done about it now."""

    standing: str = ""
    valid_until: str = ""
    courier: str = ""
    may: tuple[tuple[str, str], ...] = ()  # name of the command, words of its button
    ahead: str = ""  # so long before the end a renewal is to be asked for, while it can be
    too_late: str = ""  # why it can no longer be asked for (licensing law art. 50)


def afterwards_of(row: CaseRow, told: Case) -> Afterwards:
    """Tell what the applicant may do now: the law is asked, not repeated."""
    if told.state not in (State.DECIDED, State.CLOSED) or told.decision is None:
        return Afterwards()
    life, sent = told.life, told.dispatch
    labels = _labels()
    asked = _asked(row)
    possible = possible_own_acts(row, asked)
    return Afterwards(
        standing=_(STANDING[life.state]) if life else "",
        valid_until=day(life.valid_until) if life else "",
        courier=f"{sent.carrier} {sent.tracking}" if sent and sent.carrier else "",
        may=tuple((name, label) for name, label in labels.items() if name in possible),
        ahead=span(books().rulebook(row.tenant_id).renewal_before.span) if "ask_renewal" in possible else "",
        too_late=_too_late(row, asked),
    )


def _too_late(row: CaseRow, asked: Asked) -> str:
    """Say that the time to ask for a renewal has passed; any other reason why it cannot be asked for needs no words."""
    answer = try_out(db(), books(), row, OWN_ACTS["ask_renewal"](asked), now())
    return answer.message if isinstance(answer, Refusal) and answer.code == "too_late" else ""


def _labels() -> dict[str, str]:
    return {
        "confirm_receipt": _("确认收到"),
        "ask_renewal": _("申请延续"),
        "ask_hearing": _("申请听证"),
        "waive_hearing": _("放弃听证"),
    }


@blueprint.post("/cases/<number>/afterwards", endpoint="afterwards")
@permitted("case.own")
@of_my_case
def afterwards(row: CaseRow) -> Answer:
    """Carry out what was asked, or say why not."""
    name = request.form.get("command", "")
    if name not in _labels():
        raise TongbanError(_("没有这一项操作，请返回办件页面重新选择。"))
    answer = door.act(db(), books(), row.number, OWN_ACTS[name](_asked(row)), now())
    db().commit()
    if isinstance(answer, Refusal):
        flash(answer.message, "bad")
    else:
        flash(_("已经登记。"), "good")
    return redirect(url_for("portal.case", tenant=row.tenant_id, number=row.number))


def _asked(row: CaseRow) -> Asked:
    person = the_applicant()
    actor = Actor(person.id, person.name, "applicant")
    reasons = request.form.get("reasons", "").strip()[:LONGEST]
    return Asked(actor, case_of(row), definition(db(), row.definition_hash), reasons)
