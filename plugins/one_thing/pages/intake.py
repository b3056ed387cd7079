"""A bundle at a window: questions, one form, one set of materials, one hand-in for who stands there (335 §28)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from one_thing.pages.desk import blueprint, own_office
from one_thing.pages.drafts import way_choices
from one_thing.pages.room import library
from one_thing.pages.told import question_form, told_of
from one_thing.running import window
from one_thing.running.hand_in import Wanted, hand_in
from one_thing.running.lacking import lacking
from one_thing.running.plans import Plan, keep, kept, plan_now
from tongban.kit.cases import Office
from tongban.kit.definitions import TongbanError
from tongban.kit.drafts import DraftRow, answers, save_typed
from tongban.kit.forms import Finding, Reading, materials_asked, stand
from tongban.kit.handed_in import KINDS, at_window, draft_files
from tongban.kit.law import Actor
from tongban.kit.portal import UNPROCESSABLE, WALL, Answer, offered
from tongban.kit.web import db, now, permitted, the_staff
from tongban.kit.window import SETTLED, Problem, on_paper, posted, problems, shown, take_uploads, window_materials

WAY = "bundle.way"  # no field is named so
_NONE: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str


@blueprint.route("/intake", methods=["GET", "POST"], endpoint="intake")
@permitted("case.take_in")
def intake() -> Answer:
    """Ask who applies for which bundle, and begin the window's draft."""
    office = own_office()
    if request.method == "GET":
        return _who_and_what(office, "")
    try:
        draft = _begun(office, plan_now(db(), library(), request.form.get("bundle", ""), office.tenant))
    except TongbanError as refusal:
        db().rollback()
        return _who_and_what(office, refusal.message), UNPROCESSABLE
    db().commit()
    return redirect(url_for("one_thing_desk.intake_questions", draft=draft.id), 303)


def _begun(office: Office, plan: Plan) -> DraftRow:
    keep(office.session, plan, office.now)
    form, name = request.form, request.form.get("name", "")
    person = at_window(
        db(),
        kind=form.get("kind", ""),
        name=name,
        phone=form.get("phone", "").strip()[:30],
        account=form.get("account", "").strip(),
        now=now(),
    )
    known = offered(plan.merged.form, person.profile, kind=person.kind, name=person.name)
    return window.begin(office, plan, person, {field: each.value for field, each in known.items()})


def _who_and_what(office: Office, error: str) -> str:
    lists = library()
    bundles = [Option(each, lists.bundle(each, office.tenant).title) for each in lists.offered(office.tenant)]
    kinds = [Option(kind, _(words)) for kind, words in KINDS.items()]
    return render_template("one_thing/intake.html", error=error, bundles=bundles, kinds=kinds, typed=request.form)


def _draft(office: Office, draft: str) -> tuple[DraftRow, Plan]:
    row = window.draft_of(office, draft, lock=request.method == "POST")
    return row, kept(db(), office.tenant, row.definition_hash)


def _saved(row: DraftRow) -> Reading:
    typed = {name: texts for name, texts in posted().items() if name != WAY}
    return save_typed(db(), row, typed, now=now(), today=now().astimezone(WALL).date(), settled=SETTLED)


def _to_bundle(row: DraftRow) -> Response:
    return redirect(url_for("one_thing_desk.led", number=row.number), 303)


@blueprint.route("/intake/<draft>", methods=["GET", "POST"], endpoint="intake_questions")
@permitted("case.take_in")
def questions(draft: str) -> Answer:
    """Ask together with the applicant what chooses the items, and show at once what to bring and what is saved."""
    office = own_office()
    row, plan = _draft(office, draft)
    if row.number is not None:
        return _to_bundle(row)
    reading = Reading(answers(db(), row), (), row.typed)
    if request.method == "POST":
        reading = _saved(row)
        db().commit()
        if not reading.findings:
            return redirect(url_for("one_thing_desk.intake_questions", draft=row.id, _anchor="items"), 303)
    form = plan.merged.form
    return render_template(
        "one_thing/intake_questions.html",
        row=row,
        bundle=plan.merged.bundle,
        form=question_form(form, reading.answers, reading.typed, reading.findings, SETTLED),
        told=told_of(office, plan, reading.answers, stand(form, reading.answers)),
    ), (UNPROCESSABLE if reading.findings else 200)


