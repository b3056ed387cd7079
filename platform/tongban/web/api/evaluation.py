"""GET /tenants/{tenant}/evaluation: the five figures, for anybody: the public oversees by them (335 §37, 30 (一))."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from flask import Response
from marshmallow import Schema, fields

from tongban.cases.evaluation import Figures, Share, figures
from tongban.law.evaluation import GRADE_NAMES
from tongban.tenancy.tree import tenant as tenant_row
from tongban.web.api.exchange import answer, sent_query
from tongban.web.api.operations import Answer, Operation, operation
from tongban.web.api.room import blueprint
from tongban.web.api.schemas import REQUIRED, Asked, text
from tongban.web.api.tenants import TENANT
from tongban.web.guard import public
from tongban.web.house import db, now
from tongban.web.scoping import enter
from tongban.web.view_words import WALL

YEAR = timedelta(days=365)


class PeriodQuery(Asked):
    since = fields.Date(error_messages=REQUIRED, metadata={"description": "从这一天起；不写为一年前"})
    until = fields.Date(error_messages=REQUIRED, metadata={"description": "到这一天止；不写为今天"})


class ShareAnswer(Schema):
    of = fields.Integer(metadata={"description": "已经做到的"})
    all = fields.Integer(metadata={"description": "应当做到的"})
    percent = fields.Float(allow_none=True, metadata={"description": "百分比；没有发生的为 null"})


class FiguresAnswer(Schema):
    department = text("部门；空的是整个单位")
    items = fields.Nested(ShareAnswer, metadata={"description": "政务服务事项覆盖率"})
    objects = fields.Nested(ShareAnswer, metadata={"description": "评价对象覆盖率"})
    channels = fields.Nested(ShareAnswer, metadata={"description": "服务渠道覆盖率"})
    mended = fields.Nested(ShareAnswer, metadata={"description": "差评整改率"})
    called_back = fields.Nested(ShareAnswer, metadata={"description": "差评回访率"})
    satisfied = fields.Nested(ShareAnswer, metadata={"description": "满意率"})
    grades = fields.Dict(keys=fields.String(), values=fields.Integer(), metadata={"description": "各个等级的评价数量"})


class EvaluationAnswer(Schema):
    tenant = text("租户代码")
    since = fields.Date(metadata={"description": "从这一天起"})
    until = fields.Date(metadata={"description": "到这一天止"})
    figures = fields.List(fields.Nested(FiguresAnswer))


@blueprint.get("/tenants/<tenant>/evaluation", endpoint="evaluation")
@public
@operation(
    Operation(
        id="evaluation",
        summary="读取好差评五项指标",
        tag="好差评",
        description="政务服务事项、评价对象、服务渠道的覆盖率和差评整改率、差评回访率，由办件、评价和工单算出。",
        path=TENANT,
        query=PeriodQuery,
        answers={200: Answer("五项指标", EvaluationAnswer)},
        problems=(400, 404),
    )
)
def evaluation(tenant: str) -> Response:
    asked = sent_query(PeriodQuery)
    enter(tenant_row(db(), tenant).id)
    today = now().astimezone(WALL).date()
    since, until = asked.get("since") or today - YEAR, asked.get("until") or today
    found = figures(db(), _begins(since), _begins(until + timedelta(days=1)))
    told = {"tenant": tenant, "since": since, "until": until, "figures": [_told(each) for each in found]}
    return answer(EvaluationAnswer, told)


def _begins(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=WALL)


def _told(counted: Figures) -> dict[str, Any]:
    names = ("items", "objects", "channels", "mended", "called_back", "satisfied")
    return {
        "department": counted.department,
        **{name: _share(getattr(counted, name)) for name in names},
        "grades": {GRADE_NAMES[grade]: number for grade, number in counted.grades.items()},
    }


def _share(share: Share) -> dict[str, object]:
    return {"of": share.of, "all": share.all, "percent": share.percent}
