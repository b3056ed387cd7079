"""GET …/bundles: which bundles there are, one of them as data, and what given answers come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask import Response, url_for

from one_thing.api.room import BUNDLE, TAG, TENANT, blueprint, office_at
from one_thing.api.schemas import Bundle, BundleAnswers, BundleChosen, BundleList
from one_thing.pages.drafts import way_choices
from one_thing.pages.room import library
from one_thing.pages.told import told_of
from one_thing.running.plans import Plan, plan_now
from tongban.kit.api import (
    Answer,
    Operation,
    Problem,
    answer,
    as_typed,
    as_wrong,
    entity_tag,
    item_view,
    operation,
    sent_body,
)
from tongban.kit.cases import Office
from tongban.kit.forms import read, stand
from tongban.kit.language import APPLICANT_KIND
from tongban.kit.web import db, public


@blueprint.get("/tenants/<tenant>/bundles", endpoint="bundles")
@public
@operation(
    Operation(
        id="bundles",
        summary="列出一件事",
        tag=TAG,
        description="这里提供的“一件事”：几个事项作为一件事申请。没有启用的租户答 404。",
        path=TENANT,
        answers={200: Answer("提供的一件事", BundleList)},
        problems=(404,),
    )
)
def bundles(tenant: str) -> Response:
    """List what the tenant offers, for anybody."""
    office_at(tenant)
    return answer(BundleList, {"bundles": [_summary(tenant, each) for each in library().offered(tenant)]})


def _summary(tenant: str, name: str) -> dict[str, object]:
    bundle, items = library().bundle(name, tenant), library().workspace.items
    titles = [each.title or str(items[each.item].document.data["title"]) for each in bundle.parts]
    href = url_for("one_thing_api.bundle", tenant=tenant, bundle=name)
    told = {"bundle": name, "title": bundle.title, "summary": bundle.summary, "lead": bundle.lead}
    return {**told, "items": titles, "href": href}


@blueprint.get("/tenants/<tenant>/bundles/<bundle>", endpoint="bundle")
@public
@operation(
    Operation(
        id="bundle",
        summary="读取一件事",
        tag=TAG,
        description="一次告知：事项、决定事项的问题、一张表、一套材料。内容没有变化时（If-None-Match）答 304。",
        path=BUNDLE,
        answers={200: Answer("一件事", Bundle, headers=("ETag",)), 304: Answer("没有变化")},
        problems=(404,),
    )
)
def bundle(tenant: str, bundle: str) -> Response:
    """Tell a bundle as published now, for anybody."""
    office = office_at(tenant)
    plan = plan_now(db(), library(), bundle, tenant)
    return answer(Bundle, _bundle(office, plan), tag=entity_tag(plan.form))


def _bundle(office: Office, plan: Plan) -> dict[str, object]:
    own, form = plan.merged.bundle, plan.merged.form
    view, told = item_view(form, 0), told_of(office, plan, {}, stand(form, {}))
    of = {each.id: each.of for each in told.materials}
    return {
        "bundle": own.id,
        "tenant": office.tenant,
        "form": plan.form,
        "title": own.title,
        "summary": own.summary,
        "lead": own.lead,
        "applicants": view.applicants,
        "basis": [{"law": each.law, "article": each.number or each.article} for each in own.basis],
        "notes": own.notes,
        "questions": view.questions,
        "items": told.items,
        "materials": [{**asdict(each), "of": of.get(each.id, ())} for each in view.materials],
        "fields": view.fields,
        "answers_schema": view.answers_schema,
        "ways": [{"value": value, "label": words} for value, words in way_choices(own)],
        "service": view.service,
        "demonstration": own.demonstration,
    }


@blueprint.post("/tenants/<tenant>/bundles/<bundle>/preview", endpoint="preview")
@public
@operation(
    Operation(
        id="previewBundle",
        summary="按回答看要办什么、省了多少",
        tag=TAG,
        description="不保存任何内容，不需要令牌。服务对象写在 applicant.kind 中。",
        path=BUNDLE,
        body=BundleAnswers,
        answers={200: Answer("这些回答对应的事项、材料和节省", BundleChosen)},
        problems=(400, 404, 415, 422),
        example={"answers": {"board": "yes", "sewer": "yes", "tobacco": "no", "area": 86}},
    )
)
def preview(tenant: str, bundle: str) -> Response:
    """Work out what answers come to, for anybody; nothing is kept."""
    office = office_at(tenant)
    asked = sent_body(BundleAnswers)
    plan = plan_now(db(), library(), bundle, tenant)
    answers = read_answers(plan, asked["answers"])
    return answer(BundleChosen, told_of(office, plan, answers, stand(plan.merged.form, answers)))


def read_answers(plan: Plan, sent: Mapping[str, Any]) -> dict[str, object]:
    """Read answers that nobody keeps; raises a problem that names each that is not of its form."""
    typed, findings = as_typed(plan.merged.form, {name: each for name, each in sent.items() if name != APPLICANT_KIND})
    kind = sent.get(APPLICANT_KIND)
    known = {APPLICANT_KIND: kind} if kind in plan.merged.bundle.applicants else {}
    reading = read(plan.merged.form, typed, known)
    if wrong := as_wrong([*findings, *reading.findings]):
        raise Problem(422, "回答有需要改正的地方。", errors=wrong)
    return dict(reading.answers)
