"""The case page, its files and its notices: seen by those of the tenant whose case it is, and by nobody else (T2)."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _

from tongban.cases.application_paper import application_paper
from tongban.cases.documents import documents_of
from tongban.cases.files import case_files, file_of_case
from tongban.cases.history import events_of
from tongban.cases.licences.used import Used, note_look, used_in
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow
from tongban.errors import NotFound
from tongban.hooks import Reader
from tongban.publishing.internal import is_internal
from tongban.publishing.memory import definition
from tongban.tenancy.permissions import may
from tongban.web.desk.case_tickets import tickets_about
from tongban.web.desk.case_view import case_view
from tongban.web.desk.document_view import Back, show_document
from tongban.web.desk.material_views import SHOWN, first_shown
from tongban.web.desk.parcel_page import may_book
from tongban.web.desk.room import blueprint, the_case, turned_away
from tongban.web.desk.shared_data import may_look_up, shared_materials
from tongban.web.guard import permitted
from tongban.web.house import books, db, house, now
from tongban.web.people import the_staff
from tongban.web.plugged import case_panels
from tongban.web.telling_view import told_of
from tongban.web.view_words import WALL

#: what a handed-in file may do in the browser: nothing. A PDF is shown by the browser's own viewer, which is a
#: sandbox of its own and does not open inside another; an applicant's page of any other kind never runs here.
_NOTHING = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox"
_PDF = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"


@blueprint.get("/cases/<number>", endpoint="case")
@permitted("case.view", "adjustment.view")
def case_page(number: str) -> str:
    """Show a case; `show` names the file to look at beside the materials."""
    row = the_case(number)
    files = case_files(db(), row.number)
    wanted = request.args.get("show") or first_shown(case_of(row), files)
    documents, events = documents_of(db(), row.number), events_of(db(), row.number)
    view = case_view(row, files, documents, events, wanted, licences_used(row))
    may_record = may(the_staff().roles, "case.record") and not is_internal(row.item)
    tablet = may(the_staff().roles, "case.take_in") and not is_internal(row.item)
    href = url_for("desk.tablet", number=row.number) if tablet else ""
    return render_template(
        "desk/case.html",
        case=view,
        errors=[],
        told=told_of(row.number, for_applicant=False),
        tickets=tickets_about(row),
        may_record=may_record,
        tablet_href=href,
        shared=shared_materials(row) if may_look_up(row) else {},
        parcel_href=url_for("desk.parcel", number=row.number) if may_book(row) else "",
        panels=case_panels(row, Reader.STAFF),
    )


def licences_used(row: CaseRow) -> Mapping[str, Used]:
    """Look at the licences that stand for materials, as they are now; a look into another office is written down."""
    case = case_of(row)
    used = used_in(db(), case, now().astimezone(WALL).date())
    for each in used.values():
        note_look(db(), case, each, tenant=row.tenant_id, by=the_staff().id, now=now())
    if used:
        db().commit()
    return used


@blueprint.get("/cases/<number>/files/<file_id>", endpoint="file")
@permitted("case.view")
def file_page(number: str, file_id: str) -> Response:
    """Send one file of a case: shown where that is safe, else downloaded; never run."""
    row = the_case(number)
    try:
        file = file_of_case(db(), row.number, file_id)
    except NotFound as refusal:
        turned_away("case.view", refusal.message)
        raise
    shown = file.media_type in SHOWN and "download" not in request.args
    response = Response(house().files.get(file.sha256), mimetype=file.media_type)
    way = "inline" if shown else "attachment"
    response.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(file.name, safe='')}"
    response.headers["Content-Security-Policy"] = _PDF if shown and SHOWN[file.media_type] == "pdf" else _NOTHING
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@blueprint.get("/cases/<number>/application.pdf", endpoint="application")
@permitted("case.view", "adjustment.view")
def application_page(number: str) -> Response:
    """Send the application as it stands, to print or to file."""
    row = the_case(number)
    zone = books().rulebook(row.tenant_id).timezone
    response = Response(application_paper(case_of(row), definition(db(), row.definition_hash), zone))
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{row.number}.pdf"'
    return response


@blueprint.get("/cases/<number>/documents/<code>", endpoint="document")
@permitted("case.view")
def document_page(number: str, code: str) -> str:
    """Show a notice of the case as the applicant has it."""
    row = the_case(number)
    document = next((each for each in documents_of(db(), row.number) if each.code == code), None)
    if document is None:
        refusal = NotFound(_("这件办件没有这份文书。"))
        turned_away("case.view", refusal.message)
        raise refusal
    back = Back(_("办件队列"), url_for("desk.queue"), row.number, url_for("desk.case", number=row.number), row.title)
    return show_document(document, back)
