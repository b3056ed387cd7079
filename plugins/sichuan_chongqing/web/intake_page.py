"""Take an application in at the window by the handling region's list, verify licences, and hand it over."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from sichuan_chongqing.agreements.model import Mode
from sichuan_chongqing.exchange.side import SideOf, side_of
from sichuan_chongqing.exchange.tables import IntakeRow
from sichuan_chongqing.handling import intake as taking
from sichuan_chongqing.handling import licence_checks
from sichuan_chongqing.handling.handing_over import hand_over
from sichuan_chongqing.protocol.bodies import Applicant
from sichuan_chongqing.web.desk_room import Answer, blueprint, our_office
from sichuan_chongqing.web.views import choices_of, named
from tongban.kit.cases import Office
from tongban.kit.definitions import NotFound, TongbanError
from tongban.kit.forms import Reading, in_full
from tongban.kit.forms import load as load_answers
from tongban.kit.handed_in import KINDS, draft_files, materials_asked
from tongban.kit.web import db, permitted, the_staff
from tongban.kit.window import Problem, on_paper, posted, shown, take_uploads, whole_form_files, window_materials


@blueprint.route("/intake", methods=["GET", "POST"], endpoint="begin")
@permitted("sichuan_chongqing.take_in")
def begin() -> Answer:
    """Ask who applies for what on the other side, and begin the intake."""
    office = our_office()
    side, error = side_of(office), ""
    if request.method == "POST":
        try:
            return _begun(office, side)
        except TongbanError as refusal:
            db().rollback()
            error = refusal.message
    page = render_template(
        "sichuan_chongqing/begin.html",
        error=error,
        choices=choices_of(side, office.now.date()),
        kinds=_options(KINDS),
        identity=_options(taking.IDENTITY),
        typed=request.form,
    )
    return (page, 422) if error else page


def _options(words: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"value": value, "label": _(label)} for value, label in words.items()]


def _begun(office: Office, side: SideOf) -> Response:
    form = request.form
    agreement_id, _slash, rest = form.get("what", "").partition("/")
    item_id, _slash, region = rest.partition("/")
    agreement = side.agreement(agreement_id)
    item = agreement.item(item_id)
    if item is None:
        raise NotFound(_("请选择要代收的事项。"))
    name, number = form.get("name", "").strip(), form.get("id_number", "").strip()
    if not name or not number:
        raise TongbanError(_("请填写申请人的姓名（名称）和证件号码。"))
    who = Applicant(form.get("kind", "person"), name[:100], "111", number[:40], form.get("phone", "").strip()[:30])
    wanted = taking.Wanted(agreement, item, region)
    row = taking.begin(office, side, wanted, who, form.get("identity", ""), the_staff().name)
    db().commit()
    return redirect(url_for(".intake", intake=row.id), 303)


@blueprint.route("/intake/<intake>", methods=["GET", "POST"], endpoint="intake")
@permitted("sichuan_chongqing.take_in")
def intake_page(intake: str) -> Answer:
    """Take the form and materials in by the handling region's list; notice, receipt, or hand over."""
    office = our_office()
    row = taking.intake(office, intake, lock=request.method == "POST")
    if request.method == "GET" or row.state == taking.HANDED_OVER:
        return _show(office, row, (), {})
    if request.form.get("action") == "hand_over":
        return _handed_over(office, row)
    item = taking.described(office, row)
    typed = {name: texts for name, texts in posted().items() if not name.startswith("licence.")}
    uploads, refused = whole_form_files(row.id, item, typed)
    taking.save(office, row, typed, on_paper(), uploads)
    errors = take_uploads(row.id, materials_asked(item, load_answers(item, row.answers)))
    db().commit()  # what was typed is kept, whatever becomes of the rest
    row = taking.intake(office, intake, lock=True)
    if refused:
        return _show(office, row, tuple(in_full(each, item) for each in refused), errors), 422
    verb, _dot, material = request.form.get("action", "").partition(".")
    return _verified(office, row, verb, material) if material else _after(office, row, errors)


