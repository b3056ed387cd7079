"""Opinions that other offices ask of this department: a list, the case of each, and the answer (335 §24; L9)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from tongban import forms
from tongban.cases.documents import documents_of
from tongban.cases.door import act as through_the_door
from tongban.cases.files import case_files, file_of_case
from tongban.cases.opinion_table import OpinionRow
from tongban.cases.opinions import Asked, grant, request_of, waiting_at
from tongban.cases.register import case_of
from tongban.database import scoped
from tongban.errors import NotFound
from tongban.law import Case, DeadlineKind, GiveOpinion, Refusal, applicable
from tongban.law.roles import STAFF
from tongban.publishing.memory import definition as definition_by_hash
from tongban.web.desk.acting import Trouble, trouble
from tongban.web.desk.lamps import lit
from tongban.web.desk.room import actor_as, blueprint, roles_for, turned_away
from tongban.web.guard import permitted
from tongban.web.house import books, db, house, now
from tongban.web.masking import masked_name
from tongban.web.people import the_staff
from tongban.web.view_words import day, moment, size

_NOTHING = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox"


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """One request that waits here."""

    number: str
    href: str
    item_title: str
    asker: str
    question: str
    asked_at: str
    lamp: str
    left: str
    due: str


@dataclass(frozen=True, slots=True)
class FileLine:
    name: str
    size: str
    href: str


@dataclass(frozen=True, slots=True)
class MaterialLine:
    name: str
    files: tuple[FileLine, ...]


@dataclass(frozen=True, slots=True)
class OpinionView:
    """A request with what is to be judged: the form and the materials of the case, and nothing of its inner course."""

    number: str
    item_title: str
    asker: str
    question: str
    applicant: str
    accepted_on: str
    lamp: str
    left: str
    due: str
    closed: str
    letter_href: str  # the letter that asked; empty once closed, and where none was written
    sections: list[forms.SummarySection]
    materials: list[MaterialLine]


@blueprint.get("/opinions", endpoint="opinions")
@permitted("case.opinion")
def opinions_page() -> str:
    """Show what this department is asked, the earliest limit first."""
    return render_template(
        "desk/opinions.html", requests=[_line(each) for each in waiting_at(db(), the_staff().tenant)]
    )


@blueprint.route("/opinions/<number>/<opinion>", methods=["GET", "POST"], endpoint="opinion")
@permitted("case.opinion")
def opinion_page(number: str, opinion: str) -> AnyResponse | str | tuple[str, int]:
    """Show one request, or answer it; both are written down at both offices."""
    with _asked(number, opinion) as asked:
        if request.method == "GET":
            return _page(asked, [])
        stance = request.form.get("stance", "")
        if stance not in {"agrees", "objects"}:
            return _page(asked, [Trouble(_("请选择有没有不同意见。"), "335 §24")]), 422
        objects, text = stance == "objects", request.form.get("text", "").strip()
        role = min(roles_for("case.opinion") & STAFF)
        command = GiveOpinion(actor_as(role), opinion, the_staff().tenant, objects, text)
        answer = through_the_door(db(), books(), asked.row.number, command, now())
        db().commit()
        if isinstance(answer, Refusal):
            return _page(asked, [trouble(answer)]), 422
    flash(_("意见已经回复，牵头部门能看到。"), "success")
    return redirect(url_for("desk.opinions"), 303)


@blueprint.get("/opinions/<number>/<opinion>/files/<file_id>", endpoint="opinion_file")
@permitted("case.opinion")
def opinion_file(number: str, opinion: str, file_id: str) -> Response:
    """Send one file of the case that is asked about, to be kept and never run."""
    with _asked(number, opinion) as asked:
        if asked.request.closed_at is not None:
            raise NotFound(_("征求意见已经结束，不能再查看这件办件的材料。"))
        file = file_of_case(db(), asked.row.number, file_id)
    response = Response(house().files.get(file.sha256), mimetype=file.media_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    response.headers["Content-Security-Policy"] = _NOTHING
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@contextmanager
def _asked(number: str, opinion: str) -> Iterator[Asked]:
    """Find a request to one's own department, and be within its grant."""
    person = the_staff()
    try:
        asked = request_of(db(), person.tenant, number, opinion, by=person.id, now=now())
    except NotFound as refusal:
        turned_away("case.opinion", refusal.message)
        raise
    db().commit()
    with scoped(grant(asked.request)):
        yield asked


def _line(each: OpinionRow) -> OpinionLine:
    light = lit(DeadlineKind.OPINION, each.due_at, each.tenant_id, books(), now())
    return OpinionLine(
        number=each.number,
        href=url_for("desk.opinion", number=each.number, opinion=each.id),
        item_title=each.title,
        asker=each.asker,
        question=each.question,
        asked_at=moment(each.asked_at),
        lamp=light.lamp,
        left=light.left,
        due=day(light.due),
    )


def _page(asked: Asked, troubles: list[Trouble]) -> str:
    case = case_of(asked.row)
    return render_template(
        "desk/opinion.html",
        asked=_view(asked, case),
        troubles=troubles,
        stance=request.form.get("stance", ""),
        text=request.form.get("text", ""),
    )


def _view(asked: Asked, case: Case) -> OpinionView:
    described, line = definition_by_hash(db(), case.definition_hash), _line(asked.request)
    closed = asked.request.closed_at is not None  # what was answered, or is not asked any more, needs no looking at
    answers = {**forms.load(described, case.answers), forms.APPLICANT_KIND: case.applicant.kind}
    return OpinionView(
        number=line.number,
        item_title=line.item_title,
        asker=line.asker,
        question=line.question,
        applicant=masked_name(case.applicant.name) if closed else case.applicant.name,
        accepted_on=day(case.accepted_on),
        lamp=line.lamp,
        left=line.left,
        due=line.due,
        closed=_closed(asked.request),
        letter_href="" if closed else _letter(asked),
        sections=[] if closed else list(forms.summary_view(described, answers)),
        materials=[] if closed else _materials(asked, case),
    )


def _letter(asked: Asked) -> str:
    """Find the letter that was written with the request: there is one of that moment to this department."""
    for each in documents_of(db(), asked.row.number):
        if each.kind == "opinion_request" and each.issued_at == asked.request.asked_at:
            return url_for("portal.document", tenant=each.tenant_id, code=each.code)
    return ""


def _closed(each: OpinionRow) -> str:
    told = {
        "agrees": _("已经回复：没有不同意见。"),
        "objects": _("已经回复：有不同意见。"),
        "silent": _("逾期没有回复，视为没有不同意见。"),
        "void": _("办件已经终止，不需要回复。"),
    }
    return told.get(each.answer, "")


def _materials(asked: Asked, case: Case) -> list[MaterialLine]:
    described, files = definition_by_hash(db(), case.definition_hash), case_files(db(), case.number)

    def line(file_id: str, name: str, bytes_: int) -> FileLine:
        href = url_for("desk.opinion_file", number=case.number, opinion=asked.request.id, file_id=file_id)
        return FileLine(name, size(bytes_), href)

    return [
        MaterialLine(each.name, tuple(line(file.id, file.name, file.size) for file in files.get(each.id, ())))
        for each in applicable.handed_in(case, described)
    ]
