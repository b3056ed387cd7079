"""The lead's board: every bundle, each part with its clock, what stands still, and one delivery (一次出件)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from one_thing.pages.drafts import way_choices
from one_thing.pages.progress import part_views
from one_thing.pages.room import NAME
from one_thing.running.advancing import advance, parts_of
from one_thing.running.course import ENDED, Stand
from one_thing.running.finding import bundle_in_scope, led, parts_by_bundle
from one_thing.running.leading import deliver_all, outstanding
from one_thing.running.plans import kept
from one_thing.running.tables import BundleRow, PartRow
from tongban.kit.cases import Office
from tongban.kit.law import Actor
from tongban.kit.web import day, db, masked_name, may, now, office_of, permitted, show_tenant, tenant_view, the_staff

blueprint = Blueprint("one_thing_desk", __name__, url_prefix="/desk/one-thing", template_folder="../templates")
STATES = ("running", "finished")


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    href: str
    current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One bundle of the board."""

    href: str
    title: str
    number: str
    applicant: str
    begun: str
    due: str
    ended: str
    overdue: int
    done: int
    count: int
    halted: int


def own_office() -> Office:
    """Head the page with the tenant of the person at the desk, and give the plugin's office there."""
    show_tenant(tenant_view(the_staff().tenant))
    return office_of(NAME, the_staff().tenant)


@blueprint.get("", endpoint="board")
@permitted("one_thing.lead")
def board() -> str:
    own_office()
    state = request.args.get("state", "running")
    state = state if state in STATES else "running"
    rows = led(db(), state)
    parts = parts_by_bundle(db(), [each.number for each in rows])
    labels = {"running": _("正在办理"), "finished": _("已经办结")}
    tabs = [Tab(labels[each], url_for("one_thing_desk.board", state=each), each == state) for each in STATES]
    return render_template(
        "one_thing/board.html",
        tabs=tabs,
        finished=state == "finished",
        rows=[_line(each, parts[each.number]) for each in rows],
        may_take_in=may(the_staff().roles, "case.take_in"),
    )


def _line(row: BundleRow, parts: Sequence[PartRow]) -> Line:
    stands = [Stand(each.state) for each in parts]
    return Line(
        url_for("one_thing_desk.led", number=row.number),
        row.title,
        row.number,
        masked_name(row.applicant_name),
        day(row.begun_at),
        day(row.due_on) if row.due_on else "",
        day(row.finished_at) if row.finished_at else "",
        sum(1 for each in parts if each.state == Stand.OPEN and each.due_at and each.due_at < now()),
        sum(1 for each in stands if each in ENDED),
        len(parts),
        stands.count(Stand.HALTED),
    )


@blueprint.get("/<number>", endpoint="led")
@permitted("one_thing.lead")
def one(number: str) -> str:
    office = own_office()
    row = bundle_in_scope(db(), number)
    rows = parts_of(office, row.number)
    bundle = kept(db(), office.tenant, row.form).merged.bundle
    ways = way_choices(bundle)
    return render_template(
        "one_thing/led.html",
        row=row,
        parts=part_views(office, rows, for_staff=True),
        applicant=masked_name(row.applicant_name),
        applicant_full=row.applicant_name,
        begun=day(row.begun_at),
        due=day(row.due_on) if row.due_on and row.state == "running" else "",
        halted=any(each.state == Stand.HALTED for each in rows),
        may_deliver=row.finished_at is not None,
        to_deliver=len(outstanding(rows)),
        ways=ways,
        wanted=dict(ways).get(row.way, row.way),
    )


@blueprint.post("/<number>/deliver", endpoint="deliver")
@permitted("one_thing.deliver")
def deliver(number: str) -> Response:
    """Deliver all results at once; what one office's law refuses is told, and the rest is delivered."""
    person, office = the_staff(), own_office()
    said = {key: request.form.get(key, "") for key in ("receiver", "carrier", "tracking")}
    actor = Actor(person.id, person.name, "window_clerk", person.desk)
    handed = deliver_all(office, bundle_in_scope(db(), number).number, actor, way=request.form.get("way", ""), **said)
    db().commit()
    for each in handed:
        if each.problem:
            flash(f"“{each.title}”：{each.problem}", "error")
    done = sum(1 for each in handed if not each.problem)
    if done:
        flash(_("%(count)s 项结果已经送达。", count=done), "success")
    return redirect(url_for("one_thing_desk.led", number=number))


@blueprint.post("/<number>/again", endpoint="again")
@permitted("one_thing.lead")
def again(number: str) -> Response:
    """Try once more to begin what stands still."""
    advance(own_office(), bundle_in_scope(db(), number).number)
    db().commit()
    return redirect(url_for("one_thing_desk.led", number=number))
