"""The resources of the API, once: what is sent and answered is written by these, and the documents show them."""

from __future__ import annotations

from marshmallow import RAISE, Schema, fields, validate


def text(description: str, **more: object) -> fields.String:
    return fields.String(metadata={"description": description, **more})


class Asked(Schema):
    """What is sent: a name that is not known is refused, for it would do nothing."""

    class Meta:
        unknown = RAISE

    error_messages = {"unknown": "没有这一项。", "type": "应为一个对象。"}  # noqa: RUF012 — marshmallow's own attribute


REQUIRED = {"required": "这一项必须填写。", "null": "这一项不能为空。", "invalid": "格式不对。"}


class PageQuery(Asked):
    limit = fields.Integer(
        load_default=50,
        validate=validate.Range(1, 200, error="每页应为 1 至 200 条。"),
        error_messages=REQUIRED,
        metadata={"description": "一页最多多少条", "default": 50},
    )
    cursor = text("上一页返回的翻页位置；第一页不写")


class ItemQuery(PageQuery):
    q = text("查找：词语、单字、拼音或者首字母")


class TokenRequest(Asked):
    login = fields.String(
        required=True, error_messages=REQUIRED, validate=validate.Length(max=100), metadata={"description": "登录名"}
    )
    password = fields.String(
        required=True, error_messages=REQUIRED, validate=validate.Length(max=200), metadata={"description": "密码"}
    )


class Token(Schema):
    access_token = text("访问令牌，写在 Authorization: Bearer 中")
    token_type = text("总是 Bearer")
    expires_in = fields.Integer(metadata={"description": "有效的秒数"})


class Tenant(Schema):
    tenant = text("租户代码，用在地址中")
    name = text("名称")
    kind = text("类型：city、department、county、township、village")
    division = fields.String(allow_none=True, metadata={"description": "行政区划代码；没有公布的为 null"})
    parent = fields.String(allow_none=True, metadata={"description": "上级租户"})


class TenantPage(Schema):
    tenants = fields.List(fields.Nested(Tenant))
    next = fields.String(allow_none=True, metadata={"description": "下一页的地址；没有了为 null"})


class ItemSummary(Schema):
    item = text("事项代号")
    title = text("事项名称")
    summary = text("一句话说明")
    department = text("主管部门")
    version = fields.Integer(metadata={"description": "现行版本"})
    on_the_spot = fields.Boolean(metadata={"description": "是否当场办结"})
    published_at = fields.AwareDateTime(metadata={"description": "现行版本的发布时间"})


class ItemPage(Schema):
    items = fields.List(fields.Nested(ItemSummary))
    next = fields.String(allow_none=True, metadata={"description": "下一页的地址；没有了为 null"})


class Basis(Schema):
    law = text("法律、法规、规章或者文件")
    article = text("条款")


class Choice(Schema):
    value = text("选项的值")
    label = text("选项的名称")


class Question(Schema):
    id = text("问题的代号，也是答案的键")
    ask = text("问题")
    choices = fields.List(fields.Nested(Choice))
    shown_when = text("什么情形下才问；总是问的为空")


class MaterialAsked(Schema):
    id = text("材料代号")
    name = text("材料名称")
    source = text("来源：applicant、government、intermediary")
    brought = fields.Boolean(metadata={"description": "是否需要申请人提交"})
    asked_when = text("什么情形下需要；总是需要的为空")
    required_when = text("什么情形下必须提交；总是必须的为空")
    formats = fields.List(fields.String())
    max_mb = fields.Integer(metadata={"description": "每个文件的大小上限，MB"})
    criteria = fields.List(fields.String(), metadata={"description": "受理标准"})
    may_follow = text("可以容缺后补的时限；不可以的为空")


class FieldAsked(Schema):
    id = text("字段代号，也是答案的键")
    section = text("所在的部分")
    label = text("名称")
    type = text("字段类型")
    help = text("填写说明")
    shown_when = text("什么情形下才填写；总是填写的为空。不显示的字段不能提交")
    required_when = text("什么情形下必填；总是必填的为空")
    computed = fields.Boolean(metadata={"description": "是否由系统计算，不用提交"})


class Step(Schema):
    name = text("环节")
    within = text("环节时限")
    taken_when = text("什么情形下有这个环节；总是有的为空")


class Fee(Schema):
    name = text("收费项目")
    standard = text("收费标准")


class ServicePlace(Schema):
    address = text("办公地址")
    hours = text("办公时间")
    phone = text("咨询电话")
    complaints = text("监督投诉电话")


class Described(Schema):
    """What an item and several items asked for as one have in common; each names the rest in its own words."""

    tenant = text("租户代码")
    summary = text("一句话说明")
    applicants = fields.List(fields.Nested(Choice), metadata={"description": "服务对象"})
    basis = fields.List(fields.Nested(Basis), metadata={"description": "设定依据"})
    fields_ = fields.List(
        fields.Nested(FieldAsked),
        data_key="fields",
        attribute="fields",
        metadata={"description": "表单字段，按填写的顺序"},
    )
    answers_schema = fields.Dict(metadata={"description": "答案的 JSON Schema（2020-12）"})
    service = fields.Nested(ServicePlace)
    demonstration = fields.List(fields.String(), metadata={"description": "哪些内容是演示值，不是公布的事实"})


