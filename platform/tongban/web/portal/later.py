"""Bring what was promised to follow (335 §19), make or take back a promise: the applicant's side of promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from tongban.cases import door, files
from tongban.cases.files import draft_files, move_to_case, supplement_place
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow
from tongban.cases.trial import try_out
from tongban.definitions import Definition
from tongban.errors import TongbanError
from tongban.forms import of_materials
from tongban.law import Actor, Case, Command, DeadlineKind, HandedIn, PromiseLater, Refusal, WithdrawPromise, applicable
from tongban.law.commands import SupplyLater
from tongban.publishing import definition
from tongban.web.clock_view import ClockView, clock_view
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.people import the_applicant
from tongban.web.portal.answer import UNPROCESSABLE, Answer
from tongban.web.portal.files_view import file_view
from tongban.web.portal.materials import MaterialRow, material_row, take_uploads
from tongban.web.portal.my_case import of_my_case
from tongban.web.portal.my_draft import ErrorLink
from tongban.web.portal.room import blueprint
from tongban.web.portal.signing import signature_field, signature_posted
from tongban.web.view_words import span


@dataclass(frozen=True, slots=True)
class Promises:
    """What may be promised or taken back now, and what is owed."""

    later: tuple[str, ...] = ()  # what may be promised to follow, each with its time
    promise: str = ""
    consequence: str = ""
    signature: Markup = field(default_factory=Markup)  # the control that signs it
    owed: tuple[str, ...] = ()
    supply_href: str = ""
    may_withdraw: bool = False


@dataclass(frozen=True, slots=True)
class Owed:
    """One material that is owed, with its limit."""

    row: MaterialRow
    deadline: ClockView | None


def promises_of(row: CaseRow, told: Case, described: Definition) -> Promises:
    """Tell what the applicant may promise or take back now: the law is asked, not repeated."""
    person = _person()
    missing = applicable.missing(told, described)
    tolerance, new = described.tolerance, set(told.later.materials) if told.later else set()
    offered = bool(missing) and {each.id for each in missing} != new and _allowed(row, _promise(told, described))
    owed = told.later.owed if told.later and told.later.is_open else ()
    return Promises(
        later=tuple(_timed(each.name, each.may_follow) for each in missing) if offered else (),
        promise=tolerance.promise if tolerance and offered else "",
        consequence=tolerance.consequence if tolerance and offered else "",
        signature=signature_field() if offered else Markup(),
        owed=tuple(applicable.name_of(described, each) for each in owed),
        supply_href=url_for("portal.later", tenant=row.tenant_id, number=row.number) if owed else "",
        may_withdraw=told.commitment is not None and _allowed(row, WithdrawPromise(person, _("撤回"))),
    )


def _timed(name: str, limit: object) -> str:
    return _("%(name)s（受理后%(limit)s内）", name=name, limit=span(limit))  # type: ignore[arg-type]


def _person() -> Actor:
    person = the_applicant()
    return Actor(person.id, person.name, "applicant")


def _promise(told: Case, described: Definition) -> PromiseLater:
    return PromiseLater(_person(), tuple(each.id for each in applicable.missing(told, described)))


def _allowed(row: CaseRow, command: Command) -> bool:
    return not isinstance(try_out(db(), books(), row, command, now()), Refusal)


@blueprint.post("/cases/<number>/promise", endpoint="promise")
@permitted("case.own")
@of_my_case
def promise(row: CaseRow) -> Answer:
    """Make the promise to bring materials later, or take a commitment back."""
    told, described = case_of(row), definition(db(), row.definition_hash)
    if request.form.get("command") == "withdraw_promise":
        command: Command = WithdrawPromise(_person(), request.form.get("reasons", "").strip()[:500])
        done = _("承诺已经撤回，窗口将按一般方式审查，需要补交的材料会一次告知。")
    elif request.form.get("agreed") == "yes":
        try:
            signed = signature_posted()
        except TongbanError as refusal:
            flash(refusal.message, "warning")
            return redirect(_case_href(row))
        command = replace(_promise(told, described), signed_by=signed.name, drawn=signed.drawn)
        done = _("承诺已经作出，承诺书在下面的“文书”里。")
    else:
        flash(_("请勾选承诺后再提交。"), "warning")
        return redirect(_case_href(row))
    answer = door.act(db(), books(), row.number, command, now())
    db().commit()
    flash(answer.message, "warning") if isinstance(answer, Refusal) else flash(done, "success")
    return redirect(_case_href(row))


@blueprint.route("/cases/<number>/later", methods=["GET", "POST"], endpoint="later")
@permitted("case.own")
@of_my_case
def later(row: CaseRow) -> Answer:
    """Take in what was promised, each material as it is ready; not all of it has to come at once."""
    told, described = case_of(row), definition(db(), row.definition_hash)
    if told.later is None or not told.later.is_open:
        flash(_("这个办件现在没有需要后补的材料。"))
        return redirect(_case_href(row))
    if request.method == "GET":
        return _show(row, told, described, {})
    place, wanted = supplement_place(row.number), [described.material(each) for each in told.later.owed]
    if removed := request.form.get("remove"):
        files.remove(db(), place, removed)
        db().commit()
        return redirect(request.path)
    refused = take_uploads(place, wanted)
    db().commit()  # what is right is kept, whatever becomes of the rest
    if refused or request.form.get("action") != "supply":
        return _show(row, told, described, refused), UNPROCESSABLE if refused else 200
    return _hand_in(row, told, described)


def _hand_in(row: CaseRow, told: Case, described: Definition) -> Answer:
    place = supplement_place(row.number)
    ready, owed = draft_files(db(), place), told.later.owed if told.later else ()
    materials = tuple(HandedIn(each, tuple(file.sha256 for file in ready[each])) for each in owed if ready.get(each))
    answer = door.act(db(), books(), row.number, SupplyLater(_person(), materials), now())
    if isinstance(answer, Refusal):
        db().commit()  # what time has done meanwhile stays done
        return _show(row, told, described, {"": answer.message}), UNPROCESSABLE
    move_to_case(db(), place, row.number)
    db().commit()
    flash(_("补交的材料已经收到，收件凭证在“文书”里。"), "success")
    return redirect(_case_href(row))


def _show(row: CaseRow, told: Case, described: Definition, wrong: Mapping[str, str]) -> str:
    ready = draft_files(db(), supplement_place(row.number))
    owed = told.later.owed if told.later else ()
    points = []
    for each in owed:
        held = [
            file_view(one, url_for("portal.supply_file", tenant=row.tenant_id, number=row.number, file=one.id))
            for one in ready.get(each, ())
        ]
        limit = told.open_deadline(DeadlineKind.LATER_MATERIALS, each)
        calendar, rulebook = books().calendar(row.tenant_id), books().rulebook(row.tenant_id)
        clock = clock_view(limit, calendar, rulebook, now()) if limit else None
        points.append(Owed(material_row(described.material(each), held, wrong.get(each, "")), clock))
    errors = [
        ErrorLink(text, f"#m-{name}" if name else "#main") for name, text in of_materials(wrong, described).items()
    ]
    tolerance = described.tolerance
    return render_template(
        "portal/later.html",
        case={"number": row.number, "item_title": row.title},
        points=points,
        consequence=tolerance.consequence if tolerance else "",
        errors=errors,
    )


def _case_href(row: CaseRow) -> str:
    return url_for("portal.case", tenant=row.tenant_id, number=row.number)
