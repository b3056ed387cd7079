"""Bring something forward: “cannot get it done” and complaints, with or without a name (ORD §45, §52; 7 §30)."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from tongban.cases.tables import CaseRow
from tongban.cases.tickets import Opening
from tongban.cases.tickets.frequency import MOST_IN_AN_HOUR, count_report, place_mark
from tongban.errors import TongbanError
from tongban.law import Actor, Refusal
from tongban.law.tickets import KINDS, Complainant, TicketKind
from tongban.publishing.versions import title_in_use
from tongban.web.bringing import bring, page_mark
from tongban.web.guard import public
from tongban.web.house import db, house, now
from tongban.web.people import applicant
from tongban.web.portal.answer import UNPROCESSABLE, Answer
from tongban.web.portal.reach import arrive
from tongban.web.portal.room import blueprint

#: kinds that anybody may bring forward in the portal, and what each is for
OFFERED = {
    TicketKind.CANNOT_GET_IT_DONE: "手续办不下去、来回跑、多个部门互相推的，由专人协调解决。",
    TicketKind.COMPLAINT: "工作人员违反规定、额外要材料、态度不好、超过期限的，核实处理后告知您结果。",
}


TOO_MANY_REQUESTS = 429


@dataclass(frozen=True, slots=True)
class KindChoice:
    value: str
    label: str
    help: str


@blueprint.route("/report", methods=["GET", "POST"], endpoint="report")
@public
def report(tenant: str) -> Answer:
    """Ask what is the matter; who gives no name gets a code to follow it by."""
    arrive(tenant)
    if request.method == "GET":
        return _form("")
    try:
        opening, actor = _opening()
        if not opening.person.id and _too_many(tenant):
            db().rollback()
            return _form(_too_often()), TOO_MANY_REQUESTS
        answer = bring(tenant, opening, actor, request.form.get("mark", "")[:64])
    except TongbanError as refusal:
        db().rollback()
        return _form(refusal.message), UNPROCESSABLE
    if isinstance(answer, Refusal):
        db().rollback()
        return _form(answer.message, answer.article), UNPROCESSABLE
    db().commit()
    flash(_("您反映的问题已经收到，编号 %(number)s。", number=answer.ticket.number), "success")
    if opening.person.id:
        return redirect(url_for("portal.ticket", tenant=tenant, number=answer.ticket.number), 303)
    return redirect(url_for("portal.ticket_by_code", tenant=tenant, code=answer.code), 303)


def _too_many(tenant: str) -> bool:
    """Count a report that names no account, and tell whether its place has brought too many within the hour."""
    mark = place_mark(request.remote_addr or "", house().settings.secret_key, now())
    return count_report(db(), tenant, mark, now()) > MOST_IN_AN_HOUR


def _too_often() -> str:
    return _("这个网络地址一小时内不登录反映的次数太多，这一次没有提交。请稍后再试，或者登录后反映，也可以拨打 12345。")


def _opening() -> tuple[Opening, Actor]:
    form = request.form
    kind = form.get("kind", "")
    if kind not in {each.value for each in OFFERED}:
        raise TongbanError(_("请选择要反映的类型。"))
    person, actor = _who()
    case = _own_case(form.get("case", ""), person)
    opening = Opening(
        kind=TicketKind(kind),
        person=person,
        title=form.get("title", "").strip(),
        body=form.get("body", "").strip(),
        channel="portal",
        case=case.number if case else "",
        item=case.item if case else _item()[0],
    )
    return opening, actor


def _who() -> tuple[Complainant, Actor]:
    """Tell who brings it forward: the account, a name and number that were given, or nobody."""
    known = applicant()
    if known is not None and not request.form.get("anonymous"):
        phone = request.form.get("phone", "").strip()[:30]
        return Complainant(known.id, known.name, phone), Actor(known.id, known.name, "applicant")
    name = "" if request.form.get("anonymous") else request.form.get("name", "").strip()[:100]
    phone = request.form.get("phone", "").strip()[:30] if name else ""
    if name and not phone:
        raise TongbanError(_("请留下联系电话，方便告知您结果；不愿留的，请选择匿名。"))
    return Complainant("", name, phone), Actor("", name or "匿名", "visitor")


def _own_case(number: str, person: Complainant) -> CaseRow | None:
    """Find the case it is about; only one's own at this tenant is linked, and nothing is told of any other."""
    wanted = number.strip().upper()
    if not wanted:
        return None
    row = db().scalar(select(CaseRow).where(CaseRow.number == wanted, CaseRow.applicant_id == person.id))
    if row is None:
        raise TongbanError(_("没有找到您名下编号为“%(number)s”的办件，请核对；也可以不填。", number=wanted[:50]))
    return row


def _item() -> tuple[str, str]:
    """Give the item that it is about, and its title; only one that is published here is linked."""
    item = request.values.get("item", "")[:64]
    title = title_in_use(db(), str((request.view_args or {})["tenant"]), item)
    return (item, title) if title else ("", "")


def _form(error: str, article: str = "") -> str:
    kind = request.values.get("kind", TicketKind.CANNOT_GET_IT_DONE.value)
    kinds = [KindChoice(each.value, _(KINDS[each].title), _(words)) for each, words in OFFERED.items()]
    mark, (item, title) = request.form.get("mark") or page_mark(), _item()
    return render_template(
        "portal/report.html",
        kinds=kinds,
        kind=kind,
        typed=request.values,
        item=item,
        item_title=title,
        mark=mark,
        error=error,
        article=article,
    )
