"""The simulation: try an item out as it stands on the bench. The whole run is in the page; nothing is kept (C7)."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tongban.assurance.simulate import (
    Simulation,
    Stage,
    days_to_next_deadline,
    perform,
    run,
    script_from_json,
    undone,
)
from tongban.definitions.examples import Deed, Example
from tongban.errors import TongbanError
from tongban.law import Refusal
from tongban.tenancy.permissions import may
from tongban.web.guard import permitted
from tongban.web.people import the_staff
from tongban.web.studio.bench import Bench, bench
from tongban.web.studio.simulate_choice import choice_view
from tongban.web.studio.simulate_deeds import posted_deed
from tongban.web.studio.simulate_made_up import MadeUp, read_made_up, show_made_up
from tongban.web.studio.simulate_record import RecordView, record_run
from tongban.web.studio.simulate_view import run_view
from tongban.web.studio.views import ItemName

Answer = Response | str | tuple[str, int]


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/items/<item>/simulate", "simulate", simulate, methods=["GET", "POST"])


@permitted("item.simulate")
def simulate(item: str) -> Answer:
    """Choose who applies, then go on step by step; each post carries the run so far."""
    here = bench()
    here.require(item)
    stage = _stage(here, item)
    if stage is None:
        flash(_("这个事项还没有写完整，补齐以后才能试办。"), "warning")
        return redirect(url_for("studio.item", item=item))
    if request.method == "GET":
        return _choose(here, item, stage, request.args.get("by", ""))
    action = request.form.get("action", "")
    if action in {"made", "refresh"} or action.startswith(("add_row:", "remove_row:")):
        return _made_up(here, item, stage, action)
    try:
        return _go_on(here, item, stage, action)
    except TongbanError as refusal:
        return _choose(here, item, stage, "", refusal.message), 422


def _stage(here: Bench, item: str) -> Stage | None:
    """Take the item as the drafts have it; None while it cannot be compiled."""
    definition = here.preview(item).definition
    if definition is None:
        return None
    tenant = here.tenant
    return Stage(definition, here.tried.rulebook(tenant.id), here.tried.calendar(tenant.id), tenant.name)


def _choose(here: Bench, item: str, stage: Stage, way: str, error: str = "") -> str:
    common = {"item": ItemName(item, here.title(item)), "error": error}
    if way == "form":
        return render_template("studio/simulate_form.html", **common, **show_made_up(stage, MadeUp.empty(stage)))
    return render_template("studio/simulate_choose.html", **common, choice=choice_view(here, item, stage, way))


def _made_up(here: Bench, item: str, stage: Stage, action: str) -> Answer:
    made = read_made_up(stage)
    if action == "made" and not made.findings and made.script is not None:
        try:
            return _show(here, item, run(stage, made.script))
        except TongbanError as refusal:
            made = made.refused(refusal.message)
    common = {"item": ItemName(item, here.title(item)), "error": ""}
    page = render_template("studio/simulate_form.html", **common, **show_made_up(stage, made, told=action == "made"))
    return (page, 422) if action == "made" else page


def _go_on(here: Bench, item: str, stage: Stage, action: str) -> Answer:
    script = script_from_json(request.form.get("script", ""), item)
    simulation = run(stage, _at_home(script, here))
    if simulation.refused is not None:  # the draft has changed under the run
        return _show(here, item, simulation, refusal=simulation.refused), 422
    if action == "undo":
        return _show(here, item, run(stage, undone(simulation.script)))
    if action == "record":
        return _record(here, item, simulation)
    answer = _moved(action, simulation)
    if isinstance(answer, Refusal):
        return _show(here, item, simulation, refusal=answer), 422
    return _show(here, item, answer)


def _moved(action: str, simulation: Simulation) -> Simulation | Refusal:
    """Do what was asked; what cannot be read is refused like what the law refuses, and the run stays as it is."""
    try:
        deed = _deed(action, simulation)
        return perform(simulation, deed) if deed else simulation
    except TongbanError as error:
        return Refusal("unreadable", error.message, error.article)


def _at_home(script: Example, here: Bench) -> Example:
    """Play it here, whichever claimant the example is played at elsewhere."""
    return replace(script, tenant=here.tenant.id)


def _deed(action: str, simulation: Simulation) -> Deed | None:
    """Read what is to be done; None: only to show the run."""
    if action == "wait":
        days = request.form.get("days", "").strip()
        if not (days.isascii() and days.isdigit() and 0 < int(days[:5]) <= LONGEST_WAIT):
            raise TongbanError(_("工作日数应为 1 到 %(most)s 的整数。", most=LONGEST_WAIT))
        return Deed("wait", after=int(days))
    if action == "deadline":
        ahead = days_to_next_deadline(simulation)
        return Deed("wait", after=ahead) if ahead else None
    return posted_deed(action, simulation, request.form) if action.startswith("do:") else None


LONGEST_WAIT = 250


def _record(here: Bench, item: str, simulation: Simulation) -> Answer:
    try:
        recorded = record_run(here, item, simulation, request.form.get("title", ""))
    except TongbanError as refusal:
        return _show(here, item, simulation, record_error=refusal.message), 422
    return _show(here, item, simulation, recorded=recorded)


def _show(
    here: Bench,
    item: str,
    simulation: Simulation,
    *,
    refusal: Refusal | None = None,
    recorded: RecordView | None = None,
    record_error: str = "",
) -> str:
    return render_template(
        "studio/simulate.html",
        item=ItemName(item, here.title(item)),
        run=run_view(simulation, request.form if refusal else None),
        refusal=refusal,
        recorded=recorded,
        record_error=record_error,
        title=request.form.get("title", ""),
        may_record=may(the_staff().roles, "item.edit"),
        own=here.is_own(item),
        days=request.form.get("days", "1"),
    )
