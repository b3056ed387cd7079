"""Applications for bundles: begun, read, saved as often as one likes, thrown away, handed in once."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, url_for

from one_thing.api.following import case_answer
from one_thing.api.room import APPLICATION, BUNDLE, TAG, blueprint, office_at
from one_thing.api.schemas import BundleAnswers, BundleApplication, BundleCase, BundleSubmission
from one_thing.api.the_draft import Mine, mine_at
from one_thing.language.titles import quoted
from one_thing.pages.room import library
from one_thing.pages.told import told_of
from one_thing.running.hand_in import HandInRefused, Wanted, hand_in
from one_thing.running.plans import keep, plan_now
from one_thing.running.starting import Set
from tongban.kit.api import (
    Answer,
    Operation,
    Problem,
    Wrong,
    answer,
    as_typed,
    as_wrong,
    for_applicants,
    operation,
    sent_body,
    the_caller,
    uploads,
)
from tongban.kit.drafts import begin_elsewhere, discard_elsewhere, mine_elsewhere, save_typed
from tongban.kit.forms import dump
from tongban.kit.law import Actor, Applicant
from tongban.kit.web import db, now
from tongban.kit.window import SETTLED

APPLY = "one_thing.apply"


def application_answer(mine: Mine, *, status: int = 200, **headers: str) -> Response:
    """Answer with a draft: what is saved, what it comes to, what it still lacks."""
    form = mine.plan.merged.form
    told = {
        "application": mine.row.id,
        "tenant": mine.row.tenant_id,
        "bundle": mine.plan.merged.bundle.id,
        "form": mine.row.definition_hash,
        "title": form.title,
        "updated_at": mine.row.updated_at,
        "answers": dump(form, mine.answers),
        "files": mine.files_told(),
        "chosen": told_of(mine.office, mine.plan, mine.answers, mine.standing),
        "missing": mine.missing(),
        "number": mine.row.number,
        "href": mine.href,
    }
    return answer(BundleApplication, told, status=status, **headers)


@blueprint.post("/tenants/<tenant>/bundles/<bundle>/applications", endpoint="start")
@for_applicants(APPLY)
@operation(
    Operation(
        id="startBundle",
        summary="开始申请一件事",
        tag=TAG,
        description="得到一份草稿，可以分多次保存。已有没有提交的同一份草稿的，返回那一份，答案合并保存。",
        path=BUNDLE,
        body=BundleAnswers,
        answers={
            201: Answer("新的草稿", BundleApplication, headers=("Location",)),
            200: Answer("已有的草稿", BundleApplication),
        },
        problems=(400, 401, 404, 415, 422),
        secured=True,
        example={"answers": {"card": "yes", "benefit": "none"}},
    )
)
def start(tenant: str, bundle: str) -> Response:
    office, asked = office_at(tenant), sent_body(BundleAnswers)
    plan, person = plan_now(db(), library(), bundle, tenant), the_caller()
    form = plan.merged.form
    if person.kind not in plan.merged.bundle.applicants:
        raise Problem(422, f"{quoted(plan.merged.bundle.title)}不面向您的申请人类型。")
    rows = mine_elsewhere(db(), person.id, form.item)
    row = next((each for each in rows if each.definition_hash == form.hash), None)
    begun = row is None
    if row is None:
        keep(office.session, plan, now())
        row = begin_elsewhere(
            db(), tenant, form.item, form, applicant_id=person.id, applicant_kind=person.kind, now=now()
        )
    mine = Mine(office, row, plan)
    _save(mine, asked["answers"])
    if not begun:
        return application_answer(mine)
    return application_answer(mine, status=201, Location=mine.href)


def _save(mine: Mine, sent: dict[str, object]) -> None:
    """Keep answers as if they were typed; what is not of its form is refused whole, what is wrong is kept and told."""
    typed, findings = as_typed(mine.plan.merged.form, {key: each for key, each in sent.items() if key not in SETTLED})
    if any(key in SETTLED and each != the_caller().kind for key, each in sent.items()):
        raise Problem(422, "申请人类型以登录的账号为准，不能另行填写。")
    if findings:
        raise Problem(422, "答案没有保存，请按下列说明改正。", errors=as_wrong(findings))
    files = uploads(db(), mine.row.id)
    save_typed(db(), mine.row, typed, now=now(), today=mine.today, settled=SETTLED, uploads=files)
    db().commit()
    mine.again()


@blueprint.get("/tenants/<tenant>/bundle-applications/<application>", endpoint="application")
@for_applicants(APPLY)
@operation(
    Operation(
        id="bundleApplication",
        summary="读取一件事的草稿",
        tag=TAG,
        path=APPLICATION,
        answers={200: Answer("草稿", BundleApplication)},
        problems=(401, 404),
        secured=True,
    )
)
def application(tenant: str, application: str) -> Response:
    return application_answer(mine_at(tenant, application))


@blueprint.patch("/tenants/<tenant>/bundle-applications/<application>", endpoint="save")
@for_applicants(APPLY)
@operation(
    Operation(
        id="saveBundle",
        summary="保存一件事的草稿",
        tag=TAG,
        description="只改写到的答案。格式不对的整次不保存；内容不合规则的照样保存，列在 missing 中。",
        path=APPLICATION,
        body=BundleAnswers,
        answers={200: Answer("保存后的草稿", BundleApplication)},
        problems=(400, 401, 404, 409, 415, 422),
        secured=True,
        example={"answers": {"baby_name": "沈沐辰"}},
    )
)
def save(tenant: str, application: str) -> Response:
    asked = sent_body(BundleAnswers)
    mine = mine_at(tenant, application, lock=True)
    mine.must_be_open()
    _save(mine, asked["answers"])
    return application_answer(mine)


@blueprint.delete("/tenants/<tenant>/bundle-applications/<application>", endpoint="throw_away")
@for_applicants(APPLY)
@operation(
    Operation(
        id="discardBundle",
        summary="删除一件事的草稿",
        tag=TAG,
        path=APPLICATION,
        answers={204: Answer("已删除")},
        problems=(401, 404, 409),
        secured=True,
    )
)
def throw_away(tenant: str, application: str) -> Response:
    mine = mine_at(tenant, application, lock=True)
    mine.must_be_open()
    discard_elsewhere(db(), the_caller().id, mine.row.id)
    db().commit()
    return Response(status=204)


@blueprint.post("/tenants/<tenant>/bundle-applications/<application>/submission", endpoint="submit")
@for_applicants(APPLY)
@operation(
    Operation(
        id="submitBundle",
        summary="提交一件事",
        tag=TAG,
        description="各事项一起提交；有一项不能提交，就都不提交。再次提交同一份草稿，返回同一件事。",
        path=APPLICATION,
        body=BundleSubmission,
        answers={
            201: Answer("已经提交的一件事", BundleCase, headers=("Location",)),
            200: Answer("此前已经提交的一件事", BundleCase),
        },
        problems=(400, 401, 404, 409, 415, 422),
        secured=True,
        example={"way": "electronic"},
    )
)
def submit(tenant: str, application: str) -> Response:
    asked = sent_body(BundleSubmission)
    mine = mine_at(tenant, application, lock=True)
    if mine.row.number is not None:
        return case_answer(mine.office, mine.row.number)
    if missing := mine.missing():
        raise _incomplete(missing)
    ways, person = mine.plan.merged.bundle.ways, the_caller()
    way = asked.get("way") or ways[0]
    if way not in ways:
        told = Wrong("/way", "unknown_way", f"这件事的结果可以这样送达：{'、'.join(ways)}。")
        raise Problem(422, "请求内容有需要改正的地方。", errors=[told])
    applicant, actor = Applicant(person.id, person.kind, person.name), Actor(person.id, person.name, "applicant")
    try:
        theirs = Set(mine.materials, mine.offers)
        row = hand_in(mine.office, mine.plan, mine.row, applicant, Wanted(way), actor, theirs)
    except HandInRefused as refused:
        raise Problem(409, refused.message, article=refused.article) from refused
    number = row.number
    db().commit()
    place = url_for("one_thing_api.case", tenant=tenant, number=number)
    return case_answer(mine.office, number, status=201, Location=place)


def _incomplete(missing: Sequence[Wrong]) -> Problem:
    return Problem(422, "还不能提交，请按下列说明改正。没有作任何改动。", article="335 §18", errors=missing)
