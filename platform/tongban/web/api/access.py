"""POST /token: an applicant's log-in for a program; five failures rest the account, as on the page."""

from __future__ import annotations

from flask import Response

from tongban.errors import TongbanError
from tongban.tenancy.applicants import log_in
from tongban.web.api.exchange import answer, sent_body
from tongban.web.api.operations import Answer, Operation, operation
from tongban.web.api.room import Problem, blueprint
from tongban.web.api.schemas import Token, TokenRequest
from tongban.web.api.tokens import LIFETIME, token_for
from tongban.web.guard import public
from tongban.web.house import db, now


@blueprint.post("/token", endpoint="token")
@public
@operation(
    Operation(
        id="token",
        summary="取得访问令牌",
        tag="登录",
        description="用申请人的登录名和密码取得令牌，两小时内有效；改密码后立即失效。连续输错五次，账号锁定 15 分钟。",
        body=TokenRequest,
        answers={200: Answer("访问令牌", Token)},
        problems=(400, 401, 415, 422),
        example={"login": "13800000000", "password": "由申请人自己保管的密码"},
    )
)
def token() -> Response:
    asked = sent_body(TokenRequest)
    try:
        row = log_in(db(), asked["login"].strip(), asked["password"], now())
    except TongbanError as refusal:
        db().commit()  # the failure is counted
        raise Problem(401, refusal.message, headers=(("WWW-Authenticate", "Bearer"),)) from refusal
    db().commit()
    return answer(Token, {"access_token": token_for(row), "token_type": "Bearer", "expires_in": LIFETIME})
