"""The one form: the same pages as every application has, and one hand-in for all items (一表申请、一窗受理)."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from one_thing.language.model import Bundle
from one_thing.merging.splitting import chosen
from one_thing.pages.room import blueprint, here
from one_thing.running.hand_in import HandInRefused, Wanted, hand_in, what_is_missing
from one_thing.running.plans import Plan, kept
from one_thing.running.starting import Set
from tongban.kit.cases import draft_files
from tongban.kit.drafts import answers, own_elsewhere
from tongban.kit.forms import in_full
from tongban.kit.law import Actor, Applicant
from tongban.kit.portal import (
    FIELD_FILE,
    UNPROCESSABLE,
    Answer,
    DraftPages,
    ErrorLink,
    MyDraft,
    review_materials,
    review_sections,
)
from tongban.kit.published import definition
from tongban.kit.web import db, permitted, the_applicant


def my_draft(tenant: str, draft: str, *, lock: bool = False) -> MyDraft:
    """Open the person's own draft of a bundle at its pages, where the tenant has bundles."""
    here(tenant)
    row = own_elsewhere(db(), the_applicant().id, draft, lock=lock)
    bundle = row.item.partition(".")[2]
    begun_at = url_for("one_thing.guide", tenant=tenant, bundle=bundle)
    return MyDraft(row, definition(db(), row.definition_hash), answers(db(), row), "one_thing", begun_at)


def to_progress(mine: MyDraft) -> Response:
    return redirect(url_for("one_thing.progress", tenant=mine.tenant, number=mine.row.number))


@blueprint.route("/drafts/<draft>/submit", methods=["GET", "POST"], endpoint="submit")
@permitted("one_thing.apply")
def submit(tenant: str, draft: str) -> Answer:
    """Hand everything in, or nothing. A second press waits for the first and is answered with the same bundle."""
    office = here(tenant)
    if request.method == "GET":
        return redirect(url_for("one_thing.review", tenant=tenant, draft=draft))
    mine = my_draft(tenant, draft, lock=True)
    if mine.row.number is not None:
        return to_progress(mine)
    plan = kept(db(), tenant, mine.row.definition_hash)
    if _missing(mine, plan):
        return _show(mine), UNPROCESSABLE
    person = the_applicant()
    way = request.form.get("way", "")
    wanted = Wanted(way if way in plan.merged.bundle.ways else plan.merged.bundle.ways[0])
    theirs = Set(_files(mine), mine.offers)
    applicant = Applicant(person.id, person.kind, person.name)
    try:
        hand_in(office, plan, mine.row, applicant, wanted, Actor(person.id, person.name, "applicant"), theirs)
    except HandInRefused as refused:
        db().rollback()
        return _show(my_draft(tenant, draft), refused.message), UNPROCESSABLE
    db().commit()
    return to_progress(mine)


def _files(mine: MyDraft) -> dict[str, Any]:
    found = draft_files(db(), mine.row.id)
    return {material: rows for material, rows in found.items() if not material.startswith(FIELD_FILE)}


def _missing(mine: MyDraft, plan: Plan) -> list[ErrorLink]:
    """List what keeps the bundle from being handed in: of the one form, and of each item by its own rules."""
    found = mine.links([each for each in mine.findings() if each.code != "missing_may_follow"])
    if found:
        return found
    lacking = what_is_missing(plan, mine.answers, mine.handed)
    return [
        ErrorLink(f"{each.title}：{in_full(each.finding, plan.merged.form)}", mine.pages[0].href)
        for each in lacking
        if each.finding.code != "missing_may_follow"
    ]


def _show(mine: MyDraft, refused: str = "") -> str:
    plan = kept(db(), mine.tenant, mine.row.definition_hash)
    parts = chosen(plan.merged, mine.answers, mine.standing)
    missing = [*([ErrorLink(refused, "#main")] if refused else []), *_missing(mine, plan)]
    return render_template(
        "one_thing/review.html",
        draft=mine.head(),
        steps=mine.steps("review"),
        missing=missing,
        items=[plan.merged.taking(each.id) for each in parts],
        sections=review_sections(mine),
        materials=review_materials(mine),
        materials_href=next((each.href for each in mine.pages if each.id == "materials"), ""),
        ways=way_choices(plan.merged.bundle),
        submit_href=mine.href("submit"),
        back=mine.before("review"),
    )


def way_choices(bundle: Bundle) -> list[tuple[str, str]]:
    """Give the ways of delivery that the bundle offers, with their words."""
    words = {
        "window": _("到牵头窗口领取"),
        "courier": _("寄递到家"),
        "electronic": _("电子送达，在线查看"),
        "kiosk": _("自助终端领取"),
    }
    return [(each, words[each]) for each in bundle.ways]


DraftPages(
    "one_thing.apply", my_draft, to_progress, _show, lambda tenant: url_for("one_thing.list", tenant=tenant)
).give_to(blueprint)
