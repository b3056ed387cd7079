"""One's own case at the other side, followed where one lives: where it stands, notices, result, what is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from sichuan_chongqing.course import Course, Stage, stage_of
from sichuan_chongqing.handling.book import Book, read_moment
from sichuan_chongqing.handling.by_oneself import own_case
from sichuan_chongqing.handling.supplying import hand_result, still_missing, supply_more, withdraw_case
from sichuan_chongqing.web.applying import APPLY
from sichuan_chongqing.web.room import blueprint, here
from sichuan_chongqing.web.supplying import Supplying, missing_words
from sichuan_chongqing.web.views import case_view
from sichuan_chongqing.web.words import now_words
from tongban.kit.definitions import NotFound, TongbanError
from tongban.kit.forms import Reading, in_full, of_materials
from tongban.kit.handed_in import file_of_draft
from tongban.kit.portal import UNPROCESSABLE, Answer, ErrorLink, send
from tongban.kit.web import db, moment, permitted, the_applicant

View = Callable[..., Any]


def of_my_case(*, lock: bool = False) -> Callable[[View], View]:
    """Give a view the reader's own case of its address."""

    def around(view: View) -> View:
        @wraps(view)
        def behind(tenant: str, case: str, **more: str) -> Any:
            office, side = here(tenant)
            locked = lock and request.method == "POST"
            return view(own_case(office, side, the_applicant().id, case, lock=locked), **more)

        return behind

    return around


def _href(book: Book, endpoint: str = "case", **more: Any) -> str:
    return url_for(f".{endpoint}", tenant=book.office.tenant, case=book.case_id, **more)


@blueprint.route("/cases/<case>", methods=["GET", "POST"], endpoint="case")
@permitted(APPLY)
@of_my_case(lock=True)
def case_page(book: Book) -> Answer:
    """Show the case, or carry out what the applicant may do with it."""
    if request.method == "GET":
        return _show(book, "")
    try:
        told = _act(book)
    except TongbanError as refusal:
        db().rollback()
        office, side = here(book.office.tenant)
        return _show(own_case(office, side, the_applicant().id, book.case_id), refusal.message), UNPROCESSABLE
    db().commit()
    flash(told, "success")
    return redirect(_href(book), 303)


def _act(book: Book) -> str:
    match request.form.get("act", ""):
        case "withdraw":
            withdraw_case(book, request.form.get("reasons", ""))
            return str(_("撤回申请已经送往办理地，由办理地终止办理。"))
        case "handed":
            hand_result(book, the_applicant().name)
            return str(_("已经确认收到结果。"))
    raise TongbanError(_("请选择要做的事。"))


def _show(book: Book, error: str) -> str:
    _row, course = book.opened
    stage = stage_of(course)
    return render_template(
        "sichuan_chongqing/my_case.html",
        errors=[ErrorLink(error, "#main")] if error else [],
        now=now_words(stage),
        supply_href=_href(book, "supply") if stage is Stage.SUPPLEMENTING else "",
        documents=_documents(book, course),
        **case_view(book),
    )


def _documents(book: Book, course: Course) -> list[dict[str, str]]:
    """List the notices and the electronic result, the last first."""
    found = [
        {"title": each.name, "note": f"{each.number} · {_at(each.issued_at)}", "href": _document(book, each.sha256)}
        for each in reversed(course.notices)
    ]
    if course.result is not None and course.result.sha256:
        note = f"{_('办理结果')} · {_at(course.result.sent_at)}"
        found.insert(0, {"title": course.result.name, "note": note, "href": _document(book, course.result.sha256)})
    return found


def _at(text: str) -> str:
    return moment(read_moment(text))


def _document(book: Book, digest: str) -> str:
    return _href(book, "document", digest=digest)


@blueprint.get("/cases/<case>/documents/<digest>", endpoint="document")
@permitted(APPLY)
@of_my_case()
def document(book: Book, digest: str) -> Response:
    """Give a notice or the result as the handling region sealed it."""
    _row, course = book.opened
    result = {course.result.sha256} if course.result is not None and course.result.sha256 else set()
    if digest not in {each.sha256 for each in course.notices} | result:
        raise NotFound(_("没有这份文书。"))
    headers = {"Content-Disposition": "inline; filename=document.pdf", "X-Content-Type-Options": "nosniff"}
    return Response(book.office.files.get(digest), mimetype="application/pdf", headers=headers)


@blueprint.route("/cases/<case>/supply", methods=["GET", "POST"], endpoint="supply")
@permitted(APPLY)
@of_my_case(lock=True)
def supply(book: Book) -> Answer:
    """Bring together what the one-time notice named, and send all of it at once (335 §18)."""
    waiting = Supplying(book)
    if not waiting.wanted:
        flash(_("这个办件现在没有需要补正的内容。"))
        return redirect(_href(book), 303)
    if request.method == "GET":
        return _show_supply(waiting, waiting.read({}), {})
    reading, refused = waiting.take()
    db().commit()
    if refused or reading.findings or request.form.get("action") != "supply":
        return _show_supply(waiting, reading, refused), UNPROCESSABLE if refused or reading.findings else 200
    supplied = waiting.supply(reading)
    if missing := list(still_missing(waiting.wanted, supplied)):
        told = Reading(reading.answers, tuple(missing_words(missing)), reading.typed)
        return _show_supply(waiting, told, {}), UNPROCESSABLE
    office, side = here(book.office.tenant)
    supply_more(own_case(office, side, the_applicant().id, book.case_id, lock=True), supplied)
    db().commit()
    flash(_("补正内容已经提交，正在送往办理地。"), "success")
    return redirect(_href(book), 303)


def _show_supply(waiting: Supplying, reading: Reading, refused: dict[str, str]) -> str:
    book = waiting.book
    item = waiting.described
    errors = [ErrorLink(in_full(each, item), f"#{each.target}") for each in reading.findings]
    errors += [ErrorLink(message, f"#m-{material}") for material, message in of_materials(refused, item).items()]
    return render_template(
        "sichuan_chongqing/supply.html",
        row=book.row,
        points=waiting.points(reading, refused, lambda file: _href(book, "supply_file", file=file)),
        errors=errors,
        until=book.opened[1].supplement.until if book.opened[1].supplement else "",
        back=_href(book),
    )


@blueprint.get("/cases/<case>/supply/<file>", endpoint="supply_file")
@permitted(APPLY)
@of_my_case()
def supply_file(book: Book, file: str) -> Response:
    """Give the applicant back a file that waits to be sent."""
    return send(file_of_draft(db(), Supplying(book).place, file))
