"""Apply by oneself for what the other side handles: the same pages as every application has, on its own form."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from sichuan_chongqing.exchange.side import SideOf
from sichuan_chongqing.handling import by_oneself
from sichuan_chongqing.handling.handing_over import LARGEST
from sichuan_chongqing.web.room import NAME, blueprint, here
from sichuan_chongqing.web.views import named
from tongban.kit.cases import Office
from tongban.kit.definitions import TongbanError
from tongban.kit.drafts import answers, own_elsewhere
from tongban.kit.portal import (
    STATEMENT,
    UNPROCESSABLE,
    Answer,
    DraftPages,
    ErrorLink,
    MyDraft,
    review_materials,
    review_sections,
    span,
)
from tongban.kit.published import definition
from tongban.kit.web import db, permitted, the_applicant, the_profile

APPLY = "sichuan_chongqing.apply"


def my_draft(tenant: str, draft: str, *, lock: bool = False) -> MyDraft:
    """Open the person's own draft at the pages of the zone, where the tenant has one."""
    here(tenant)
    row = own_elsewhere(db(), the_applicant().id, draft, lock=lock)
    _prefix, agreement, item, region = row.item.split(".")
    begun_at = url_for(f"{NAME}.guide", tenant=tenant, agreement=agreement, item=item, region=region)
    return MyDraft(row, definition(db(), row.definition_hash), answers(db(), row), NAME, begun_at)


def to_case(mine: MyDraft) -> Response:
    return redirect(url_for(f"{NAME}.case", tenant=mine.tenant, case=mine.row.number), 303)


@blueprint.route("/drafts/<draft>/submit", methods=["GET", "POST"], endpoint="submit")
@permitted(APPLY)
def submit(tenant: str, draft: str) -> Answer:
    """Hand in. A second press waits for the first and is answered with the same case."""
    office, side = here(tenant)
    if request.method == "GET":
        return redirect(url_for(".review", tenant=tenant, draft=draft))
    replaced = _replaced(office, side, my_draft(tenant, draft))
    mine = my_draft(tenant, draft, lock=True)
    if mine.row.number is not None:
        return to_case(mine)
    if replaced or _missing(mine):
        return _show(mine, replaced), UNPROCESSABLE
    if not _declares_in_form(mine) and request.form.get("declared") != "yes":
        return _show(mine, declaration_error=_("请勾选承诺后再提交。")), UNPROCESSABLE
    phone = str(the_profile().get("person.phone", "") or "")
    try:
        by_oneself.hand_in(office, side, mine.row, mine.definition, the_applicant(), phone, mine.offers)
    except TongbanError as refused:
        db().rollback()
        return _show(my_draft(tenant, draft), refused.message), UNPROCESSABLE
    db().commit()
    flash(_("申请已经提交，正在送往办理地。"), "success")
    return to_case(mine)


def _replaced(office: Office, side: SideOf, mine: MyDraft) -> str:
    """Say that the handling region has another form by now; empty where the draft is on the one in force."""
    if mine.row.number is not None:
        return ""
    try:
        by_oneself.check_current(office, side, mine.row)
    except TongbanError as refused:
        db().commit()  # what was fetched is kept: one begins anew on it
        return refused.message
    return ""


def _missing(mine: MyDraft) -> list[ErrorLink]:
    """List what keeps the application from being handed in: of the form, and what no message can carry."""
    materials = next((each.href for each in mine.pages if each.id == "materials"), mine.pages[0].href)
    words = _("“%(name)s”超过 %(size)s MB，跨平台移送前请压缩后重新上传。")
    large = [each for rows in mine.files.values() for each in rows if each.size > LARGEST]
    told = [ErrorLink(words % {"name": each.name, "size": LARGEST // 1024 // 1024}, materials) for each in large]
    return [*mine.links(mine.findings()), *told]


def _declares_in_form(mine: MyDraft) -> bool:
    return any(each.type == "declaration" for each in mine.definition.fields)


def _show(mine: MyDraft, refused: str = "", *, declaration_error: str = "") -> str:
    _office, side = here(mine.tenant)
    promise, region = mine.definition.time.promise, mine.row.item.rpartition(".")[2]
    return render_template(
        "sichuan_chongqing/review.html",
        region=named(side)(region),
        draft=mine.head(),
        steps=mine.steps("review"),
        missing=[*([ErrorLink(refused, "#main")] if refused else []), *_missing(mine)],
        sections=review_sections(mine),
        materials=review_materials(mine),
        materials_href=next((each.href for each in mine.pages if each.id == "materials"), ""),
        news="",
        may_follow=[],
        doubts=[],
        tolerance=None,
        in_order=[],
        to_be_seen=[],
        promise=_("办理地承诺受理后 %(limit)s内办结。", limit=span(promise)) if promise else "",
        submit_href=mine.href("submit"),
        declaration="" if _declares_in_form(mine) else _(STATEMENT),
        declaration_error=declaration_error,
        back=mine.before("review"),
    )


DraftPages(APPLY, my_draft, to_case, _show, lambda tenant: url_for(f"{NAME}.zone", tenant=tenant)).give_to(blueprint)
