"""The resources of what follows a hand-in: the fee, the grades, what was brought forward."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from tongban.fields.drawn import PATTERN, TOLD
from tongban.fields.types.signature import LONGEST_NAME
from tongban.law.evaluation import LONGEST_TEXT, REASONS, Grade, Occasion
from tongban.web.api.schemas import REQUIRED, Asked, Document, Happening, text


class SignatureRequest(Asked):
    name = fields.String(
        required=True,
        error_messages=REQUIRED,
        validate=validate.Length(1, LONGEST_NAME, error=f"签名应为 1 至 {LONGEST_NAME} 个字。"),
        metadata={"description": "签名人的姓名"},
    )
    drawn = fields.String(
        load_default="",
        error_messages=REQUIRED,
        validate=validate.Regexp(f"^$|{PATTERN}", error=f"手写签名的格式不对。{TOLD}"),
        metadata={"description": TOLD},
    )


class ActRequest(Asked):
    act = fields.String(
        required=True, error_messages=REQUIRED, metadata={"description": "要办的一项，应是办件 may 中列出的"}
    )
    reasons = fields.String(
        load_default="",
        error_messages=REQUIRED,
        validate=validate.Length(max=500, error="理由不超过 500 个字。"),
        metadata={"description": "理由；撤回申请、撤回承诺的必须写明"},
    )
    signature = fields.Nested(
        SignatureRequest, metadata={"description": "在承诺书上的签名，只用于 promise_later；不签的不写"}
    )


class LaterRequest(Asked):
    materials = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.String(), validate=validate.Length(min=1, max=20, error="应有 1 至 20 个文件。")),
        required=True,
        error_messages=REQUIRED | {"invalid": "应为一个对象。"},
        metadata={"description": "文件凭据，按材料代号；不必一次补齐"},
    )


class FeeDue(Schema):
    name = text("收费项目")
    amount = fields.Integer(metadata={"description": "金额，单位：分"})
    basis = text("依据")


class Payment(Schema):
    invoice = text("缴款单号")
    total = fields.Integer(metadata={"description": "合计，单位：分"})
    lines = fields.List(fields.Nested(FeeDue))
    due = fields.AwareDateTime(allow_none=True, metadata={"description": "缴费期限届满的时刻；没有在走的期限为 null"})
    paid_at = fields.AwareDateTime(allow_none=True, metadata={"description": "缴清的时刻；还没有缴清的为 null"})
    pay_url = text("网上缴费的地址；没有的为空")


class Rated(Schema):
    occasion = text("哪一次服务：intake 收件受理、outcome 办理结果")
    name = text("服务的名称")
    grade = fields.Integer(allow_none=True, metadata={"description": "1 至 5；还没有评价的为 null"})
    grade_name = text("等级的名称")
    given_at = fields.AwareDateTime(allow_none=True, metadata={"description": "评价的时刻"})
    ticket = fields.String(allow_none=True, metadata={"description": "差评的整改工单编号"})


class OccasionList(Schema):
    occasions = fields.List(fields.Nested(Rated))


class GradeRequest(Asked):
    """What one says when one rates, whatever is rated."""

    grade = fields.Integer(
        required=True,
        strict=True,
        error_messages=REQUIRED,
        validate=validate.OneOf([each.value for each in Grade], error="应为 1 至 5 的整数。"),
        metadata={"description": "1 非常不满意至 5 非常满意"},
    )
    reasons = fields.List(
        fields.String(validate=validate.OneOf(list(REASONS), error=f"应为以下之一：{'、'.join(REASONS)}。")),
        load_default=list,
        error_messages=REQUIRED,
        metadata={"description": "不满意的地方：" + "、".join(f"{key} {name}" for key, name in REASONS.items())},
    )
    text = fields.String(
        load_default="",
        error_messages=REQUIRED,
        validate=validate.Length(max=LONGEST_TEXT, error=f"不超过 {LONGEST_TEXT} 个字。"),
        metadata={"description": "还想说的话"},
    )


class RateRequest(GradeRequest):
    occasion = fields.String(
        required=True,
        error_messages=REQUIRED,
        validate=validate.OneOf([each.value for each in Occasion], error="应为 intake 或者 outcome。"),
        metadata={"description": "哪一次服务：intake、outcome"},
    )


class TicketRequest(Asked):
    kind = fields.String(
        required=True,
        error_messages=REQUIRED,
        validate=validate.OneOf(["cannot_get_it_done", "complaint"], error="应为 cannot_get_it_done 或者 complaint。"),
        metadata={"description": "cannot_get_it_done “办不成事”反映、complaint 投诉举报"},
    )
    title = fields.String(
        required=True,
        error_messages=REQUIRED,
        validate=validate.Length(1, 100, error="应为 1 至 100 个字。"),
        metadata={"description": "一句话说是什么问题"},
    )
    body = fields.String(
        required=True,
        error_messages=REQUIRED,
        validate=validate.Length(1, 2000, error="应为 1 至 2000 个字。"),
        metadata={"description": "事情的经过和要求"},
    )
    case = fields.String(
        load_default="", error_messages=REQUIRED, metadata={"description": "有关的办件编号，应是自己的办件；可以不写"}
    )
    phone = fields.String(
        load_default="",
        error_messages=REQUIRED,
        validate=validate.Length(max=30, error="不超过 30 个字符。"),
        metadata={"description": "联系电话"},
    )


class TicketActRequest(Asked):
    act = fields.String(
        required=True,
        error_messages=REQUIRED,
        validate=validate.OneOf(["confirm", "reopen", "withdraw"], error="应为 confirm、reopen 或者 withdraw。"),
        metadata={"description": "confirm 认可答复、reopen 不认可并要求重新办理、withdraw 撤回"},
    )
    reasons = fields.String(
        load_default="",
        error_messages=REQUIRED,
        validate=validate.Length(max=500, error="不超过 500 个字。"),
        metadata={"description": "理由；要求重新办理的必须写明"},
    )


class TicketSummary(Schema):
    number = text("工单编号")
    tenant = text("租户代码")
    kind = text("cannot_get_it_done、complaint、hotline、rectification")
    title = text("是什么问题")
    state = text("opened、accepted、assigned、answered、told、closed")
    state_label = text("状态，用文字")
    case = fields.String(allow_none=True, metadata={"description": "有关的办件"})
    opened_at = fields.AwareDateTime(metadata={"description": "提出的时刻"})
    closed_at = fields.AwareDateTime(allow_none=True, metadata={"description": "办结的时刻"})
    href = text("工单的地址")


class TicketList(Schema):
    tickets = fields.List(fields.Nested(TicketSummary))


class TicketDeadline(Schema):
    name = text("期限名称")
    basis = text("依据")
    budget = text("时限")
    lamp = text("green、yellow、red、overdue")
    left = text("还剩多少，用文字")
    due = fields.AwareDateTime(metadata={"description": "届满的时刻"})
    provisional = fields.Boolean(metadata={"description": "是否按尚未公布的放假安排推算"})


class Ticket(TicketSummary):
    deadlines = fields.List(fields.Nested(TicketDeadline), metadata={"description": "在走的期限"})
    documents = fields.List(fields.Nested(Document), metadata={"description": "答复的文书，每次答复一份"})
    events = fields.List(fields.Nested(Happening), metadata={"description": "办理经过，最新的在前"})
