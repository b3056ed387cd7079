"""Look everything over, see what is missing and where to mend it, and hand in: once, however often one presses (L1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from tongban.cases import door, drafts, files
from tongban.cases.earlier import handed_in
from tongban.cases.files import move_to_case
from tongban.cases.prefill import remembered
from tongban.definitions.model import Definition
from tongban.errors import NotFound, TongbanError
from tongban.fields.types.signature import Signature
from tongban.forms import (
    SITUATION,
    Finding,
    Precheck,
    ReviewPoint,
    SummaryRow,
    all_sections,
    materials_asked,
    precheck,
    summary_view,
)
from tongban.law import Actor, Applicant, Case, PromiseLater, Refusal, applicable
from tongban.tenancy.applicants import applicant as applicant_row
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.kiosk import channel_here
from tongban.web.people import the_applicant
from tongban.web.portal.answer import UNPROCESSABLE, Answer
from tongban.web.portal.files_view import FIELD_FILE, FileView
from tongban.web.portal.materials import views_of
from tongban.web.portal.my_draft import ErrorLink, MyDraft, my_draft, of_my_draft, to_case
from tongban.web.portal.reach import arrive
from tongban.web.portal.room import blueprint
from tongban.web.portal.signing import signature_field, signature_posted
from tongban.web.view_words import WALL, span

STATEMENT = "本人（本单位）承诺：所填写的内容和提交的材料真实、合法、有效；如有虚假，愿意承担相应的法律责任。"


@dataclass(frozen=True, slots=True)
class ReviewSection:
    id: str
    title: str
    href: str
    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True, slots=True)
class ReviewMaterial:
    name: str
    status: str
    tone: str
    files: tuple[FileView, ...]


@dataclass(frozen=True, slots=True)
class PointGroup:
    """Points of review of one step or material."""

    name: str
    points: tuple[str, ...]


@blueprint.get("/drafts/<draft>/review", endpoint="review")
@permitted("case.apply")
@of_my_draft
def review(mine: MyDraft) -> str:
    return _show(mine)


@blueprint.route("/drafts/<draft>/submit", methods=["GET", "POST"], endpoint="submit")
@permitted("case.apply")
def submit(tenant: str, draft: str) -> Answer:
    """Hand in. A second press waits for the first and is answered with the same case."""
    arrive(tenant)
    if request.method == "GET":  # the way back from the log-in: one looks again before handing in
        return redirect(url_for("portal.review", tenant=tenant, draft=draft))
    mine = my_draft(draft, lock=True)
    if mine.row.number is not None:
        return to_case(mine.row)
    _still_offered(mine)
    if _missing(mine):
        return _show(mine), UNPROCESSABLE
    if not _declares_in_form(mine.definition) and request.form.get("declared") != "yes":
        return _show(mine, declaration_error=_("请勾选承诺后再提交。")), UNPROCESSABLE
    answer = _hand_in(mine)
    if isinstance(answer, Refusal):
        db().rollback()
        return _show(my_draft(draft), [ErrorLink(answer.message, "#main")]), UNPROCESSABLE
    db().commit()
    return to_case(mine.row)


def _hand_in(mine: MyDraft) -> door.Done | Refusal:
    """Submit through the door, and move draft, files and profile along in the same transaction."""
    try:
        signed = signature_posted()
    except TongbanError as refusal:
        return Refusal("not_signed", refusal.message, refusal.article)
    person, session = the_applicant(), db()
    applicant = Applicant(person.id, person.kind, person.name)
    asked = {each.id for each in materials_asked(mine.definition, mine.answers)}
    for material, rows in mine.files.items():
        if material not in asked and not material.startswith(FIELD_FILE):
            for row in rows:  # uploaded before the situation was changed: nobody asks for it any more
                files.remove(session, mine.row.id, row.id)
    handed = (
        *(handed_in(material, rows) for material, rows in mine.files.items() if material in asked),
        *(each.handed_in for name, each in mine.offers.items() if name in asked and name not in mine.files),
    )
    application = door.Application(
        mine.row.version, channel_here(mine.row.tenant_id), applicant, dict(mine.row.answers), handed
    )
    actor = Actor(person.id, person.name, "applicant")
    answer = door.submit(session, books(), mine.definition, application, actor, now())
    if isinstance(answer, Refusal):
        return answer
    number = answer.case.number
    if request.form.get("later") == "yes":
        _promise_later(mine, answer.case, actor, signed)
    drafts.handed_in(session, mine.row, number)
    move_to_case(session, mine.row.id, number)
    account = applicant_row(session, person.id)
    account.profile = remembered(mine.definition, mine.row.answers, account.profile, number)
    return answer


def _promise_later(mine: MyDraft, case: Case, actor: Actor, signed: Signature) -> None:
    """Make the promise to bring the rest later together with the hand-in; the window accepts on it (335 §19)."""
    missing = tuple(each.id for each in applicable.missing(case, mine.definition))
    answer = door.act(db(), books(), case.number, PromiseLater(actor, missing, signed.name, signed.drawn), now())
    if isinstance(answer, Refusal):  # the application itself is in, and its window will tell what to bring
        flash(answer.message, "warning")


def _still_offered(mine: MyDraft) -> None:
    if not drafts.still_offered(db(), mine.row):
        raise TongbanError(
            _(
                "“%(title)s”已经停办，不能再提交。您填写的内容还在草稿中，可以拨打咨询电话了解去向。",
                title=mine.definition.title,
            )
        )


def _missing(mine: MyDraft) -> tuple[Finding, ...]:
    return _judged(mine).missing


def _judged(mine: MyDraft) -> Precheck:
    """Judge as the window would: what stands in the way, what may follow later (335 §19), what is in doubt."""
    today = now().astimezone(WALL).date()
    return precheck(mine.definition, mine.answers, mine.handed, today, typed=mine.row.typed)


def _doubts(mine: MyDraft, points: Sequence[ReviewPoint]) -> list[ErrorLink]:
    """Tell the points that the reviewer will find not met, each with its remedy and where to mend it (F6)."""
    fields = {each.id: (section.id, each.id) for section in all_sections(mine.definition) for each in section.fields}
    materials = {each.id for each in mine.definition.materials}
    found = []
    for point in points:
        about = next((each for each in point.about if each in fields or each in materials), "")
        section, field = fields.get(about, ("", ""))
        place = Finding("point", "", field, section=section, material="" if field else about)
        remedy = point.remedy or _("请核对填写的内容。")
        text = _("%(where)s：%(point)s。%(remedy)s", where=point.where, point=point.text.rstrip("。"), remedy=remedy)
        found.append(ErrorLink(text, mine.link(place).href if about else ""))
    return found


def _pointed(points: Sequence[ReviewPoint]) -> tuple[PointGroup, ...]:
    """Gather points under the step or material that they belong to, as the reviewer has them."""
    found: dict[str, list[str]] = {}
    for each in points:
        found.setdefault(each.where, []).append(each.text)
    return tuple(PointGroup(where, tuple(texts)) for where, texts in found.items())


def _declares_in_form(definition: Definition) -> bool:
    return any(each.type == "declaration" for each in definition.fields)


def _show(mine: MyDraft, refused: Sequence[ErrorLink] = (), *, declaration_error: str = "") -> str:
    judged = _judged(mine)
    promise = mine.definition.time.promise
    return render_template(
        "portal/review.html",
        draft=mine.head(),
        steps=mine.steps("review"),
        missing=[*refused, *mine.links(judged.missing)],
        may_follow=mine.links(judged.may_follow),
        tolerance=mine.definition.tolerance if judged.may_follow and not judged.missing else None,
        signature=signature_field(),
        doubts=_doubts(mine, judged.doubtful),
        in_order=_pointed(judged.in_order),
        to_be_seen=_pointed(judged.to_be_seen),
        sections=review_sections(mine),
        materials=review_materials(mine),
        materials_href=next((each.href for each in mine.pages if each.id == "materials"), ""),
        news=_news(mine),
        promise=_("我们承诺受理后 %(limit)s内办结。", limit=span(promise)) if promise else _("这个事项当场办结。"),
        submit_href=mine.href("submit"),
        declaration="" if _declares_in_form(mine.definition) else _(STATEMENT),
        declaration_error=declaration_error,
        back=mine.before("review"),
    )


def review_sections(mine: MyDraft) -> list[ReviewSection]:
    hrefs = {SITUATION if each.id == "questions" else each.id: each.href for each in mine.pages}
    return [
        ReviewSection(each.id, each.title, hrefs[each.id], each.rows)
        for each in summary_view(mine.definition, mine.answers)
        if each.id in hrefs
    ]


def review_materials(mine: MyDraft) -> list[ReviewMaterial]:
    found = []
    for each in materials_asked(mine.definition, mine.answers):
        rows = mine.files.get(each.id, ())
        offer = mine.offers.get(each.id)
        if offer is not None and not rows:
            name, number = offer.licence.name, offer.licence.number
            status, tone = _("免提交：%(name)s（%(number)s）", name=name, number=number), "green"
        elif each.source == "government":
            status, tone = _("免提交"), "green"
        elif rows:
            status, tone = _("已上传 %(count)s 份", count=len(rows)), "green"
        elif each.may_follow:
            status, tone = _("可以后补"), "yellow"
        else:
            status, tone = (_("待上传"), "yellow") if mine.standing.holds(each.required) else (_("未提供"), "")
        found.append(ReviewMaterial(each.name, status, tone, views_of(rows, mine)))
    return found


def _news(mine: MyDraft) -> str:
    """Say that the item was published anew since; the draft stays on the text it began with (C5)."""
    try:
        newer = drafts.newer_version(db(), mine.row)
    except NotFound:
        return _("这个事项已经停办，不能再提交。")
    if newer is None:
        return ""
    change = newer.change.rstrip("。")
    return _(
        "这个事项已更新到第 %(version)s 版（%(change)s）。您的申请仍按开始填写时的版本办理。",
        version=newer.version,
        change=change or _("内容有调整"),
    )
