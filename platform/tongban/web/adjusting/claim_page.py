"""Claim what was adjusted: what changes, what it means for running cases, and one button that publishes (7 §6)."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tongban.cases.adjusting import claim, day_of_claim, refusals_of, task_of
from tongban.cases.register import case_of
from tongban.cases.running import running_of
from tongban.cases.tables import CaseRow
from tongban.errors import NotFound
from tongban.law import Refusal, State
from tongban.publishing import PublicationRefused
from tongban.publishing.adjusting import hand_back
from tongban.publishing.adjusting.telling import title_of
from tongban.publishing.checking import Checked
from tongban.publishing.internal import CLAIM, id_of
from tongban.web.adjusting.room import blueprint
from tongban.web.adjusting.views import kind_name
from tongban.web.desk.acting import locked, stale
from tongban.web.desk.room import actor_as, the_case
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.people import the_staff
from tongban.web.studio.impact import ImpactView, impact_view
from tongban.web.view_words import day


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item to take up: what stands against it, and what it would change for running cases."""

    id: str
    title: str
    errors: tuple[str, ...]
    impact: ImpactView | None
    edit: str


@dataclass(frozen=True, slots=True)
class DropView:
    """One item to give up, and how many cases of it still run."""

    title: str
    running: int


@blueprint.route("/claims/<number>", methods=["GET", "POST"], endpoint="claim")
@permitted("adjustment.claim")
def claim_page(number: str) -> Response | str | tuple[str, int]:
    """Show what is to be claimed, or claim and publish it: all of it or nothing."""
    row = the_case(number)
    if row.item != id_of(CLAIM):
        raise NotFound(_("“%(number)s”不是认领任务。", number=number))
    if case_of(row).state is State.CLOSED:
        return redirect(url_for("desk.case", number=row.number))
    if request.method == "GET":
        return _show(row)
    row = locked(row)
    if (moved_on := stale(row, request.form.get("revision", ""))) is not None:
        return _show(row, moved_on.message), 409
    try:
        answer = claim(db(), books(), row, actor_as("district_manager"), now())
    except PublicationRefused:
        db().rollback()
        hand_back(db(), books(), row.tenant_id, task_of(row), by=the_staff().name, now=now())
        db().commit()
        return _show(row, _("还不能发布：请先补齐下面列出的本级内容，再认领。")), 422
    if isinstance(answer, Refusal):
        db().commit()
        return _show(row, answer.message), 422
    db().commit()
    flash(answer.case.decision.opinion if answer.case.decision else _("已经认领发布。"), "success")
    return redirect(url_for("desk.case", number=row.number), 303)


def _show(row: CaseRow, trouble: str = "") -> str:
    answers, task = case_of(row).answers, task_of(row)
    checked = refusals_of(db(), books(), row, now())
    running = {each: running_of(db(), row.tenant_id, each) for each in (*task.take, *task.drop)}
    return render_template(
        "adjusting/claim.html",
        number=row.number,
        revision=row.revision,
        kind=kind_name(str(answers["kind"])),
        titles=str(answers["titles"]).splitlines(),
        told=str(answers["told"]).splitlines(),
        effective=day(day_of_claim(row)),
        items=[_item(each, running[each.item]) for each in checked],
        drops=[DropView(title_of(books().shelf, each) or each, running[each]) for each in task.drop],
        blocked=any(each.errors for each in checked),
        trouble=trouble,
    )


def _item(checked: Checked, running: int) -> ItemView:
    errors = tuple(dict.fromkeys(f"{each.message}{each.hint}" for each in checked.errors))
    title = checked.definition.title if checked.definition else checked.item
    impact = impact_view(checked.definition, running)
    return ItemView(checked.item, title, errors, impact, url_for("studio.edit", item=checked.item) if errors else "")
