"""One act on a case: its page, a preview of the notice that would go out, and the act itself through the one door."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.wrappers import Response

from tongban.cases.adjusting import unfit_now
from tongban.cases.door import act as through_the_door
from tongban.cases.tables import CaseRow
from tongban.cases.trial import case_now, drafts, try_out
from tongban.errors import NotFound, TongbanError
from tongban.law import Action, Command, Possible, RecordSurvey, Refusal
from tongban.law.applicable import values_of
from tongban.publishing.internal import ADJUSTMENT, CLAIM, id_of
from tongban.publishing.memory import definition as definition_by_hash
from tongban.web.desk import survey_files
from tongban.web.desk.acting import Trouble, locked, stale, trouble
from tongban.web.desk.acts import Asked, Sheet, asked_for, command_of
from tongban.web.desk.case_view import possible_now
from tongban.web.desk.document_view import paper
from tongban.web.desk.matters import act_of, roles_to
from tongban.web.desk.named import Point, points_of
from tongban.web.desk.point_view import PointView, point_views
from tongban.web.desk.room import actor_as, blueprint, must_be_allowed, must_be_covered, roles_for, the_case
from tongban.web.guard import permitted
from tongban.web.house import books, db, now

EMPTY: ImmutableMultiDict[str, str] = ImmutableMultiDict()


@dataclass(frozen=True, slots=True)
class ActView:
    """The page of one act."""

    command: str
    title: str
    help: str
    basis: str
    kind: str
    submit: str
    notice: bool
    fields: list[Asked]
    points: list[Point]
    review_points: tuple[PointView, ...]


@blueprint.route("/cases/<number>/act/<command>", methods=["GET", "POST"], endpoint="act")
@permitted("case.view", "adjustment.view")
def act_page(number: str, command: str) -> Response | str | tuple[str, int]:
    """Show an act's page, preview what it would send, or carry it out; the matrix asks again for the act itself."""
    action = _action(command)
    row = the_case(number)
    must_be_allowed(act_of(action, row.item).permission)
    must_be_covered(action)
    if action is Action.CORRECT:
        return redirect(url_for("desk.correct", number=row.number))
    if action is Action.GRANT and row.item == id_of(CLAIM):  # published and decided in one go, on its own page
        return redirect(url_for("adjusting.claim", number=row.number))
    if request.method == "GET":
        return _open(row, action)
    return _carry_out(locked(row), action)


def _action(command: str) -> Action:
    try:
        return Action(command)
    except ValueError:
        raise NotFound(_("没有这项操作。")) from None


def _open(row: CaseRow, action: Action) -> Response | str:
    found = _found(row, action)
    if found is None:
        flash(_("这件办件现在不能办理“%(act)s”，请看办理经过。", act=str(act_of(action, row.item).label)), "warning")
        return redirect(url_for("desk.case", number=row.number))
    return _page(row, action, _sheet(row, action, found.step, EMPTY), [trouble(found.not_yet)] if found.not_yet else [])


def _carry_out(row: CaseRow, action: Action) -> Response | tuple[str, int]:
    found = _found(row, action)
    step = found.step if found else _step_of(row)
    refused = _take_files(row, action, step)
    sheet = _sheet(row, action, step, request.form)
    if (first := _in_the_way(row, refused)) is not None:
        return _page(row, action, sheet, first[0]), first[1]
    role = found.role if found else min(roles_to(action, row.item) or roles_for(act_of(action, row.item).permission))
    try:
        command = command_of(action, actor_as(role), sheet)
    except TongbanError as refusal:
        return _page(row, action, sheet, [Trouble(refusal.message, refusal.article)]), 422
    if request.form.get("action") == "preview":
        return _preview(row, action, sheet, command)
    if action is Action.GRANT and row.item == id_of(ADJUSTMENT) and (faults := unfit_now(db(), books(), row, now())):
        return _page(row, action, sheet, [Trouble(each, "36 §15") for each in faults]), 422
    answer = through_the_door(db(), books(), row.number, command, now())
    if isinstance(command, RecordSurvey) and not isinstance(answer, Refusal):
        survey_files.hand_over(row.number, command.step)
    db().commit()  # a refusal too: what time has done meanwhile stays done
    if isinstance(answer, Refusal):
        return _page(row, action, sheet, [trouble(answer)]), 422
    flash(str(act_of(action, row.item).done), "success")
    return redirect(url_for("desk.case", number=row.number), 303)


def _found(row: CaseRow, action: Action) -> Possible | None:
    """Find the act among those possible now; where several steps run together, about the step that is asked for."""
    asked = request.args.get("step")
    acts = (each for each in possible_now(row) if each.action is action)
    return next((each for each in acts if asked in (None, each.step)), None)


def _preview(row: CaseRow, action: Action, sheet: Sheet, command: Command) -> tuple[str, int]:
    tried = try_out(db(), books(), row, command, now())
    if isinstance(tried, Refusal):
        return _page(row, action, sheet, [trouble(tried)]), 422
    return _page(row, action, sheet, [], [paper(each) for each in drafts(db(), books(), row, tried)]), 200


def _step_of(row: CaseRow) -> str | None:
    """Give the step that is asked for, else the one at which the case is, whoever asks."""
    case = case_now(db(), books(), row, now())
    return next((each for each in case.open_steps if each == request.args.get("step")), case.current_step)


def _in_the_way(row: CaseRow, refused: list[str]) -> tuple[list[Trouble], int] | None:
    """Tell what keeps an act from being tried at all: files that were refused or taken out, a page that is stale."""
    if refused or request.form.get("remove"):
        return [Trouble(each) for each in refused], 422 if refused else 200
    moved_on = stale(row, request.form.get("revision", ""))
    return ([moved_on], 409) if moved_on else None


def _take_files(row: CaseRow, action: Action, step: str | None) -> list[str]:
    """Keep what was uploaded with an act that takes files, whatever becomes of the act; say what was refused."""
    if action is not Action.RECORD_SURVEY or step is None:
        return []
    refused = survey_files.take(row.number, step)
    db().commit()
    locked(row)
    return refused


def _sheet(row: CaseRow, action: Action, step: str | None, posted: ImmutableMultiDict[str, str]) -> Sheet:
    case = case_now(db(), books(), row, now())
    kept = survey_files.kept(row.number, step) if step and action is Action.RECORD_SURVEY else ()
    return Sheet(case, definition_by_hash(db(), row.definition_hash), step, posted, kept)


def _page(
    row: CaseRow, action: Action, sheet: Sheet, troubles: list[Trouble], sheets: list[Markup] | None = None
) -> str:
    act, step = act_of(action, row.item), sheet.step
    naming = action is Action.REQUEST_SUPPLEMENT
    view = ActView(
        command=action.value,
        title=str(act.label),
        help=str(act.help),
        basis=act.basis,
        kind=act.kind,
        submit=str(act.submit),
        notice=act.notice,
        fields=asked_for(action, sheet),
        points=points_of(sheet.case, sheet.definition, sheet.posted) if naming else [],
        review_points=point_views(step, values_of(sheet.case, sheet.definition))
        if step and action in _REVIEWING
        else (),
    )
    return render_template(
        "desk/action.html",
        case=row,
        act=view,
        troubles=troubles,
        trouble_title="" if sheet.posted else _("现在还不能办理"),
        sheets=sheets or [],
        revision=row.revision,
    )


_REVIEWING = frozenset({Action.COMPLETE_STEP, Action.END_SPECIAL, Action.GRANT, Action.REFUSE})
