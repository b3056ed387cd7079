"""Window intake: for a person at the window, by the same rules as online, with no online step before it (L1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tongban.cases import drafts, window
from tongban.cases.delegation import delegated_to, grant
from tongban.cases.files import draft_files
from tongban.cases.prefill import offered
from tongban.cases.tables import DraftRow
from tongban.database import scoped
from tongban.definitions.delegations import Delegation
from tongban.errors import NotFound, TongbanError
from tongban.forms import Finding, Reading, Supplied, check, materials_asked
from tongban.law import Refusal
from tongban.law.notice_values import CHANNELS
from tongban.publishing.memory import definition
from tongban.publishing.versions import in_use
from tongban.tenancy.applicants import KINDS, at_window
from tongban.web.desk.acts import Option
from tongban.web.desk.queue_page import items_of
from tongban.web.desk.room import actor_as, blueprint, turned_away
from tongban.web.desk.whole_form import (
    SETTLED,
    Problem,
    on_paper,
    posted,
    problems,
    shown,
    whole_form_files,
    window_materials,
)
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.people import the_staff
from tongban.web.portal.materials import take_uploads
from tongban.web.scoping import enter
from tongban.web.view_words import WALL

Answer = Response | str | tuple[str, int]


@blueprint.route("/intake", methods=["GET", "POST"], endpoint="intake")
@permitted("case.take_in")
def intake() -> Answer:
    """Ask who applies for what, and begin the window's draft."""
    if request.method == "GET":
        return _who_and_what("")
    form = request.form
    try:
        tenant, item = _whose(form.get("item", ""))
        described = definition(db(), in_use(db(), tenant, item).hash)
        person = at_window(
            db(),
            kind=form.get("kind", ""),
            name=form.get("name", ""),
            phone=form.get("phone", "").strip()[:30],
            account=form.get("account", "").strip(),
            now=now(),
        )
        known = offered(described, person.profile, kind=person.kind, name=person.name)
        answers = {field: each.value for field, each in known.items()}
        draft = window.begin(db(), tenant, described.item, person, answers, now(), form.get("channel", "window"))
    except TongbanError as refusal:
        db().rollback()
        return _who_and_what(refusal.message), 422
    db().commit()
    return redirect(url_for("desk.intake_form", draft=draft.id), 303)


def _whose(item: str) -> tuple[str, str]:
    """Tell whose item is applied for: one's own, or a principal's that is delegated today (its grant is entered)."""
    principal, slash, name = item.rpartition("/")
    person = the_staff()
    if not slash:
        return person.tenant, item
    for each in _delegations():
        if (each.principal, each.item) == (principal, name):
            enter(grant(each))
            return principal, name
    refusal = NotFound(_("这个事项没有委托本单位受理，或者委托已经到期。"))
    turned_away("case.take_in", refusal.message)
    raise refusal


def _delegations() -> tuple[Delegation, ...]:
    return delegated_to(books(), the_staff().tenant, now().astimezone(WALL).date())


def _delegated_items() -> list[Option]:
    """List the items that others have delegated, each with its principal."""
    found: list[Option] = []
    for each in _delegations():
        with scoped(grant(each)):
            titles = {option.value: option.label for option in items_of(each.principal)}
        if each.item in titles:
            name = books().workspace.tenants[each.principal].name
            label = _("%(item)s（受%(office)s委托）", item=titles[each.item], office=name)
            found.append(Option(f"{each.principal}/{each.item}", label))
    return found


def _who_and_what(error: str) -> str:
    kinds = [Option(kind, _(name)) for kind, name in KINDS.items()]
    items = [*items_of(the_staff().tenant), *_delegated_items()]
    ways = [Option(each, _(CHANNELS[each])) for each in window.WAYS_IN]
    return render_template("desk/intake.html", error=error, items=items, kinds=kinds, ways=ways, typed=request.form)


@blueprint.route("/intake/<draft>", methods=["GET", "POST"], endpoint="intake_form")
@permitted("case.take_in")
def intake_form(draft: str) -> Answer:
    """Take the form and the materials in on one page, and hand them in at the window."""
    row = _draft(draft)
    if row.number is not None:
        return redirect(url_for("desk.case", number=row.number))
    if request.method == "GET":
        return _show(row, Reading(drafts.answers(db(), row), (), row.typed), (), {})
    described = drafts.definition_of(db(), row)
    today = now().astimezone(WALL).date()
    typed = posted()
    uploads, refused = whole_form_files(row.id, described, typed)
    reading = drafts.save_typed(db(), row, typed, now=now(), today=today, settled=SETTLED, uploads=uploads)
    errors = take_uploads(row.id, materials_asked(described, reading.answers))
    db().commit()  # what was typed is kept, whatever becomes of the rest
    if request.form.get("action") not in {"submit", "anyway"}:
        return _show(row, reading, refused, errors)
    findings = [*refused, *_findings(row, reading)]
    if errors or (findings and request.form.get("action") != "anyway"):
        return _show(row, reading, findings, errors, anyway=not errors), 422
    return _hand_in(row, reading)


def _draft(draft_id: str) -> DraftRow:
    locked = request.method == "POST"
    try:
        return window.window_draft(db(), draft_id, lock=locked)
    except NotFound as refusal:
        for each in _delegations():
            with scoped(grant(each)):
                row = window.window_draft_or_none(db(), draft_id, lock=locked)
            if row is not None and row.item == each.item:
                enter(grant(each))
                return row
        turned_away("case.take_in", refusal.message)
        raise


def _findings(row: DraftRow, reading: Reading) -> Sequence[Finding]:
    """Find what is missing, as the window would tell it: all at once (335 §18)."""
    described = drafts.definition_of(db(), row)
    handed = [Supplied(each) for each in {*draft_files(db(), row.id), *on_paper()}]
    return check(described, reading.answers, handed, now().astimezone(WALL).date(), typed=reading.typed)


def _hand_in(row: DraftRow, reading: Reading) -> Answer:
    answer = window.hand_in(db(), books(), row, actor_as("window_clerk"), on_paper(), now())
    if isinstance(answer, Refusal):
        db().rollback()
        refused = Problem(answer.message, "#main", answer.article)
        return _show(row, reading, (), {}, refused=[refused]), 422
    db().commit()
    flash(_("已经收件，收件凭证随即出具。材料齐全的，请核对后当场受理。"), "success")
    return redirect(url_for("desk.case", number=answer.case.number), 303)


def _show(
    row: DraftRow,
    reading: Reading,
    findings: Sequence[Finding],
    errors: Mapping[str, str],
    *,
    anyway: bool = False,
    refused: Sequence[Problem] = (),
) -> str:
    described, came = drafts.definition_of(db(), row), window.way_in(row)
    return render_template(
        "desk/intake_form.html",
        title=_("窗口收件"),
        subject=described.title if came == "window" else f"{described.title} · {_(CHANNELS[came])}",
        help=_("材料原件当场核对；不方便扫描的，勾选“收到纸质件”。"),
        form=shown(described, reading, findings),
        materials=window_materials(described, reading.answers, draft_files(db(), row.id), on_paper(), errors),
        problems=[*refused, *problems(findings, described, errors)],
        buttons=[("submit", _("收件"), "")] + ([("anyway", _("材料不齐，仍然收件"), "second")] if anyway else []),
        back=url_for("desk.queue"),
        revision="",
    )