class Item(Described):
    item = text("事项代号")
    version = fields.Integer(metadata={"description": "现行版本；申请时可以写明，以防填写期间换版"})
    title = text("事项名称")
    authority = text("实施主体")
    conditions = fields.List(fields.String(), metadata={"description": "受理条件"})
    questions = fields.List(fields.Nested(Question), metadata={"description": "办理情形"})
    materials = fields.List(fields.Nested(MaterialAsked), metadata={"description": "申请材料"})
    steps = fields.List(fields.Nested(Step), metadata={"description": "办理流程"})
    promise = text("承诺办结时限；当场办结的为空")
    statutory = text("法定办结时限；没有规定的为空")
    fees = fields.List(fields.Nested(Fee))
    result = text("办理结果")
    visits = fields.Integer(metadata={"description": "到现场次数"})


class FileRequest(Asked):
    item = fields.String(required=True, error_messages=REQUIRED, metadata={"description": "事项代号"})
    material = text("为哪一项材料；与 field 二者选一")
    field = text("为表单的哪一个文件字段；与 material 二者选一")


class File(Schema):
    file = text("文件凭据，申请或者补正时写在 materials 中")
    item = text("事项代号")
    place = text("为哪一项材料或者文件字段")
    name = text("文件名")
    media_type = text("按内容识别的类型")
    size = fields.Integer(metadata={"description": "字节数"})
    sha256 = text("内容摘要")


class _Filled(Asked):
    answers = fields.Dict(
        keys=fields.String(),
        load_default=dict,
        error_messages=REQUIRED | {"invalid": "应为一个对象。"},
        metadata={"description": "答案，按字段代号；格式见事项的 answers_schema"},
    )
    materials = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.String(), validate=validate.Length(min=1, max=20, error="应有 1 至 20 个文件。")),
        load_default=dict,
        error_messages=REQUIRED | {"invalid": "应为一个对象。"},
        metadata={"description": "文件凭据，按材料代号"},
    )


class ApplicationRequest(_Filled):
    item = fields.String(required=True, error_messages=REQUIRED, metadata={"description": "事项代号"})
    version = fields.Integer(
        strict=True, error_messages=REQUIRED, metadata={"description": "填写时所依据的版本；已换版的申请不收"}
    )


class SupplyRequest(_Filled):
    """What the one-time notice named: files by material, corrected answers by field."""


class Deadline(Schema):
    name = text("期限名称")
    basis = text("依据")
    budget = text("时限")
    lamp = text("green、yellow、red、overdue、paused")
    left = text("还剩多少，用文字")
    due = fields.AwareDateTime(allow_none=True, metadata={"description": "届满的时刻；暂停计时的为 null"})
    provisional = fields.Boolean(metadata={"description": "是否按尚未公布的放假安排推算"})
    explanation = text("逐日计算的说明")


class Happening(Schema):
    at = fields.AwareDateTime(metadata={"description": "发生的时刻"})
    title = text("发生了什么")
    who = text("由谁")
    text_ = fields.String(data_key="text", attribute="text", metadata={"description": "说明"})


class Document(Schema):
    code = text("验真码，也是取文书的地址")
    title = text("文书名称")
    number = text("文号")
    issued_at = fields.AwareDateTime(metadata={"description": "日期"})
    ready = fields.Boolean(metadata={"description": "盖章的 PDF 是否已经生成"})
    href = text("PDF 的地址")


class CaseSummary(Schema):
    number = text("办件编号")
    tenant = text("租户代码")
    item = text("事项代号")
    title = text("事项名称")
    state = text("submitted、supplementing、accepted、decided、closed")
    state_label = text("状态，用文字")
    outcome = fields.String(
        allow_none=True,
        metadata={
            "description": "granted、granted_in_part、refused、not_accepted、withdrawn、deemed_withdrawn、terminated；"
            "没有结果的为 null"
        },
    )
    opened_at = fields.AwareDateTime(metadata={"description": "提交的时刻"})
    closed_at = fields.AwareDateTime(allow_none=True, metadata={"description": "办结的时刻"})
    href = text("办件的地址")


class CasePage(Schema):
    cases = fields.List(fields.Nested(CaseSummary))
    next = fields.String(allow_none=True, metadata={"description": "下一页的地址；没有了为 null"})


class Case(CaseSummary):
    version = fields.Integer(metadata={"description": "办理所依据的版本"})
    may = fields.List(
        fields.String(),
        metadata={
            "description": "现在可以办的：withdraw 撤回申请、promise_later 承诺后补材料、"
            "withdraw_promise 撤回告知承诺、confirm_receipt 确认收到、ask_renewal 申请延续、"
            "ask_hearing 申请听证、waive_hearing 放弃听证"
        },
    )
    owed = fields.List(fields.String(), metadata={"description": "承诺后补、还没有交的材料，按代号"})
    to_supply = fields.List(fields.String(), metadata={"description": "一次性告知中还没有补齐的内容"})
    deadlines = fields.List(fields.Nested(Deadline), metadata={"description": "正在计时或者暂停的期限"})
    events = fields.List(fields.Nested(Happening), metadata={"description": "办理经过，最新的在前"})
    documents = fields.List(fields.Nested(Document), metadata={"description": "文书"})


class WrongThing(Schema):
    pointer = text("指向请求内容中的位置（RFC 6901）")
    code = text("代码")
    detail = text("哪里不对，怎样改正")


class ProblemDetails(Schema):
    type = text("总是 about:blank")
    title = text("哪一类问题")
    status = fields.Integer(metadata={"description": "与状态码相同"})
    detail = text("这一次的说明")
    article = text("依据的条款")
    errors = fields.List(fields.Nested(WrongThing), metadata={"description": "逐项说明"})
