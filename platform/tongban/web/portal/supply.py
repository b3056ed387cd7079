"""Put right what the one-time notice named: exactly that, until the limit ends (335 §18)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import fields as fields_of

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from tongban.cases import door, files
from tongban.cases.documents import documents_of
from tongban.cases.files import draft_files, move_to_case, supplement_place
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow, FileRow
from tongban.definitions import Definition
from tongban.definitions.model import Material
from tongban.forms import APPLICANT_KIND, Finding, Reading, dump, form_view, in_full, load, of_materials, read
from tongban.forms.checking import missing_message
from tongban.law import Actor, Case, DeadlineKind, Deficiency, DeficiencyKind, HandedIn, Refusal, State
from tongban.law.commands import Supply
from tongban.publishing import definition
from tongban.web.clock_view import clock_view
from tongban.web.field_words import field_words
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.people import the_applicant
from tongban.web.portal.answer import UNPROCESSABLE, Answer
from tongban.web.portal.files_view import file_view, send
from tongban.web.portal.materials import MaterialRow, material_row, take_uploads
from tongban.web.portal.my_case import of_my_case
from tongban.web.portal.my_draft import ErrorLink
from tongban.web.portal.points import FieldPoint, MaterialPoint
from tongban.web.portal.room import blueprint
from tongban.web.view_words import WALL, moment


@dataclass(frozen=True)
class Supplying:
    """A case that waits for its applicant: what the notice named and is still open, and what lies ready for it."""

    row: CaseRow
    case: Case
    definition: Definition
    points: tuple[Deficiency, ...]

    @property
    def place(self) -> str:
        return supplement_place(self.row.number)

    @property
    def materials(self) -> tuple[Material, ...]:
        named = {each.id for each in self.points if each.kind is DeficiencyKind.MATERIAL}
        return tuple(each for each in self.definition.materials if each.id in named)

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(each.id for each in self.points if each.kind is DeficiencyKind.FIELD)

    def ready(self) -> dict[str, tuple[FileRow, ...]]:
        return draft_files(db(), self.place)

    def read(self, posted: Mapping[str, Sequence[str]]) -> Reading:
        """Read what was posted into the fields that were named, and into no others."""
        named = {name: texts for name, texts in posted.items() if name.split(".")[0] in self.fields}
        return read(
            self.definition,
            named,
            {**load(self.definition, self.case.answers), APPLICANT_KIND: self.case.applicant.kind},
            today=now().astimezone(WALL).date(),
        )


def _supplying(row: CaseRow) -> Supplying:
    case = case_of(row)
    notice = case.supplement
    points = tuple(each for each in notice.deficiencies if each.id not in notice.supplied) if notice else ()
    return Supplying(row, case, definition(db(), row.definition_hash), points)


@blueprint.route("/cases/<number>/supply", methods=["GET", "POST"], endpoint="supply")
@permitted("case.own")
@of_my_case
def supply(row: CaseRow) -> Answer:
    waiting = _supplying(row)
    if waiting.case.state is not State.SUPPLEMENTING:
        flash(_("这个办件现在没有需要补正的内容。"))
        return redirect(_case_href(row))
    if request.method == "GET":
        return _show(waiting, waiting.read({}), {})
    if removed := request.form.get("remove"):
        files.remove(db(), waiting.place, removed)
        db().commit()
        return redirect(request.path)
    refused = take_uploads(waiting.place, waiting.materials)
    db().commit()  # what is right is kept, whatever becomes of the rest
    reading = waiting.read(dict(request.form.lists()))
    if refused or request.form.get("action") != "supply":
        return _show(waiting, reading, refused), UNPROCESSABLE if refused else 200
    lacking = _lacking(waiting, reading)
    if lacking or reading.findings:
        return _show(waiting, reading, lacking), UNPROCESSABLE
    return _hand_in(waiting, reading)


def _lacking(waiting: Supplying, reading: Reading) -> dict[str, str]:
    """Say what is still missing: supplied in part is not supplied, and there is no second notice (335 §18)."""
    ready = waiting.ready()
    found = {each.id: _("请上传“%(name)s”。", name=each.name) for each in waiting.materials if not ready.get(each.id)}
    for name in waiting.fields:
        if reading.answers.get(name) is None:
            found[name] = missing_message(waiting.definition.field(name))
    return found


def _hand_in(waiting: Supplying, reading: Reading) -> Answer:
    person, number = the_applicant(), waiting.row.number
    ready = waiting.ready()
    materials = tuple(HandedIn(each.id, tuple(row.sha256 for row in ready[each.id])) for each in waiting.materials)
    given = dump(waiting.definition, reading.answers)
    command = Supply(
        Actor(person.id, person.name, "applicant"), materials, {name: given[name] for name in waiting.fields}
    )
    answer = door.act(db(), books(), number, command, now())
    if isinstance(answer, Refusal):
        db().commit()  # what time has done meanwhile stays done
        return _show(waiting, reading, {"": answer.message}), UNPROCESSABLE
    move_to_case(db(), waiting.place, number)
    db().commit()
    flash(_("补正内容已经收到，窗口将重新审查。"), "success")
    return redirect(_case_href(waiting.row))


def _show(waiting: Supplying, reading: Reading, wrong: Mapping[str, str]) -> str:
    row, case = waiting.row, waiting.case
    limit = case.open_deadline(DeadlineKind.SUPPLEMENT)
    assert limit is not None
    notices = [each for each in documents_of(db(), row.number) if each.kind == "supplement_notice"]
    notice = notices[-1]  # a supervisor may have allowed a second one (335 §18)
    findings = [
        *reading.findings,
        *(Finding("missing", message, name) for name, message in wrong.items() if name in waiting.fields),
    ]
    errors = [ErrorLink(in_full(each, waiting.definition), f"#{each.target}") for each in findings]
    errors += [
        ErrorLink(message, f"#m-{name}" if name else "#main")
        for name, message in of_materials(wrong, waiting.definition).items()
        if name not in waiting.fields
    ]
    return render_template(
        "portal/supply.html",
        case={"number": row.number, "item_title": row.title},
        notice={
            "title": notice.title,
            "number": notice.number,
            "at": moment(notice.issued_at),
            "href": url_for("portal.document", tenant=row.tenant_id, code=notice.code),
        },
        deadline=clock_view(limit, books().calendar(row.tenant_id), books().rulebook(row.tenant_id), now()),
        points=_points(waiting, reading, findings, wrong),
        errors=errors,
    )


def _points(
    waiting: Supplying, reading: Reading, findings: Sequence[Finding], wrong: Mapping[str, str]
) -> list[FieldPoint | MaterialPoint]:
    ready = waiting.ready()
    form = form_view(waiting.definition, reading.answers, reading.typed, findings, words=field_words())
    found: list[FieldPoint | MaterialPoint] = []
    for each in waiting.points:
        if each.kind is DeficiencyKind.FIELD:
            view = form.field(each.id)
            found.append(FieldPoint(each.id, view.label, each.missing, view.html))
            continue
        rows = [
            file_view(
                one, url_for("portal.supply_file", tenant=waiting.row.tenant_id, number=waiting.row.number, file=one.id)
            )
            for one in ready.get(each.id, ())
        ]
        plain = material_row(waiting.definition.material(each.id), rows, wrong.get(each.id, ""))
        values = {one.name: getattr(plain, one.name) for one in fields_of(MaterialRow)}
        found.append(MaterialPoint(**values, reason=each.missing))
    return found


def _case_href(row: CaseRow) -> str:
    return url_for("portal.case", tenant=row.tenant_id, number=row.number)


@blueprint.get("/cases/<number>/supply/<file>", endpoint="supply_file")
@permitted("case.own")
@of_my_case
def supply_file(row: CaseRow, file: str) -> Response:
    """Give the applicant back a file that waits to be handed in."""
    return send(files.file_of_draft(db(), supplement_place(row.number), file))
