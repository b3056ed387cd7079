"""…/bundle-cases: one's own bundles, how each part of one stands; a waiting part taken back, the whole rated."""

from __future__ import annotations

from flask import Response, url_for

from one_thing.api.room import NUMBER, TAG, TENANT, blueprint, office_at
from one_thing.api.schemas import BundleCase, BundleCaseList, BundleRated
from one_thing.pages.progress import PartView, part_views
from one_thing.running.advancing import parts_of
from one_thing.running.finding import bundles_of, own_bundle
from one_thing.running.leading import withdraw_waiting
from one_thing.running.rating import give_to_all, to_rate
from one_thing.running.tables import BundleRow, PartRow
from tongban.kit.api import (
    Answer,
    GradeRequest,
    Operation,
    Problem,
    answer,
    for_applicants,
    operation,
    sent_body,
    the_caller,
)
from tongban.kit.cases import Office
from tongban.kit.definitions import NotFound, TongbanError
from tongban.kit.evaluation import Grade, Rating
from tongban.kit.web import db

OWN = "one_thing.apply"


def _summary(row: BundleRow) -> dict[str, object]:
    names = ("number", "bundle", "title", "state", "begun_at", "due_on", "finished_at", "delivered_at")
    href = url_for("one_thing_api.case", tenant=row.tenant_id, number=row.number)
    return {**{name: getattr(row, name) for name in names}, "tenant": row.tenant_id, "href": href}


def case_answer(office: Office, number: str, *, status: int = 200, **headers: str) -> Response:
    """Answer with the caller's own bundle and how its parts stand."""
    row = own_bundle(office.session, the_caller().id, number)
    rows = parts_of(office, row.number)
    shown = {each.part: each for each in part_views(office, rows)}
    parts = [_part(each, shown[each.part]) for each in rows]
    return answer(BundleCase, {**_summary(row), "parts": parts}, status=status, **headers)


def _part(row: PartRow, shown: PartView) -> dict[str, object]:
    told = {name: getattr(row, name) for name in ("part", "item", "title", "office", "state", "waits_for", "due_at")}
    words = {name: getattr(shown, name) for name in ("overdue", "asks", "may_withdraw")}
    said = {"state_label": shown.state, "note": shown.text}
    where = {"tenant": row.handled_at, "case": row.case_number, "delivered_at": row.delivered_at}
    return {**told, **words, **said, **where}


@blueprint.get("/tenants/<tenant>/bundle-cases", endpoint="cases")
@for_applicants(OWN)
@operation(
    Operation(
        id="bundleCases",
        summary="列出我办的一件事",
        tag=TAG,
        description="由这个租户牵头的，最新的在前，最多一百件。",
        path=TENANT,
        answers={200: Answer("我办的一件事", BundleCaseList)},
        problems=(401, 404),
        secured=True,
    )
)
def cases(tenant: str) -> Response:
    office = office_at(tenant)
    rows = bundles_of(office.session, the_caller().id)
    return answer(BundleCaseList, {"bundles": [_summary(each) for each in rows]})


@blueprint.get("/tenants/<tenant>/bundle-cases/<number>", endpoint="case")
@for_applicants(OWN)
@operation(
    Operation(
        id="bundleCase",
        summary="读取一件事的办理进度",
        tag=TAG,
        description="每一项由各部门分别依法决定；补正、撤回和文书用办件编号到各办件中办理。",
        path=NUMBER,
        answers={200: Answer("办理进度", BundleCase)},
        problems=(401, 404),
        secured=True,
    )
)
def case(tenant: str, number: str) -> Response:
    return case_answer(office_at(tenant), number)


@blueprint.post("/tenants/<tenant>/bundle-cases/<number>/parts/<part>/withdrawal", endpoint="withdraw")
@for_applicants(OWN)
@operation(
    Operation(
        id="withdrawBundlePart",
        summary="撤回还没有开始的一项",
        tag=TAG,
        path={**NUMBER, "part": "在这件事中的代号"},
        answers={200: Answer("撤回后的办理进度", BundleCase)},
        problems=(401, 404, 409, 411),
        secured=True,
    )
)
def withdraw(tenant: str, number: str, part: str) -> Response:
    office = office_at(tenant)
    row = own_bundle(office.session, the_caller().id, number)
    try:
        withdraw_waiting(office, row.number, part, the_caller().id)
    except NotFound:
        raise
    except TongbanError as refused:
        raise Problem(409, refused.message, article=refused.article) from refused
    db().commit()
    return case_answer(office, row.number)


@blueprint.post("/tenants/<tenant>/bundle-cases/<number>/rating", endpoint="rate")
@for_applicants(OWN)
@operation(
    Operation(
        id="rateBundle",
        summary="把一件事作为整体评价",
        tag=TAG,
        description="全部办结以后评价一次，记入其中每一个还没有评价的办件；各项单独评价的，用办件编号评价。"
        "评价一经作出，任何人都不能修改或者删除。",
        path=NUMBER,
        body=GradeRequest,
        answers={201: Answer("评价记入了几个办件", BundleRated)},
        problems=(400, 401, 404, 409, 415, 422),
        secured=True,
        example={"grade": 5, "text": "一次就办完了。"},
    )
)
def rate(tenant: str, number: str) -> Response:
    asked, office = sent_body(GradeRequest), office_at(tenant)
    row = own_bundle(office.session, the_caller().id, number)
    rows = parts_of(office, row.number)
    if not to_rate(office, row, rows):
        words = "这件事还没有全部办结，或者已经评价过；各项单独评价的，请用办件编号评价。"
        raise Problem(409, words, article="335 §37")
    try:
        said = Rating(Grade(asked["grade"]), tuple(asked["reasons"]), asked.get("text", ""))
        count = give_to_all(office, row, rows, said)
    except TongbanError as refused:
        raise Problem(422, refused.message, article=refused.article) from refused
    db().commit()
    return answer(BundleRated, {"number": row.number, "cases": count}, status=201)