def _verified(office: Office, row: IntakeRow, verb: str, material: str) -> Answer:
    """Ask the other side's register after a licence now, or enter that the original was seen while it is down."""
    side = side_of(office)
    try:
        if verb == "seen":
            licence_checks.note_seen(office, side, row, material, the_staff().name)
        else:
            number = request.form.get(f"licence.{material}", "")
            check = licence_checks.check_licence(office, side, row, material, number)
            flash(check.words, "success" if check.stands else "warning")
    except TongbanError as refusal:
        db().rollback()
        return _show(office, taking.intake(office, row.id), (refusal.message,), {}), 422
    db().commit()
    return redirect(url_for(".intake", intake=row.id, _anchor=f"licence-{material}"), 303)


def _after(office: Office, row: IntakeRow, errors: dict[str, str]) -> Answer:
    action = request.form.get("action", "save")
    wanting = taking.wanting(office, row) if action in ("notice", "receive") and not errors else ()
    if errors or action == "save":
        return _show(office, row, wanting, errors)
    if action == "receive" and wanting:
        return _show(office, row, wanting, errors), 422
    try:
        if action == "notice":
            taking.give_notice(office, row)
            flash(_("已经出具一次性告知，请把告知内容交给申请人。"), "success")
        else:
            receipt = taking.receive(office, side_of(office), row, the_staff().name)
            flash(_("已经出具收件凭证 %(number)s，请在期限内移送办理地。", number=receipt), "success")
    except TongbanError as refusal:
        db().rollback()
        return _show(office, taking.intake(office, row.id), (refusal.message,), errors), 422
    db().commit()
    return redirect(url_for(".intake", intake=row.id), 303)


def _handed_over(office: Office, row: IntakeRow) -> Answer:
    try:
        number, role = request.form.get("number", "").strip(), request.form.get("role", "")
        book = hand_over(office, side_of(office), row, number, role)
    except TongbanError as refusal:
        db().rollback()
        return _show(office, taking.intake(office, row.id), (refusal.message,), {}), 422
    db().commit()
    flash(_("已经移送办理地。有纸质材料的，请登记寄出。"), "success")
    return redirect(url_for(".case", case=book.case_id), 303)


def _show(office: Office, row: IntakeRow, wanting: tuple[str, ...], errors: dict[str, str]) -> str:
    item, side = taking.described(office, row), side_of(office)
    agreed = side.agreement(row.agreement).item(row.item)
    if row.state in (taking.RECEIVED, taking.HANDED_OVER):
        due = taking.hand_over_due(office, side, row)
        return render_template(
            "sichuan_chongqing/received.html", row=row, title=item.title, agreed=agreed, due=due, named=named(side),
            error=wanting[0] if wanting else "", joint=agreed is not None and agreed.mode is Mode.JOINT,
        )  # fmt: skip
    reading = Reading(load_answers(item, row.answers), (), row.typed)
    told = tuple(row.notice["wanted"]) if row.notice and not wanting else wanting
    ask = [] if row.state == taking.ASKED else [("notice", _("一次性告知"), "second")]
    return render_template(
        "sichuan_chongqing/intake.html",
        checks=licence_checks.checks_of(office, side, row),
        title=_("川渝通办收件"),
        subject=f"{item.title} · {named(side)(row.region)}",
        help=_("按办理地的要求核对；本窗口只作形式审查，受理和决定由办理地作出。"),
        form=shown(item, reading, ()),
        materials=window_materials(
            item, reading.answers, draft_files(db(), row.id), frozenset(row.sheets.get("papers", ())), errors
        ),
        problems=[Problem(each, "#main", "335 §18") for each in told],
        buttons=[("receive", _("出具收件凭证"), ""), *ask],
        notice_href=url_for(".notice_sheet", intake=row.id) if row.notice else "",
        back=url_for(".list"),
        revision="",
    )
