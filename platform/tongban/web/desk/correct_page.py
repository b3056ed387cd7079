"""Put right at the window what can be put right there: no notice goes out, and none is used up (ORD §15; L2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tongban import forms
from tongban.cases.door import act
from tongban.cases.files import draft_files, move_to_case, supplement_place
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow
from tongban.definitions.model import Definition
from tongban.forms import Reading, materials_asked
from tongban.law import Action, Case, CorrectOnTheSpot, HandedIn, Refusal
from tongban.publishing.memory import definition as definition_by_hash
from tongban.web.desk.acting import locked, stale
from tongban.web.desk.acts import ACTS
from tongban.web.desk.case_view import possible_now
from tongban.web.desk.room import actor_as, blueprint, must_be_covered, roles_for, the_case
from tongban.web.desk.whole_form import SETTLED, Problem, on_paper, posted, problems, shown, window_materials
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.portal.materials import take_uploads
from tongban.web.view_words import WALL

Answer = Response | str | tuple[str, int]


@blueprint.route("/cases/<number>/correct", methods=["GET", "POST"], endpoint="correct")
@permitted("case.check")
def correct(number: str) -> Answer:
    """Show the application as it stands, and record what the person puts right."""
    row = the_case(number)
    must_be_covered(Action.CORRECT)
    if request.method == "GET" and all(each.action is not Action.CORRECT for each in possible_now(row)):
        flash(_("当场更正只适用于窗口收件、尚未受理的办件。"), "warning")
        return redirect(url_for("desk.case", number=row.number))
    described, case = definition_by_hash(db(), row.definition_hash), case_of(row)
    before = {**forms.load(described, case.answers), forms.APPLICANT_KIND: case.applicant.kind}
    if request.method == "GET":
        return _show(row, described, Reading(before), {})
    locked(row)
    if (moved_on := stale(row, request.form.get("revision", ""))) is not None:
        return _show(row, described, _read(described, before), {}, [Problem(moved_on.message, "#main")]), 409
    return _correct(row, described, case, _read(described, before))


def _read(described: Definition, before: Mapping[str, object]) -> Reading:
    return forms.read(described, posted(), before, today=now().astimezone(WALL).date(), settled=SETTLED)


def _correct(row: CaseRow, described: Definition, case: Case, reading: Reading) -> Answer:
    place = supplement_place(row.number)
    errors = take_uploads(place, materials_asked(described, reading.answers))
    if errors or reading.findings:
        db().commit()
        return _show(row, described, reading, errors, problems(reading.findings, described, errors)), 422
    role = min(roles_for("case.check"))
    command = CorrectOnTheSpot(actor_as(role), _handed_in(place), _changed(described, case, reading))
    answer = act(db(), books(), row.number, command, now())
    if isinstance(answer, Refusal):
        db().commit()
        refused = [Problem(answer.message, "#main", answer.article)]
        return _show(row, described, reading, {}, refused), 422
    move_to_case(db(), place, row.number)
    db().commit()
    flash(str(ACTS[Action.CORRECT].done), "success")
    return redirect(url_for("desk.case", number=row.number), 303)


def _handed_in(place: str) -> tuple[HandedIn, ...]:
    files = draft_files(db(), place)
    ids = dict.fromkeys([*files, *sorted(on_paper())])
    return tuple(HandedIn(each, tuple(row.sha256 for row in files.get(each, ()))) for each in ids)


def _changed(described: Definition, case: Case, reading: Reading) -> dict[str, object]:
    """Give the answers that differ from the case's, in the JSON form in which a case keeps them."""
    before = forms.dump(described, forms.load(described, case.answers))
    after = forms.dump(described, reading.answers)
    ids = [each for each in (*after, *(before.keys() - after.keys())) if each != forms.APPLICANT_KIND]
    return {each: after.get(each) for each in ids if after.get(each) != before.get(each)}


def _show(
    row: CaseRow, described: Definition, reading: Reading, errors: Mapping[str, str], wrong: Sequence[Problem] = ()
) -> str:
    files = draft_files(db(), supplement_place(row.number))
    return render_template(
        "desk/intake_form.html",
        title=_("当场更正"),
        subject=f"{row.title} · {row.number}",
        help=str(ACTS[Action.CORRECT].help),
        form=shown(described, reading, reading.findings),
        materials=window_materials(described, reading.answers, files, on_paper(), errors),
        problems=list(wrong),
        buttons=[("send", str(ACTS[Action.CORRECT].submit), "")],
        back=url_for("desk.case", number=row.number),
        revision=row.revision,
    )
