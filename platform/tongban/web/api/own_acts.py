"""What a program does with its applicant's case: acts by name, what was promised, the fee, the grades."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Response
from sqlalchemy import select

from tongban.cases import door
from tongban.cases.documents import documents_for_applicant
from tongban.cases.evaluation import Rating, give, occasions
from tongban.cases.files import move_to_case, supplement_place
from tongban.cases.payments.tables import PaymentOrderRow
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow
from tongban.cases.unused_files import waiting_place
from tongban.errors import NotFound, TongbanError
from tongban.fields.types.signature import Signature
from tongban.law import Command, DeadlineKind, HandedIn, Refusal
from tongban.law.commands import SupplyLater
from tongban.law.evaluation import GRADE_NAMES, OCCASION_NAMES, Grade, Occasion
from tongban.web.api.act_schemas import ActRequest, LaterRequest, OccasionList, Payment, RateRequest
from tongban.web.api.case_answer import asked_by, case_answer, tag_of, the_case
from tongban.web.api.cases import NUMBER
from tongban.web.api.exchange import answer, check_unchanged, sent_body
from tongban.web.api.filled import named_files
from tongban.web.api.operations import Answer, Header, Operation, operation
from tongban.web.api.room import Problem, blueprint
from tongban.web.api.schemas import Case
from tongban.web.api.tokens import for_applicants, the_caller
from tongban.web.house import books, db, now
from tongban.web.own_acts import NOBODY, OWN_ACTS, SIGNED
from tongban.web.portal.signing import signature_sent
from tongban.web.problems import Wrong

UNCHANGED = Header("If-Match", "读取办件时得到的 ETag")


@blueprint.post("/cases/<number>/acts", endpoint="act")
@for_applicants("case.own")
@operation(
    Operation(
        id="act",
        summary="办理一项",
        tag="办件",
        description="撤回申请、承诺后补材料、撤回承诺、确认收到、申请延续、申请或者放弃听证。"
        "现在可以办的列在办件的 may 中；不能办的答 409，并说明依据。",
        path=NUMBER,
        headers=(UNCHANGED,),
        body=ActRequest,
        answers={200: Answer("办理后的办件", Case, headers=("ETag",))},
        problems=(400, 401, 404, 409, 412, 415, 422),
        secured=True,
        example={"act": "withdraw", "reasons": "计划取消。"},
    )
)
def act(number: str) -> Response:
    asked = sent_body(ActRequest)
    row = the_case(number)
    command = OWN_ACTS.get(asked["act"])
    if command is None:
        raise Problem(422, f"没有“{asked['act'][:40]}”这一项，可以办的有：{'、'.join(OWN_ACTS)}。")
    check_unchanged(tag_of(row, documents_for_applicant(db(), row.number)))
    asks = replace(asked_by(row, asked["reasons"].strip()), signature=_signature(asked))
    _carry_out(row, command(asks))
    db().commit()
    return case_answer(row.number)


@blueprint.post("/cases/<number>/later-materials", endpoint="supply_later")
@for_applicants("case.apply")
@operation(
    Operation(
        id="supply-later",
        summary="补交承诺后补的材料",
        tag="办件",
        description="容缺受理后，按承诺补交材料；列在办件的 owed 中，可以分次补交。",
        path=NUMBER,
        headers=(UNCHANGED,),
        body=LaterRequest,
        answers={200: Answer("补交后的办件", Case, headers=("ETag",))},
        problems=(400, 401, 404, 409, 412, 415, 422),
        secured=True,
        example={"materials": {"plan": ["0123456789abcdef0123456789abcdef"]}},
    )
)
def supply_later(number: str) -> Response:
    asked = sent_body(LaterRequest)
    row = the_case(number)
    check_unchanged(tag_of(row, documents_for_applicant(db(), row.number)))
    place = supplement_place(row.number)
    files, wrong = named_files(db(), waiting_place(the_caller().id, row.tenant_id, row.item), asked["materials"])
    if wrong:
        raise Problem(422, "材料还不能提交，请按下列说明改正。没有作任何改动。", article="335 §19", errors=wrong)
    for rows in files.values():
        for file in rows:
            file.draft_id = place
    handed = tuple(HandedIn(material, tuple(each.sha256 for each in rows)) for material, rows in files.items())
    _carry_out(row, SupplyLater(asked_by(row).actor, handed))
    move_to_case(db(), place, row.number)
    db().commit()
    return case_answer(row.number)


def _signature(asked: Mapping[str, Any]) -> Signature:
    """Read under what one signs; a signature under anything else would do nothing, so it is refused."""
    if "signature" not in asked:
        return NOBODY
    if asked["act"] not in SIGNED:
        wrong = Wrong("/signature", "not_asked", f"只有{'、'.join(sorted(SIGNED))}可以签名。")
        raise Problem(422, "没有办理，请按下列说明改正。没有作任何改动。", errors=[wrong])
    try:
        return signature_sent(asked["signature"])
    except TongbanError as refusal:
        wrong = Wrong("/signature", "not_signed", refusal.message)
        raise Problem(422, refusal.message, article="335 §29", errors=[wrong]) from refusal


def _carry_out(row: CaseRow, command: Command) -> None:
    done = door.act(db(), books(), row.number, command, now())
    if isinstance(done, Refusal):
        raise Problem(409, done.message, article=done.article)


@blueprint.get("/cases/<number>/payment", endpoint="payment")
@for_applicants("case.own")
@operation(
    Operation(
        id="payment",
        summary="读取应缴的费用",
        tag="办件",
        description="收费项目、金额和依据，缴费期限，网上缴费的地址。地址还在准备、不能网上缴费或者已经缴清的，地址为空。",
        path=NUMBER,
        answers={200: Answer("缴费单", Payment)},
        problems=(401, 404),
        secured=True,
    )
)
def payment(number: str) -> Response:
    row = the_case(number)
    told = case_of(row)
    run = told.fees
    if run is None:
        raise NotFound("这个办件没有应缴的费用。")
    limit = next((each for each in told.deadlines if each.is_open and each.kind is DeadlineKind.PAYMENT), None)
    order = db().scalar(
        select(PaymentOrderRow).where(
            PaymentOrderRow.tenant_id == row.tenant_id, PaymentOrderRow.invoice == run.invoice
        )
    )
    paid = run.paid
    return answer(
        Payment,
        {
            "invoice": run.invoice,
            "total": run.total,
            "lines": run.lines,
            "due": limit.due if limit else None,
            "paid_at": paid.paid_at if paid else None,
            "pay_url": order.pay_url if order and told.fee_is_due else "",
        },
    )


@blueprint.get("/cases/<number>/evaluations", endpoint="evaluations")
@for_applicants("case.own")
@operation(
    Operation(
        id="evaluations",
        summary="列出可以评价的服务",
        tag="好差评",
        path=NUMBER,
        answers={200: Answer("收件受理、办理结果两次服务和已经作出的评价", OccasionList)},
        problems=(401, 404),
        secured=True,
    )
)
def evaluations(number: str) -> Response:
    return answer(OccasionList, _occasions(the_case(number)))


@blueprint.post("/cases/<number>/evaluations", endpoint="evaluate")
@for_applicants("case.own")
@operation(
    Operation(
        id="evaluate",
        summary="评价一次服务",
        tag="好差评",
        description="1 非常不满意、2 不满意、3 基本满意、4 满意、5 非常满意。评价一经作出，任何人都不能修改或者删除；"
        "不满意的，按时限整改和回访。",
        path=NUMBER,
        body=RateRequest,
        answers={201: Answer("已经作出的评价", OccasionList)},
        problems=(400, 401, 404, 409, 415, 422),
        secured=True,
        example={"occasion": "outcome", "grade": 5, "text": "讲得很清楚。"},
    )
)
def evaluate(number: str) -> Response:
    asked = sent_body(RateRequest)
    row = the_case(number)
    found = next((each for each in occasions(db(), row.number) if each.invitation.occasion == asked["occasion"]), None)
    if found is None:
        raise NotFound("这次服务还没有发生，不能评价。")
    if found.given is not None:
        raise Problem(409, "这次服务您已经评价过。评价不能修改；还有意见的，可以投诉。", article="335 §37")
    rating = Rating(Grade(asked["grade"]), tuple(asked["reasons"]), asked["text"], "portal")
    try:
        give(db(), books(), found.invitation, rating, now())
    except TongbanError as refusal:
        raise Problem(422, refusal.message, article=refusal.article) from refusal
    db().commit()
    return answer(OccasionList, _occasions(the_case(number)), status=201)


def _occasions(row: CaseRow) -> dict[str, object]:
    return {
        "occasions": [
            {
                "occasion": each.invitation.occasion,
                "name": OCCASION_NAMES[Occasion(each.invitation.occasion)],
                "grade": each.given.grade if each.given else None,
                "grade_name": GRADE_NAMES[Grade(each.given.grade)] if each.given else "",
                "given_at": each.given.given_at if each.given else None,
                "ticket": each.given.ticket if each.given else None,
            }
            for each in occasions(db(), row.number)
        ]
    }
