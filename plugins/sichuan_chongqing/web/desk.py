"""The desk of a cross-region window: what was taken in, what is under way, papers, what could not be delivered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from sichuan_chongqing.agreements.model import MODE_NAMES, Mode
from sichuan_chongqing.course.words import STAGE_NAMES
from sichuan_chongqing.exchange.sending import dead_letters, resend
from sichuan_chongqing.exchange.side import SideOf, side_of
from sichuan_chongqing.exchange.tables import PLUGIN, CaseRow, CustodyRow, IntakeRow
from sichuan_chongqing.handling import intake as taking
from sichuan_chongqing.handling import papers
from sichuan_chongqing.handling.book import Book, load
from sichuan_chongqing.handling.supplying import hand_result, supply_more, withdraw_case
from sichuan_chongqing.protocol.bodies import Applicant
from sichuan_chongqing.web.views import case_view, choices_of, named
from tongban.kit.cases import Office
from tongban.kit.definitions import NotFound, TongbanError
from tongban.kit.forms import Reading
from tongban.kit.forms import load as load_answers
from tongban.kit.handed_in import KINDS, draft_files, materials_asked
from tongban.kit.web import db, head_desk, office_of, permitted, the_staff
from tongban.kit.window import Problem, on_paper, posted, shown, take_uploads, window_materials

blueprint = Blueprint("sichuan_chongqing_desk", __name__, url_prefix="/desk/chuanyu", template_folder="../templates")
Answer = Response | str | tuple[str, int]
_MOST = 200


blueprint.before_request(head_desk)


def _office() -> Office:
    return office_of(PLUGIN, the_staff().tenant)


@blueprint.get("/", endpoint="list")
@permitted("sichuan_chongqing.look")
def listed() -> str:
    """Show what this window took in, what goes on with the other side, papers under way, what was refused."""
    office = _office()
    side = side_of(office)
    intakes = select(IntakeRow).where(IntakeRow.state != taking.HANDED_OVER).order_by(IntakeRow.begun_at).limit(_MOST)
    cases = select(CaseRow).order_by(CaseRow.changed_at.desc()).limit(_MOST)
    moving = select(CustodyRow).where(CustodyRow.holder == "courier").order_by(CustodyRow.since).limit(_MOST)
    return render_template(
        "sichuan_chongqing/desk.html",
        intakes=[
            (row, side.agreement(row.agreement).item(row.item), taking.hand_over_due(office, side, row))
            for row in db().scalars(intakes)
        ],
        cases=db().scalars(cases).all(),
        papers=db().scalars(moving).all(),
        dead=dead_letters(office),
        named=named(side),
        stages=STAGE_NAMES,
        modes=MODE_NAMES,
        states=taking.STATES,
    )


@blueprint.route("/intake", methods=["GET", "POST"], endpoint="begin")
@permitted("sichuan_chongqing.take_in")
def begin() -> Answer:
    """Ask who applies for what on the other side, and begin the intake."""
    office = _office()
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
    office = _office()
    row = taking.intake(office, intake, lock=request.method == "POST")
    if request.method == "GET" or row.state == taking.HANDED_OVER:
        return _show(office, row, (), {})
    if request.form.get("action") == "hand_over":
        return _handed_over(office, row)
    item = taking.described(office, row)
    taking.save(office, row, posted(), on_paper())
    errors = take_uploads(row.id, materials_asked(item, load_answers(item, row.answers)))
    db().commit()  # what was typed is kept, whatever becomes of the rest
    return _after(office, taking.intake(office, intake, lock=True), errors)


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
        book = taking.hand_over(office, side_of(office), row, number, role)
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
    ask = [] if row.state == taking.ASKED else [("notice", _("材料不齐，一次性告知"), "second")]
    return render_template(
        "desk/intake_form.html",
        title=_("川渝通办收件"),
        subject=f"{item.title} · {named(side)(row.region)}",
        help=_("按办理地的要求核对；本窗口只作形式审查，受理和决定由办理地作出。"),
        form=shown(item, reading, ()),
        materials=window_materials(
            item, reading.answers, draft_files(db(), row.id), frozenset(row.sheets.get("papers", ())), errors
        ),
        problems=[Problem(each, "#main", "335 §18") for each in told],
        buttons=[("receive", _("齐全，出具收件凭证"), ""), *ask],
        back=url_for(".list"),
        revision="",
    )


@blueprint.get("/case/<case>", endpoint="case")
@permitted("sichuan_chongqing.look")
def case_page(case: str) -> str:
    """Show a cross-region case with its papers and its story."""
    office = _office()
    return _show_case(load(office, side_of(office), case), "")


@blueprint.post("/case/<case>", endpoint="act")
@permitted("sichuan_chongqing.papers")
def act(case: str) -> Answer:
    """Carry out what this window may do with a case; what is refused changes nothing."""
    office = _office()
    book = load(office, side_of(office), case, lock=True)
    try:
        told = _act(book)
    except TongbanError as refusal:
        db().rollback()
        return _show_case(load(_office(), side_of(office), case), refusal.message), 422
    db().commit()
    flash(told, "success")
    return redirect(url_for(".case", case=case), 303)


@blueprint.post("/case/<case>/resend", endpoint="resend")
@permitted("sichuan_chongqing.repair")
def sent_again(case: str) -> Response:
    """Try what the other side refused again, once what was wrong has been put right."""
    office = _office()
    for row in dead_letters(office):
        if row.case_id == case:
            resend(office, row.case_id, row.sequence)
    db().commit()
    flash(_("已经重新发送。"), "success")
    return redirect(url_for(".list"), 303)


def _show_case(book: Book, error: str) -> str:
    return render_template("sichuan_chongqing/case.html", error=error, **case_view(book))


@blueprint.get("/case/<case>/result", endpoint="result")
@permitted("sichuan_chongqing.look")
def result(case: str) -> Response:
    """Give the electronic result as it was sent: sealed by the handling region."""
    office = _office()
    _row, course = load(office, side_of(office), case).opened
    if course.result is None or not course.result.sha256:
        raise NotFound(_("没有电子结果。"))
    content = office.files.get(course.result.sha256)
    headers = {"Content-Disposition": "inline; filename=result.pdf", "X-Content-Type-Options": "nosniff"}
    return Response(content, mimetype="application/pdf", headers=headers)


def _act(book: Book) -> str:
    _row, _course = book.opened  # not there: says so
    acts: dict[str, Callable[[Book, Any], str]] = {
        "send": _send, "papers": _receive, "supply": _supply, "handed": _hand, "withdraw": _withdraw
    }  # fmt: skip
    act = acts.get(request.form.get("act", ""))
    if act is None:
        raise TongbanError(_("请选择要做的事。"))
    return act(book, request.form)


def _send(book: Book, form: Any) -> str:
    papers.send_papers(book, form.get("courier", ""), form.get("tracking", ""), the_staff().name)
    return str(_("已经登记寄出。"))


def _receive(book: Book, form: Any) -> str:
    parcel = form.get("parcel", "")
    _row, course = book.opened
    found = {
        each: (form.get(f"found.{each}", ""), form.get(f"note.{each}", "").strip()[:200])
        for each in course.parcels.get(parcel, ())
    }
    if any(condition not in ("whole", "missing", "damaged") for condition, _note in found.values()):
        raise TongbanError(_("请为每一份材料选择收到时的情况：完好、缺失或者破损。"))
    papers.receive_papers(book, parcel, found, the_staff().name)
    return str(_("已经登记签收。"))


def _supply(book: Book, form: Any) -> str:
    files = {name.removeprefix("material."): each for name, each in request.files.items() if each.filename}
    on_hand = frozenset(name.removeprefix("paper.") for name in form if name.startswith("paper."))
    supply_more(book, {name: (each.filename or name, each.read()) for name, each in files.items()}, on_hand)
    return str(_("补正材料已经移送。"))


def _hand(book: Book, form: Any) -> str:
    hand_result(book, form.get("to", ""))
    return str(_("已经登记交付。"))


def _withdraw(book: Book, form: Any) -> str:
    withdraw_case(book, form.get("reasons", ""))
    return str(_("撤回要求已经送达办理地。"))
