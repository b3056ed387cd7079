"""Licences for programs: the holder's own, showing one, and the check by a third party who is shown it (E3)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import Response, url_for

from tongban.cases.licences.presenting import Seen, by_code, look, present, seen
from tongban.cases.licences.standing import standing_of
from tongban.cases.licences.tables import LicenceRow
from tongban.cases.licences.wallet import held_by, own_licence, versions_of
from tongban.errors import NotFound, TongbanError
from tongban.web.api.exchange import answer, sent_body
from tongban.web.api.licence_schemas import (
    Licence,
    LicenceList,
    LicenceSeen,
    LicenceShown,
    LookRequest,
    PresentRequest,
)
from tongban.web.api.operations import Answer, Operation, operation
from tongban.web.api.room import Problem, blueprint
from tongban.web.api.tokens import for_applicants, the_caller
from tongban.web.guard import public
from tongban.web.house import db, house, now, seal_roots
from tongban.web.licences import public_facts
from tongban.web.view_words import WALL

CODE = {"code": "证照的查验码"}
POLICY = "只给出选定的内容、状态和颁发机关；五分钟内有效，只能核验一次，再次核验返回 410。"


@blueprint.get("/licences", endpoint="licences")
@for_applicants("licence.own")
@operation(
    Operation(
        id="licences",
        summary="列出我的证照",
        tag="证照",
        description="在全市各处取得的电子证照，最新的在前。",
        answers={200: Answer("证照", LicenceList)},
        problems=(401,),
        secured=True,
    )
)
def licences() -> Response:
    return answer(LicenceList, {"licences": [_told(each) for each in held_by(db(), the_caller().id)]})


@blueprint.get("/licences/<code>", endpoint="licence")
@for_applicants("licence.own")
@operation(
    Operation(
        id="licence",
        summary="读取我的一份证照",
        tag="证照",
        path=CODE,
        answers={200: Answer("证照和照面信息", Licence)},
        problems=(401, 404),
        secured=True,
    )
)
def licence(code: str) -> Response:
    return answer(Licence, _told(own_licence(db(), the_caller().id, code), whole=True))


@blueprint.post("/licences/<code>/presentations", endpoint="present")
@for_applicants("licence.own")
@operation(
    Operation(
        id="present",
        summary="出示证照",
        tag="证照",
        description=f"生成一个供对方核验的令牌和地址，可以做成二维码。{POLICY}",
        path=CODE,
        body=PresentRequest,
        answers={201: Answer("令牌和地址", LicenceShown)},
        problems=(400, 401, 404, 415, 422),
        secured=True,
        example={"fields": ["name", "valid_until"]},
    )
)
def present_licence(code: str) -> Response:
    asked, settings = sent_body(PresentRequest), house().settings
    row = own_licence(db(), the_caller().id, code)
    try:
        token, shown = present(db(), row, asked["fields"], settings.secret_key, now())
    except TongbanError as refusal:
        raise Problem(422, refusal.message, article=refusal.article) from refusal
    db().commit()
    told = {"token": token, "address": f"{settings.public_url}/licences/shown/{token}", "until": shown.expires_at}
    return answer(LicenceShown, told, status=201)


@blueprint.post("/licence-presentations/look", endpoint="look")
@public
@operation(
    Operation(
        id="look",
        summary="核验对方出示的证照",
        tag="证照",
        description=f"不用登录。{POLICY}",
        body=LookRequest,
        answers={200: Answer("看到的内容", LicenceSeen)},
        problems=(400, 410, 415, 422),
        example={"token": "二维码地址中最后一段"},
    )
)
def look_at() -> Response:
    asked = sent_body(LookRequest)
    try:
        found = look(db(), asked["token"], house().settings.secret_key, seal_roots(), _today(), now(), by="API")
    except TongbanError as refusal:
        raise Problem(410, refusal.message, article=refusal.article) from refusal
    db().commit()
    return answer(LicenceSeen, _seen(found))


@blueprint.get("/licence-verification/<code>", endpoint="verify_licence")
@public
@operation(
    Operation(
        id="verify_licence",
        summary="按查验码查验证照",
        tag="证照",
        description="不用登录。只给出编号、隐去一部分的持证人、有效期、状态和颁发机关。",
        path=CODE,
        answers={200: Answer("查验结果", LicenceSeen)},
        problems=(404,),
    )
)
def verify_licence(code: str) -> Response:
    try:
        row = by_code(db(), code)
    except NotFound as refusal:
        raise Problem(404, refusal.message) from refusal
    found = seen(db(), row, (), seal_roots(), _today(), now())
    facts = [{"label": each.label, "text": each.value} for each in public_facts(row)]
    return answer(LicenceSeen, {**_seen(found), "fields": facts})


def _told(row: LicenceRow, *, whole: bool = False) -> dict[str, Any]:
    standing = standing_of(row, _today())
    fields = versions_of(db(), row)[0].body["fields"] if whole else []
    return {
        "code": row.code,
        "type": row.type,
        "name": row.name,
        "number": row.number,
        "issuer": row.issuer,
        "holder": row.holder_name,
        "issued_on": row.issued_on,
        "valid_until": row.valid_until,
        "state": standing.state,
        "version": row.version,
        "case": row.case_number,
        "href": url_for("api.licence", code=row.code),
        "fields": [{"id": each["id"], "label": each["label"], "text": each["text"]} for each in fields],
    }


def _seen(found: Seen) -> dict[str, Any]:
    return {
        "name": found.name,
        "issuer": found.issuer,
        "state": found.standing.state,
        "genuine": not found.problem,
        "problem": found.problem,
        "fields": [{"label": each.label, "text": each.text} for each in found.fields],
        "at": found.at,
    }


def _today() -> date:
    moment: datetime = now()
    return moment.astimezone(WALL).date()
