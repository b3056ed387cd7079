"""Verdicts on materials: each is its own command, saved by itself; one that is refused does not hold up the others."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tongban.cases.documents import documents_of
from tongban.cases.door import act
from tongban.cases.files import case_files
from tongban.cases.history import events_of
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow
from tongban.law import CheckMaterial, Refusal
from tongban.web.desk.acting import Trouble, locked, stale, trouble
from tongban.web.desk.case_page import licences_used
from tongban.web.desk.case_view import CaseView, case_view
from tongban.web.desk.material_views import VERDICTS, first_shown
from tongban.web.desk.room import actor_as, blueprint, roles_for, the_case
from tongban.web.guard import permitted
from tongban.web.house import books, db, now


@blueprint.post("/cases/<number>/check", endpoint="check")
@permitted("case.check")
def check(number: str) -> Response | tuple[str, int]:
    """Save the verdicts that were chosen; what is refused is told beside the rest, with what was typed."""
    row = the_case(number)
    locked(row)
    if (moved_on := stale(row, request.form.get("revision", ""))) is not None:
        return _again(row, [moved_on]), 409
    refused, saved = _save(row)
    db().commit()
    if refused:
        return _again(row, refused), 422
    flash(_("已保存 %(count)s 项审查结果。", count=saved) if saved else _("没有改动。"), "success")
    return redirect(url_for("desk.case", number=row.number), 303)


def _save(row: CaseRow) -> tuple[list[Trouble], int]:
    refused, saved = [], 0
    actor = actor_as(min(roles_for("case.check")))
    for material in case_of(row).materials:
        verdict = VERDICTS.get(request.form.get(f"verdict.{material.id}", ""))
        note = request.form.get(f"note.{material.id}", "").strip()
        if verdict is None or (verdict, note) == (material.verdict, material.note):
            continue
        answer = act(db(), books(), row.number, CheckMaterial(actor, material.id, verdict, note), now())
        if isinstance(answer, Refusal):
            refused.append(trouble(answer, f"#f-note.{material.id}"))
        else:
            saved += 1
    return refused, saved


def _again(row: CaseRow, troubles: list[Trouble]) -> str:
    """Show the page once more with what was typed; nothing of it is lost."""
    files = case_files(db(), row.number)
    shown = first_shown(case_of(row), files)
    documents, events = documents_of(db(), row.number), events_of(db(), row.number)
    view = case_view(row, files, documents, events, shown, licences_used(row))
    return render_template("desk/case.html", case=_with_typed(view), errors=troubles)


def _with_typed(view: CaseView) -> CaseView:
    form = request.form
    lines = [
        replace(
            each,
            verdict=form.get(f"verdict.{each.id}", each.verdict),
            note=form.get(f"note.{each.id}", each.note),
        )
        for each in view.materials
    ]
    return replace(view, materials=lines)
