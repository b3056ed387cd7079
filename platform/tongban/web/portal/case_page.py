"""One's own case: where it stands in words, whose turn it is, the days left, what happened, the documents (O1, D5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from tongban.cases import door
from tongban.cases.application_paper import application_paper
from tongban.cases.documents import documents_for_applicant
from tongban.cases.files import case_files, file_of_case
from tongban.cases.history import events_of
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow, DocumentRow
from tongban.definitions import Definition
from tongban.forms import SummarySection, load, summary_view
from tongban.hooks import Reader
from tongban.law import Actor, Case, DeadlineKind, Refusal, State, applicable
from tongban.law.case import WITHIN_THE_OFFICE
from tongban.law.commands import Withdraw
from tongban.law.notice_values import CHANNELS
from tongban.publishing import definition
from tongban.web.clock_view import ClockView, clock_view, count_view
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.licence_words import links_of
from tongban.web.people import the_applicant
from tongban.web.plugged import case_panels
from tongban.web.portal.afterwards import Afterwards, afterwards_of
from tongban.web.portal.answer import UNPROCESSABLE, Answer
from tongban.web.portal.case_now import now_of, what_follows
from tongban.web.portal.files_view import FileView, file_view, send
from tongban.web.portal.later import Promises, promises_of
from tongban.web.portal.law_books import as_last_read
from tongban.web.portal.my_case import of_my_case
from tongban.web.portal.my_draft import ErrorLink
from tongban.web.portal.now_afterwards import Now
from tongban.web.portal.rate import rates_of
from tongban.web.portal.room import blueprint
from tongban.web.story import StoryEntry, state_of, tell_story
from tongban.web.telling_view import told_of
from tongban.web.view_words import moment

_OPEN = (State.SUBMITTED, State.SUPPLEMENTING, State.ACCEPTED)
#: limits that the applicant waits by; a step's own is the office's inner matter
_SHOWN = frozenset(DeadlineKind) - WITHIN_THE_OFFICE - {DeadlineKind.SUPPLEMENT_REMINDER, DeadlineKind.VALIDITY}


@dataclass(frozen=True, slots=True)
class CaseStep:
    label: str
    state: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    title: str
    number: str
    at: str
    href: str
    new: bool = False


@dataclass(frozen=True, slots=True)
class CaseMaterial:
    name: str
    status: str
    tone: str
    files: tuple[FileView, ...]


@dataclass(frozen=True, slots=True)
class CaseView:
    """What `portal/case.html` shows."""

    number: str
    item_title: str
    state_label: str
    state_tone: str
    submitted_at: str
    applicant: str
    authority: str
    channel_label: str
    phone: str
    steps: tuple[CaseStep, ...]
    now: Now | None
    deadlines: tuple[ClockView, ...]
    explain_href: str
    timeline: tuple[StoryEntry, ...]
    documents: tuple[DocumentLine, ...]
    materials: tuple[CaseMaterial, ...]
    answers: tuple[SummarySection, ...]
    may_withdraw: bool
    promises: Promises
    afterwards: Afterwards


@blueprint.route("/cases/<number>", methods=["GET", "POST"], endpoint="case")
@permitted("case.own")
@of_my_case
def case(row: CaseRow) -> Answer:
    if request.method == "POST":
        return _withdraw(row)
    return _show(row)


@blueprint.get("/cases/<number>/submitted", endpoint="submitted")
@permitted("case.own")
@of_my_case
def submitted(row: CaseRow) -> str:
    told = case_of(row)
    receipt = next((each for each in documents_for_applicant(db(), row.number) if each.kind == "receipt"), None)
    return render_template(
        "portal/submitted.html",
        case={"number": row.number, "item_title": row.title, "submitted_at": moment(told.submitted_at)},
        next=what_follows(told),
        receipt_href=_document_href(receipt) if receipt else "",
    )


@blueprint.get("/cases/<number>/explain", endpoint="explain")
@permitted("case.own")
@of_my_case
def explain_deadlines(row: CaseRow) -> str:
    """Show how each limit is counted, day by day (D5)."""
    rulebook, calendar = books().rulebook(row.tenant_id), books().calendar(row.tenant_id)
    shown = [each for each in case_of(row).deadlines if each.kind in _SHOWN]
    return render_template(
        "portal/explain.html",
        case=row,
        counts=[count_view(each, calendar, rulebook) for each in shown],
    )


@blueprint.get("/cases/<number>/files/<file>", endpoint="case_file")
@permitted("case.own")
@of_my_case
def case_file(row: CaseRow, file: str) -> Response:
    """Give the applicant back what they handed in."""
    return send(file_of_case(db(), row.number, file))


@blueprint.get("/cases/<number>/application.pdf", endpoint="application")
@permitted("case.own")
@of_my_case
def application(row: CaseRow) -> Response:
    """Give the applicant what they filled in, as a form on paper."""
    zone = books().rulebook(row.tenant_id).timezone
    printed = application_paper(case_of(row), definition(db(), row.definition_hash), zone)
    response = Response(printed, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{row.number}.pdf"'
    return response


def _withdraw(row: CaseRow) -> Answer:
    person = the_applicant()
    if request.form.get("command") != "withdraw":
        return _show(row, [ErrorLink(_("没有这样的操作，没有作任何改动。"), "#main")]), UNPROCESSABLE
    command = Withdraw(Actor(person.id, person.name, "applicant"), request.form.get("reasons", "").strip()[:500])
    answer = door.act(db(), books(), row.number, command, now())
    db().commit()
    if isinstance(answer, Refusal):
        return _show(row, [ErrorLink(answer.message, "#withdraw")]), UNPROCESSABLE
    flash(_("申请已经撤回，办理终止。以后可以重新申请。"), "success")
    return redirect(url_for("portal.case", tenant=row.tenant_id, number=row.number))


def _show(row: CaseRow, errors: Sequence[ErrorLink] = ()) -> str:
    described, told = definition(db(), row.definition_hash), case_of(row)
    documents = documents_for_applicant(db(), row.number)
    label, tone = state_of(told.state, told.outcome)
    calendar, rulebook = as_last_read(row.tenant_id)
    shown = [each for each in told.deadlines if each.is_open and each.kind in _SHOWN]
    answers = load(described, told.answers)
    promises = promises_of(row, told, described)
    view = CaseView(
        number=row.number,
        item_title=row.title,
        state_label=label,
        state_tone=tone,
        submitted_at=moment(told.submitted_at),
        applicant=told.applicant.name,
        authority=described.authority.name,
        channel_label=_(CHANNELS.get(told.channel, told.channel)),
        phone=described.service.phone,
        steps=_steps(told),
        now=None if promises.owed else now_of(told, described),
        deadlines=tuple(clock_view(each, calendar, rulebook, now()) for each in shown),
        explain_href=url_for("portal.explain", tenant=row.tenant_id, number=row.number),
        timeline=tuple(
            tell_story(
                events_of(db(), row.number),
                described,
                for_applicant=True,
                documents=documents,
                href=_document_href,
                licences=links_of(row),
            )
        ),
        documents=tuple(
            DocumentLine(_(each.title), each.number, moment(each.issued_at), _document_href(each))
            for each in reversed(documents)
        ),
        materials=_materials(row, told, described),
        answers=summary_view(described, answers),
        may_withdraw=told.state in _OPEN,
        promises=promises,
        afterwards=afterwards_of(row, told),
    )
    return render_template(
        "portal/case.html",
        case=view,
        errors=errors,
        told=told_of(row.number, for_applicant=True),
        rates=rates_of(row),
        panels=case_panels(row, Reader.APPLICANT),
    )


def _document_href(row: DocumentRow) -> str:
    return url_for("portal.document", tenant=row.tenant_id, code=row.code)


def _steps(told: Case) -> tuple[CaseStep, ...]:
    """Show the five stations that everybody knows; a case that ended early stops where it stood."""
    reached = {State.SUBMITTED: 1, State.SUPPLEMENTING: 1, State.ACCEPTED: 2, State.DECIDED: 4, State.CLOSED: 5}[
        told.state
    ]
    if told.state is State.ACCEPTED and told.steps and told.current_step == told.steps[-1]:
        reached = 3
    labels = (_("提交"), _("受理"), _("审查"), _("决定"), _("送达"))
    if told.state is State.CLOSED and told.decision is None:
        ended = state_of(told.state, told.outcome)[0]
        return (
            CaseStep(labels[0], "done"),
            *((CaseStep(labels[1], "done"),) if told.accepted_at else ()),
            CaseStep(ended, "current"),
        )
    return tuple(
        CaseStep(label, "done" if at < reached else "current" if at == reached else "todo")
        for at, label in enumerate(labels)
    )


def _materials(row: CaseRow, told: Case, described: Definition) -> tuple[CaseMaterial, ...]:
    held = case_files(db(), row.number)
    found = []
    for each in applicable.materials(described, applicable.values_of(told, described)):
        rows = held.get(each.id, ())
        files = tuple(
            file_view(one, url_for("portal.case_file", tenant=row.tenant_id, number=row.number, file=one.id))
            for one in rows
        )
        state = told.material(each.id)
        if state is not None and state.taken_from is not None and not state.files:
            taken = state.taken_from
            status, tone = _("免提交：%(name)s（%(number)s）", name=taken.name, number=taken.number), "green"
        elif each.source == "government":
            status, tone = _("免提交"), "green"
        else:
            status, tone = (_("已提交"), "green") if state else (_("未提交"), "")
        found.append(CaseMaterial(each.name, status, tone, files))
    return tuple(found)