@blueprint.route("/intake/<draft>/form", methods=["GET", "POST"], endpoint="intake_form")
@permitted("case.take_in")
def whole_form(draft: str) -> Answer:
    """Take the one form and the one set in on one page, and hand all items in together."""
    office = own_office()
    row, plan = _draft(office, draft)
    if row.number is not None:
        return _to_bundle(row)
    if request.method == "GET":
        return _show(row, plan, Reading(answers(db(), row), (), row.typed))
    reading = _saved(row)
    errors = take_uploads(row.id, materials_asked(plan.merged.form, reading.answers))
    db().commit()  # what was typed is kept, whatever becomes of the rest
    action = request.form.get("action")
    if action not in {"submit", "anyway"}:
        return _show(row, plan, reading, errors=errors)
    findings, trouble = _missing(row, plan, reading)
    if errors or (trouble and action != "anyway"):
        return _show(row, plan, reading, findings, trouble, errors, anyway=not errors), UNPROCESSABLE
    return _handed_in(office, row, plan, reading)


def _missing(row: DraftRow, plan: Plan, reading: Reading) -> tuple[Sequence[Finding], list[Problem]]:
    """Find what is missing, as the window tells it: all at once (335 §18)."""
    handed, today = window.supplied(db(), row, on_paper()), now().astimezone(WALL).date()
    found, further = lacking(plan, reading.answers, reading.typed, handed, today)
    return found, [*problems(found, plan.merged.form), *(Problem(each, "#main") for each in further)]


def _handed_in(office: Office, row: DraftRow, plan: Plan, reading: Reading) -> Answer:
    person, ways = the_staff(), plan.merged.bundle.ways
    way = request.form.get(WAY, "")
    actor = Actor(person.id, person.name, "window_clerk", person.desk)
    try:
        applicant, theirs = window.brought(office, plan, row, on_paper())
        done = hand_in(office, plan, row, applicant, Wanted(way if way in ways else ways[0], "window"), actor, theirs)
    except TongbanError as refused:
        db().rollback()
        again = window.draft_of(office, row.id)
        return _show(again, plan, reading, (), [Problem(refused.message, "#main", refused.article)]), UNPROCESSABLE
    number = done.number
    db().commit()
    flash(_("已经收件，各事项一起提交。请打印收件回执交给申请人。"), "success")
    return redirect(url_for("one_thing_desk.led", number=number), 303)


def _show(
    row: DraftRow,
    plan: Plan,
    reading: Reading,
    findings: Sequence[Finding] = (),
    trouble: Sequence[Problem] = (),
    errors: Mapping[str, str] = _NONE,
    *,
    anyway: bool = False,
) -> str:
    form, ways = plan.merged.form, plan.merged.bundle.ways
    return render_template(
        "one_thing/intake_form.html",
        title=_("一件事窗口收件"),
        subject=plan.merged.bundle.title,
        help=_("一张表、一套材料，各事项共用。材料原件当场核对；不方便扫描的，勾选“收到纸质件”。"),
        form=shown(form, reading, findings),
        materials=window_materials(form, reading.answers, draft_files(db(), row.id), on_paper(), errors),
        problems=trouble,
        buttons=[("submit", _("收件，全部提交"), "")]
        + ([("anyway", _("材料不齐，仍然收件"), "second")] if anyway else []),
        ways=way_choices(plan.merged.bundle),
        way=request.form.get(WAY, ways[0]),
        back=url_for("one_thing_desk.intake_questions", draft=row.id),
        revision="",
    )
