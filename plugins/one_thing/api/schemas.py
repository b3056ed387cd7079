"""What is sent and answered about bundles; the core's own shapes are used where they fit."""

from __future__ import annotations

from marshmallow import Schema, fields

from tongban.kit.api import REQUIRED, Asked, Described, File, MaterialAsked, Question, WrongThing, text


def moment(description: str) -> fields.AwareDateTime:
    return fields.AwareDateTime(allow_none=True, metadata={"description": description})


def count(description: str) -> fields.Integer:
    return fields.Integer(metadata={"description": description})


class BundleSummary(Schema):
    bundle = text("一件事的代号")
    title = text("名称")
    summary = text("一句话说明")
    lead = text("牵头部门")
    items = fields.List(fields.String(), metadata={"description": "可能要办的事项"})
    href = text("读取的地址")


class BundleList(Schema):
    bundles = fields.List(fields.Nested(BundleSummary))


class BundleItem(Schema):
    part = text("在这件事中的代号")
    item = text("事项代号")
    tenant = text("由哪个租户办理")
    title = text("事项名称")
    office = text("实施主体")
    promise = fields.String(attribute="limit", metadata={"description": "承诺办结时限"})
    fees = text("收费")
    waits_for = fields.List(fields.String(), metadata={"description": "在哪些事项办结以后自动开始；提交后就开始的为空"})
    applies_when = fields.String(attribute="condition", metadata={"description": "什么情形下要办；总是要办的为空"})


class BundleMaterial(MaterialAsked):
    of = fields.List(fields.String(), metadata={"description": "用于哪些事项"})


class Way(Schema):
    value = text("送达方式的值")
    label = text("送达方式的名称")


class Bundle(Described):
    bundle = text("一件事的代号")
    form = text("这张表的摘要；事项换版以后会变")
    title = text("名称")
    lead = text("牵头部门")
    notes = fields.List(fields.String(), metadata={"description": "请注意"})
    questions = fields.List(fields.Nested(Question), metadata={"description": "决定要办哪些事项的问题"})
    items = fields.List(fields.Nested(BundleItem), metadata={"description": "可能要办的事项"})
    materials = fields.List(fields.Nested(BundleMaterial), metadata={"description": "一套材料"})
    ways = fields.List(fields.Nested(Way), metadata={"description": "一次出件可以选的送达方式"})


class BundleEffort(Schema):
    applications = count("申请次数")
    fields_ = fields.Integer(data_key="fields", attribute="fields", metadata={"description": "要填的项"})
    materials = count("要带的材料")
    visits = count("跑窗口次数")


class BundleSaving(Schema):
    together = fields.Nested(BundleEffort, metadata={"description": "一次办"})
    apart = fields.Nested(BundleEffort, metadata={"description": "分开办"})
    saved = fields.Nested(BundleEffort, metadata={"description": "省了多少"})


class BundleToBring(Schema):
    id = text("材料代号")
    name = text("材料名称")
    of = fields.List(fields.String(), metadata={"description": "用于哪些事项"})
    criteria = fields.List(fields.String(), metadata={"description": "受理标准"})
    needed = fields.Boolean(metadata={"description": "按这些回答是否必须提交"})
    spared = text("由部门共享取得、不用提交的，说明在这里；要提交的为空")


class BundleChosen(Schema):
    """What given answers come to; until `whole`, what may apply."""

    whole = fields.Boolean(metadata={"description": "决定事项的问题是否都已回答；没有的，列出的是可能要办的"})
    items = fields.List(fields.Nested(BundleItem), metadata={"description": "要办的事项"})
    materials = fields.List(fields.Nested(BundleToBring), metadata={"description": "一套材料"})
    saving = fields.Nested(
        BundleSaving, allow_none=True, metadata={"description": "比分开办省了多少；没有答全的为 null"}
    )
    due = fields.Date(allow_none=True, metadata={"description": "今天提交的，各部门按承诺办理时最迟全部办结的日期"})


class BundleAnswers(Asked):
    answers = fields.Dict(
        keys=fields.String(),
        load_default=dict,
        error_messages=REQUIRED | {"invalid": "应为一个对象。"},
        metadata={"description": "答案，按字段代号；格式见一件事的 answers_schema。没有写的和为 null 的保持不变"},
    )


class BundleFileRequest(Asked):
    material = text("为哪一项材料；与 field 二者选一")
    field = text("为表单的哪一个文件字段；与 material 二者选一")


class BundleSubmission(Asked):
    way = text("结果怎样送达，取值见一件事的 ways；不写的用第一种")


class BundleRated(Schema):
    number = text("一件事的编号")
    cases = count("评价记入了几个办件")


class BundleApplication(Schema):
    application = text("申请的代号")
    tenant = text("租户代码")
    bundle = text("一件事的代号")
    form = text("开始时的表的摘要")
    title = text("名称")
    updated_at = moment("最后保存的时刻")
    answers = fields.Dict(metadata={"description": "已经保存的答案"})
    files = fields.List(fields.Nested(File), metadata={"description": "已经上传的文件"})
    chosen = fields.Nested(BundleChosen)
    missing = fields.List(fields.Nested(WrongThing), metadata={"description": "还差什么；空的可以提交"})
    number = fields.String(allow_none=True, metadata={"description": "提交以后的编号；没有提交的为 null"})
    href = text("读取和保存的地址")


class BundleCaseSummary(Schema):
    number = text("一件事的编号")
    tenant = text("牵头的租户")
    bundle = text("一件事的代号")
    title = text("名称")
    state = text("running 正在办理、finished 全部办结")
    begun_at = moment("提交的时刻")
    due_on = fields.Date(allow_none=True, metadata={"description": "提交时告知的最迟全部办结的日期"})
    finished_at = moment("全部办结的时刻")
    delivered_at = moment("统一出件的时刻")
    href = text("办理进度的地址")


class BundleCaseList(Schema):
    bundles = fields.List(fields.Nested(BundleCaseSummary))


class BundlePart(Schema):
    part = text("在这件事中的代号")
    item = text("事项代号")
    title = text("事项名称")
    tenant = text("由哪个租户办理")
    office = text("实施主体")
    state = text("waiting、open、granted、refused、not_accepted、withdrawn、fallen、halted")
    state_label = text("办理情况，用文字")
    note = text("说明：等什么、为什么没有开始")
    waits_for = fields.List(fields.String(), metadata={"description": "等待哪些事项，按代号"})
    case = fields.String(allow_none=True, metadata={"description": "办件编号，用它读取办件；没有开始的为 null"})
    due_at = moment("承诺办结的时刻；没有在计时的为 null")
    overdue = fields.Boolean(metadata={"description": "是否已超期"})
    asks = text("现在要申请人做的事；没有的为空")
    may_withdraw = fields.Boolean(metadata={"description": "是否可以在这里撤回；已经开始的到办件中撤回"})
    delivered_at = moment("送达的时刻")


class BundleCase(BundleCaseSummary):
    parts = fields.List(fields.Nested(BundlePart))
