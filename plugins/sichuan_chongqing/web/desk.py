"""The desk of a cross-region window: what was taken in, what is under way, papers, what could not be delivered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from sichuan_chongqing.exchange.sending import dead_letters, resend
from sichuan_chongqing.exchange.side import side_of
from sichuan_chongqing.exchange.tables import CaseRow, CustodyRow, IntakeRow
from sichuan_chongqing.handling import intake as taking
from sichuan_chongqing.handling import papers
from sichuan_chongqing.handling.book import Book, load
from sichuan_chongqing.handling.hand_over_limits import late_hand_overs
from sichuan_chongqing.handling.supplying import hand_result, supply_more, withdraw_case
from sichuan_chongqing.web.desk_room import Answer, blueprint, our_office
from sichuan_chongqing.web.supplying import Supplying
from sichuan_chongqing.web.views import case_view, named
from sichuan_chongqing.web.words import intake_words, mode_words, stage_tone, stage_words
from tongban.kit.definitions import NotFound, TongbanError
from tongban.kit.forms import in_full, of_materials
from tongban.kit.web import db, permitted, the_staff
from tongban.kit.window import on_paper

_MOST = 200


@blueprint.get("/", endpoint="list")
@permitted("sichuan_chongqing.look")
def listed() -> str:
    """Show what this window took in, what goes on with the other side, papers under way, what was refused."""
    office = our_office()
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
        other=lambda row: side.agreement(row.agreement).other(side.party).id,
        late=late_hand_overs(office, side),
        papers=db().scalars(moving).all(),
        dead=dead_letters(office),
        named=named(side),
        stages=stage_words(),
        tone=stage_tone,
        modes=mode_words(),
        states=intake_words(),
    )


@blueprint.get("/case/<case>", endpoint="case")
@permitted("sichuan_chongqing.look")
def case_page(case: str) -> str:
    """Show a cross-region case with its papers and its story."""
    office = our_office()
    return _show_case(load(office, side_of(office), case), "")


@blueprint.post("/case/<case>", endpoint="act")
@permitted("sichuan_chongqing.papers")
def act(case: str) -> Answer:
    """Carry out what this window may do with a case; what is refused changes nothing."""
    office = our_office()
    book = load(office, side_of(office), case, lock=True)
    try:
        told = _act(book)
    except TongbanError as refusal:
        db().rollback()
        return _show_case(load(our_office(), side_of(office), case), refusal.message), 422
    db().commit()
    flash(told, "success")
    return redirect(url_for(".case", case=case), 303)


@blueprint.post("/case/<case>/resend", endpoint="resend")
@permitted("sichuan_chongqing.repair")
def sent_again(case: str) -> Response:
    """Try what the other side refused again, once what was wrong has been put right."""
    office = our_office()
    for row in dead_letters(office):
        if row.case_id == case:
            resend(office, row.case_id, row.sequence)
    db().commit()
    flash(_("已经重新发送。"), "success")
    return redirect(url_for(".list"), 303)


def _show_case(book: Book, error: str) -> str:
    waiting = Supplying(book)
    points = waiting.points(waiting.read({}), {}, None) if waiting.wanted and not book.handles else []
    return render_template("sichuan_chongqing/case.html", error=error, points=points, **case_view(book))


@blueprint.get("/case/<case>/result", endpoint="result")
@permitted("sichuan_chongqing.look")
def result(case: str) -> Response:
    """Give the electronic result as it was sent: sealed by the handling region."""
    office = our_office()
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
    anew = form.getlist("anew")
    papers.send_papers(book, form.get("courier", ""), form.get("tracking", ""), the_staff().name, anew)
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


def _supply(book: Book, _form: Any) -> str:
    waiting = Supplying(book)
    reading, refused = waiting.take()
    if refused or reading.findings:
        wrong = of_materials(refused, waiting.described).values()
        raise TongbanError(next(iter(wrong), "") or in_full(reading.findings[0], waiting.described))
    supply_more(book, waiting.supply(reading, on_paper()))
    return str(_("补正材料已经移送。"))


def _hand(book: Book, form: Any) -> str:
    hand_result(book, form.get("to", ""))
    return str(_("已经登记交付。"))


def _withdraw(book: Book, form: Any) -> str:
    withdraw_case(book, form.get("reasons", ""))
    return str(_("撤回要求已经送达办理地。"))
