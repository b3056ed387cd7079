"""Sample data for the style guide: one realistic value for every name that a page template documents.

Nothing here is a published fact beyond title, base code and limits of 占道施工; people, bodies and numbers are made up
for demonstration.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import segno
from markupsafe import Markup

from tongban.fields import Slot, SlotError, field_types


class Sample(SimpleNamespace):
    """A plain object with the attributes that a template names; what is left out is undefined there."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...


def _rows(**values: str) -> list[Sample]:
    return [Sample(label=label, value=value) for label, value in values.items()]


def _choices(*pairs: tuple[str, str]) -> list[Sample]:
    return [Sample(value=value, label=label) for value, label in pairs]


NUMBER = "500103-2026-0009-1287-6"
TITLE = "临时性建筑物搭建、堆放物料、占道施工审批"
OFFICE = "渝中区城市管理局"

TENANT = Sample(
    id="yuzhong",
    name="渝中区",
    kind="county",
    theme="yuzhong",
    path="chongqing/yuzhong",
    parent_name="重庆市",
    address="渝中区政务服务中心（演示地址）一楼",
    hours="工作日 9:00—17:00",
    phone="023-00000000",
    complaints="12345",
)
CITY = Sample(
    id="chongqing",
    name="重庆市",
    kind="city",
    theme="default",
    path="chongqing",
    address="重庆市政务服务中心（演示地址）",
    hours="工作日 9:00—17:00",
    phone="12345",
)
PERSON = Sample(name="张三")
STAFF = Sample(name="李四")


def menu(current: str) -> list[Sample]:
    """Give the staff navigation with one entry marked."""
    entries = (("queue", "办件", "desk", 17), ("items", "事项", "items", None), ("tenants", "租户", "tenants", None))
    return [
        Sample(label=label, href="#", icon=icon, current=key == current, count=count)
        for key, label, icon, count in entries
    ]


FILES = [
    Sample(
        id="f1",
        name="占用位置图（盖章）.pdf",
        size="1.8 MB",
        at="9月28日 10:12",
        href="#",
        view_href="#",
        kind="pdf",
        current=True,
        old=False,
    )
]
PLAN_FILES = [Sample(id="f2", name="解放碑步行街交通疏导方案第二稿.pdf", size="3.4 MB", at="9月30日 09:40", href="#")]


def _material(material_id: str, name: str, **more: object) -> Sample:
    settings: dict[str, object] = {
        "formats": ["pdf", "jpg", "png"],
        "max_mb": 20,
        "required": True,
        "files": [],
        "error": "",
        "handed_in": bool(more.get("files")),
    }
    return Sample(id=material_id, name=name, **(settings | more))


MATERIALS = [
    _material(
        "location",
        "占用位置图",
        criteria=["标明占用范围和四至", "加盖申请单位印章"],
        sample="一页图纸，红线标出占用范围。",
        help="可以在地图截图上标注。",
        files=FILES,
        status="已上传",
        tone="green",
        verdict="accepted",
    ),
    _material(
        "plan",
        "施工方案",
        criteria=["写明施工时间、工艺和安全措施", "标明交通疏导措施"],
        sample="由施工单位编制，末页加盖公章。",
        may_follow="可以先受理，5 个工作日内补齐。",
        files=PLAN_FILES,
        status="已上传",
        tone="green",
        verdict="rejected",
        note="未标明交通疏导措施，请在方案中补充行人绕行路线和夜间警示。",
        changed=True,
    ),
    _material("consent", "占用场地的协议或者权属证明", required=False, status="未提供", tone=""),
    _material(
        "licence",
        "营业执照",
        from_library="已从电子证照库取得，不需要上传。",
        status="免提交",
        tone="green",
        verdict="accepted",
    ),
]
GUIDE_MATERIALS = [
    Sample(
        name=each.name,
        required="必要" if each.required else "视情形",
        from_library=getattr(each, "from_library", ""),
        condition="",
        help=getattr(each, "help", ""),
        criteria=getattr(each, "criteria", []),
        facts=[
            Sample(label="来源", value="政府部门核发" if hasattr(each, "from_library") else "申请人自备"),
            Sample(label="出具机构", value="有测绘资质的单位"),
            Sample(label="出具时间", value="6个月内出具的"),
            Sample(label="格式", value=f"{'、'.join(each.formats).upper()}，不超过 {each.max_mb} MB"),
        ],
        trust=[Sample(label="核验方式", value="由申请人上传，工作人员审查。")],
    )
    for each in MATERIALS
]


def _field(kind: str, name: str, label: str, options: dict[str, object], **more: object) -> Markup:
    field_type = field_types[kind]
    return field_type.render(Slot(name=name, label=label, **more), field_type.load_options(options))  # type: ignore[arg-type]


def section(title: str, help_text: str, fields: list[Markup]) -> Sample:
    """Give a section as the forms floor gives it."""
    parts = [Sample(html=each) for each in fields]
    return Sample(id="site", title=title, help=help_text, fields=parts, attributes=Markup(""))


def form(one: Sample) -> Sample:
    """Give a form of one section as the forms floor gives it."""
    return Sample(sections=[one], attributes=Markup(""))


SITUATION = section(
    "办理情形",
    "",
    [
        _field(
            "choice",
            "purpose",
            "您要办理哪一种占用？",
            {"choices": {"building": "搭建临时性建筑物", "stacking": "堆放物料", "works": "占道施工"}},
            help="选择最接近的一项。",
            typed={"": ("works",)},
        ),
        _field("choice", "lane", "是否占用车行道？", {"choices": {"yes": "是", "no": "否"}}),
    ],
)

GUIDE = Sample(
    id="occupy-road",
    title=TITLE,
    summary="因施工等需要，临时占用城市道路两侧和公共场地搭建建筑物、堆放物料或者施工的，应当先取得许可。",
    authority=OFFICE,
    labels=[
        Sample(text="行政许可"),
        Sample(text="承诺件"),
        Sample(text="全程网办", tone="green"),
        Sample(text="一次不用跑", tone="green"),
    ],
    version="3",
    updated="2026年9月1日",
    keys=[
        Sample(label="承诺期限", value="5 个工作日", note="法定 20 个工作日"),
        Sample(label="到现场", value="0 次", note="证件可以邮寄"),
        Sample(label="收费", value="不收费", note=""),
        Sample(label="申请材料", value="4 项", note="其中 1 项免提交"),
    ],
    facts=_rows(
        事项类型="行政许可",
        基本编码="000117022000",
        实施主体="渝中区城市管理局（法定机关）",
        服务对象="自然人、企业法人、事业法人、社会组织法人、其他组织",
        办理形式="网上办理、窗口办理、快递申请",
        网办深度="全程网办",
        审查决定="材料审查后由首席代表当场签批",
        通办范围="全市",
    ),
    conditions=[
        Sample(text="因建设等特殊需要，确需临时占用城市道路两侧和公共场地。", standard="以项目批准文件为准。", when=""),
        Sample(text="占用范围不妨碍消防通道、盲道和市政设施的使用。", standard="", when=""),
        Sample(text="有保障行人和车辆通行安全的措施。", standard="", when="占用种类为占道施工时适用"),
    ],
    barred=[Sample(text="占用位置在学校、医院出入口五十米以内。", standard="以现场勘验的距离为准。", when="")],
    quantity_limit=[
        Sample(label="数量限制", value="同一路段同一时间只准予一处占用。", note="《城市道路管理条例》第三十条")
    ],
    intermediaries=[Sample(label="交通影响评价机构", value="出具交通影响评价报告", note="")],
    tolerance=[Sample(label="容缺承诺", value="本人承诺在期限内补齐材料。")],
    commitment=Sample(
        promise="本单位承诺已经具备告知的全部条件。",
        when="占用种类为堆放物料时可以采用。",
        requirements=["占用不影响盲道和消防通道。", "占用期满恢复原状。"],
        spares=["占用位置图"],
        facts=_rows(事后核查="决定后20个工作日内现场核查", 承诺不实的="撤销决定，并记入信用记录。"),
    ),
    rights=["申请人有权陈述、申辩。"],
    obligations=["占用期满恢复道路原状。"],
    remedies=[Sample(name="行政复议", facts=_rows(机关="示例县人民政府", 电话="023-55128111"))],
    service=_rows(预约="可以提前 7 天预约，每天 30 个号。", 物流快递="材料可以邮寄，结果可以邮寄"),
    consult=_rows(窗口="一楼咨询台", 电子邮件="demo@example.gov.cn"),
    complain=_rows(电话="12345"),
    situation=SITUATION,
    situation_text="占道施工，不占用车行道。",
    materials=GUIDE_MATERIALS,
    process=[
        Sample(name="提交申请", text="网上或者窗口提交，当场出具收件凭证。"),
        Sample(name="受理", text="5 个工作日内决定；材料不齐的，一次告知全部需要补正的内容。"),
        Sample(name="材料审查", text="审查人员办理，2 个工作日内。"),
        Sample(
            name="联合审查",
            text="以下环节同时进行，由“现场勘验”牵头。",
            steps=[
                Sample(
                    name="现场勘验", text="仅占道施工，不超过 3 个工作日，不计入承诺期限。", points=["现场与图纸一致"]
                ),
                Sample(name="交通意见", text="由公安交通管理部门办理。"),
            ],
        ),
        Sample(name="决定", text="首席代表签批。"),
        Sample(name="送达", text="电子文书立即送达，纸质件可以邮寄。"),
    ],
    fees=[],
    fees_none="不收费。",
    results=[
        Sample(name="占道许可决定书", facts=_rows(类型="批文", 有效期="3 个月", 样本="载明占用地点、面积和起止日期。"))
    ],
    counters=[
        Sample(name="综合窗口", address=TENANT.address, hours=TENANT.hours, phone=TENANT.phone),
        Sample(name="帮办代办窗口", address="一楼咨询区（演示地址）", hours="工作日 9:00—17:00", phone=""),
    ],
    traffic="轨道交通 1 号线、6 号线到小什字站下车，步行约 300 米（演示）。",
    phone=TENANT.phone,
    complaints="12345",
    qa=[
        Sample(
            question="占用期满还没有完工怎么办？",
            answer="请在期满前 5 个工作日申请延期；逾期占用的，按未经许可处理。",
        ),
        Sample(question="夜间施工要不要另外申请？", answer="在申请表中勾选夜间施工并说明理由即可，不需要另外申请。"),
    ],
    basis=[
        Sample(
            law="城市市容和环境卫生管理条例",
            article="第十四条",
            text="任何单位和个人都不得在街道两侧和公共场地堆放物料，搭建建筑物、构筑物或者其他设施。因建设等特殊需要，在街道两侧和公共场地临时堆放物料，搭建非永久性建筑物、构筑物或者其他设施的，必须征得城市人民政府市容环境卫生行政主管部门同意后，按照有关规定办理审批手续。",
        )
    ],
    demonstration=["承诺期限", "办公时间", "咨询电话"],
    online=True,
)

HOT = [
    Sample(id="occupy-road", title="占道施工审批", note="承诺 5 个工作日", tags=["全程网办", "不用跑"]),
    Sample(id="food", title="食品经营许可（新办）", note="承诺 5 个工作日", tags=["全程网办"]),
    Sample(id="self-employed", title="个体工商户设立登记", note="当场办结", tags=["即办件", "不收费"]),
    Sample(id="hygiene", title="公共场所卫生许可", note="承诺 5 个工作日", tags=["告知承诺"]),
    Sample(id="nurse", title="护士执业注册（首次）", note="承诺 1 个工作日", tags=["全程网办"]),
    Sample(id="birth", title="生育服务证登记", note="当场办结", tags=["即办件", "全市通办"]),
]
THEMES = [
    Sample(name=name, icon=icon, count=count)
    for name, icon, count in (
        ("准营准办", "shop", 86),
        ("就业创业", "work", 31),
        ("生育收养", "child", 12),
        ("医疗卫生", "health", 44),
        ("住房保障", "house", 23),
        ("交通出行", "road", 19),
        ("教育科研", "school", 27),
        ("证件办理", "file", 38),
    )
]
DISTRICTS = [
    Sample(id=key, name=name)
    for key, name in (
        ("chongqing", "重庆市"),
        ("yuzhong", "渝中区"),
        ("jiangbei", "江北区"),
        ("yunyang", "云阳县"),
    )
]

RESULTS = [
    Sample(
        id="occupy-road",
        title=Markup("临时性建筑物搭建、堆放物料、<mark>占道施工</mark>审批"),
        summary=GUIDE.summary,
        authority=OFFICE,
        tags=["行政许可", "全程网办"],
        note="承诺 5 个工作日",
    ),
    Sample(
        id="dig-road",
        title="市政设施建设类审批（占用、挖掘城市道路）",
        summary="挖掘城市道路、铺设管线的，应当经市政工程行政主管部门批准。",
        authority=OFFICE,
        tags=["行政许可"],
        note="承诺 8 个工作日（演示）",
    ),
    Sample(
        id="outdoor-ad",
        title="设置大型户外广告及在城市建筑物、设施上悬挂、张贴宣传品审批",
        summary="在建筑物、设施上设置大型户外广告的，应当征得主管部门同意。",
        authority=OFFICE,
        tags=["行政许可"],
        note="",
    ),
]
PAGES = Sample(
    current=2,
    count=9,
    total=168,
    previous="#",
    next="#",
    links=[
        Sample(label="1", href="#", current=False),
        Sample(label="2", href="#", current=True),
        Sample(label="3", href="#", current=False),
        None,
        Sample(label="9", href="#", current=False),
    ],
)

DRAFT = Sample(id="d1", item_title=TITLE, saved_at="10:32")


def draft_steps(current: int) -> list[Sample]:
    """Give the pages of an application with one of them current."""
    names = ("办理情形", "申请人信息", "占用情况", "上传材料", "核对提交")
    states = ["done" if at < current else "current" if at == current else "todo" for at in range(len(names))]
    return [Sample(label=name, state=state, href="#") for name, state in zip(names, states, strict=True)]


def form_fields() -> list[Markup]:
    """Give one field of every kind, some filled in, two of them wrong."""
    return [
        _field(
            "number",
            "area",
            "占用面积",
            {"unit": "㎡", "min": 1, "max": 100000, "decimals": 1},
            help="按投影面积计算。",
            example="35.5",
            typed={"": ("0",)},
            errors=(SlotError("", "占用面积应在 1 ㎡至 100000 ㎡之间，请重新填写。"),),
        ),
        _field(
            "text",
            "place",
            "占用地点",
            {"max_length": 100},
            help="写到路名和门牌号。",
            typed={"": ("民权路 28 号门前",)},
        ),
        _field("date", "from", "占用开始日期", {}),
        _field("period", "works", "施工时间", {}),
        _field("yes_no", "night", "是否夜间施工", {}, typed={"": ("yes",)}),
        _field("text", "night_reason", "夜间施工理由", {"lines": 4, "max_length": 300}),
        _field(
            "choice", "surface", "占用的路面", {"choices": {"walk": "人行道", "lane": "车行道", "square": "公共广场"}}
        ),
        _field(
            "multi_choice",
            "measures",
            "安全措施",
            {"choices": {"fence": "围挡", "light": "夜间警示灯", "guide": "专人疏导"}},
        ),
        _field("money", "deposit", "路面修复保证金", {}, required=False),
        _field("id_number", "agent_id", "经办人身份证号码", {}),
        _field("uscc", "uscc", "统一社会信用代码", {}, readonly=True, typed={"": ("91500103MA5U000000",)}),
        _field("phone", "mobile", "联系电话", {}, autocomplete="tel"),
        _field("email", "email", "电子邮箱", {}, required=False),
        _field("address", "site", "占用地址", {}),
        _field("file", "photo", "现场照片", {"formats": ["jpg", "png"], "max_mb": 10}, required=False),
        _field("signature", "sign", "申请人签名", {}),
        _field(
            "declaration",
            "promise",
            "承诺",
            {"statement": "我承诺所填内容和提交的材料真实、有效，占用期满后恢复原状。"},
        ),
        vehicles(),
    ]


def vehicles() -> Markup:
    """Give a table with one row."""
    columns = [
        {"id": "plate", "label": "号牌", "type": "text", "max_length": 10},
        {"id": "heavy", "label": "是否重型", "type": "yes_no"},
    ]

    def cells(row: str) -> tuple[Slot, ...]:
        return (
            Slot(name=f"vehicles.{row}.plate", label="号牌", typed={"": ("渝A·00000",)} if row == "0" else {}),
            Slot(name=f"vehicles.{row}.heavy", label="是否重型"),
        )

    return _field(
        "table",
        "vehicles",
        "施工车辆",
        {"min_rows": 1, "max_rows": 20, "columns": columns},
        help="进入占用范围的车辆都要填。",
        rows=(cells("0"),),
        new_row=cells("__row__"),
    )


ERRORS = [Sample(message="占用面积应在 1 ㎡至 100000 ㎡之间，请重新填写。", href="#f-area")]
SECTIONS = [
    Sample(
        title="申请人信息",
        href="#",
        rows=_rows(
            申请人="重庆示例建设有限公司", 统一社会信用代码="91500103MA5U******", 经办人="张三", 联系电话="138****0000"
        ),
    ),
    Sample(
        title="占用情况",
        href="#",
        rows=[
            *_rows(
                占用地点="渝中区民权路 28 号门前人行道",
                占用面积="35.5 ㎡",
                占用时间="2026年10月12日至2026年11月11日",
                是否夜间施工="是",
            ),
            Sample(
                label="夜间施工理由", value="白天人流密集，为减少对行人的影响，材料运输安排在夜间进行。", changed=True
            ),
        ],
    ),
]
MISSING = [
    Sample(message="还没有上传“占用场地的协议或者权属证明”", href="#"),
    Sample(message="“占用结束日期”还没有填写", href="#"),
]

DEADLINES = [
    Sample(
        name="承诺期限",
        lamp="yellow",
        left="还剩 2 个工作日",
        used=3,
        used_text="3 个工作日",
        budget=5,
        budget_text="5 个工作日",
        due="2026年10月16日",
        basis="实施清单承诺期限；国务院令第 335 号第二十五条",
        note="现场勘验 2 个工作日没有计入。",
        explain_href="#",
    ),
    Sample(
        name="法定期限",
        lamp="green",
        left="还剩 15 个工作日",
        used=5,
        used_text="5 个工作日",
        budget=20,
        budget_text="20 个工作日",
        due="2026年11月6日",
        basis="行政许可法第四十二条",
        explain_href="#",
    ),
]
SUPPLY_DEADLINE = Sample(
    name="补正期限",
    lamp="green",
    left="还剩 8 个工作日",
    used=2,
    used_text="2 个工作日",
    budget=10,
    budget_text="10 个工作日",
    due="2026年10月20日",
    basis="国务院令第 335 号第十八条",
)
DAYS = [
    Sample(date="2026年9月30日", weekday="星期三", counted=False, number=None, reason="受理当日不计入", event="受理"),
    Sample(date="2026年10月1日", weekday="星期四", counted=False, number=None, reason="国庆节放假"),
    Sample(date="2026年10月8日", weekday="星期四", counted=True, number=1, reason="工作日"),
    Sample(date="2026年10月9日", weekday="星期五", counted=True, number=2, reason="工作日"),
    Sample(date="2026年10月10日", weekday="星期六", counted=True, number=3, reason="调休上班", event="开始现场勘验"),
    Sample(date="2026年10月11日", weekday="星期日", counted=False, number=None, reason="休息日"),
]
STEPS = [
    Sample(label="提交", state="done", href=""),
    Sample(label="受理", state="done", href=""),
    Sample(label="审查", state="current", href=""),
    Sample(label="决定", state="todo", href=""),
    Sample(label="送达", state="todo", href=""),
]
TIMELINE = [
    Sample(
        title="正在进行现场勘验",
        at="10月12日 09:00",
        iso="2026-10-12T09:00",
        who="审查人员",
        tone="now",
        text="勘验不计入承诺期限，最长 3 个工作日。",
        links=[],
    ),
    Sample(
        title="决定受理",
        at="9月30日 15:20",
        iso="2026-09-30T15:20",
        who="综合窗口",
        tone="good",
        text="材料齐全、符合法定形式。",
        links=[Sample(label="受理通知书", href="#")],
    ),
    Sample(
        title="您补正了材料",
        at="9月30日 09:40",
        iso="2026-09-30T09:40",
        who="申请人",
        tone="",
        text="重新提交了施工方案。",
        links=[],
    ),
    Sample(
        title="一次告知需要补正的内容",
        at="9月29日 11:05",
        iso="2026-09-29T11:05",
        who="综合窗口",
        tone="warning",
        text="施工方案未标明交通疏导措施。",
        links=[Sample(label="一次性补正告知书", href="#")],
    ),
    Sample(
        title="提交申请",
        at="9月28日 10:32",
        iso="2026-09-28T10:32",
        who="申请人",
        tone="",
        text="网上提交。",
        links=[Sample(label="收件凭证", href="#")],
    ),
]
DOCUMENTS = [
    Sample(title="受理通知书", number="渝中城管受〔2026〕128 号（演示）", at="9月30日", href="#", new=True),
    Sample(title="一次性补正告知书", number="渝中城管补〔2026〕57 号（演示）", at="9月29日", href="#", new=False),
]
PROMISES = Sample(
    later=[], promise="", consequence="", owed=["经办人身份证明"], supply_href="#", may_withdraw=True
)  # of a case that was accepted on a promise
PROMISES_OFFERED = Sample(
    later=["经办人身份证明（受理后5个工作日内）"],
    promise="本人承诺在上述时限内补交所缺材料。",
    consequence="逾期不补交的，承担相应的法律责任。",
    owed=[],
    supply_href="",
    may_withdraw=False,
)
CASE = Sample(
    number=NUMBER,
    item_title=TITLE,
    state_label="审查中",
    state_tone="brand",
    submitted_at="2026年9月28日 10:32",
    applicant="重庆示例建设有限公司",
    applicant_kind="企业法人",
    contact="张三 138****0000",
    authority=OFFICE,
    channel_label="网上",
    phone=TENANT.phone,
    steps=STEPS,
    now=Sample(
        title="现在不需要您做什么", text="工作人员将在 10 月 12 日至 14 日到现场勘验，请保持电话畅通。", tone="good"
    ),
    deadlines=DEADLINES,
    timeline=TIMELINE,
    documents=DOCUMENTS,
    materials=MATERIALS,
    answers=SECTIONS,
    promises=PROMISES,
    afterwards=Sample(standing="", valid_until="", courier="", may=[], ahead="", too_late=""),
    may_withdraw=True,
    lamp="yellow",
    left="还剩 2 个工作日",
    checked=2,
    to_check=4,
    sections=SECTIONS,
    preview=None,
    revision=3,
    title=TITLE,
    applicant_name="重庆示例建设有限公司",
    may_check=True,
    step_name="受理审查",
    points_title="受理条件",
    points=[
        Sample(text="占用理由充分", verdict="", tone="", note=""),
        Sample(text="占用面积不超过一千平方米", verdict="填报内容不符合", tone="red", note="以位置图为准"),
    ],
    not_yet=[Sample(message="还有材料没有核对：施工方案。", article="335 §18", labels="受理、一次性告知补正")],
    actions=[
        Sample(command="accept", label="受理", kind="", help="受理之日起计算办理期限。", at_once=True, opinion=""),
        Sample(command="complete_step", label="完成“材料审查”", kind="", help="", at_once=True, opinion="办理意见"),
        Sample(command="decline", label="不予受理", kind="warning", help="不予受理应当说明理由。", at_once=False),
    ],
)
NAMING = {
    "case": CASE,
    "revision": 3,
    "troubles": [Sample(message="还应列明：施工方案。", article="335 §18", href="")],
    "trouble_title": "",
    "act": Sample(
        command="request_supplement",
        title="一次性告知补正",
        help="只有一次告知的机会：请把需要补正的内容一次写全，发出后不能再次要求补正。",
        basis="335 §18",
        kind="second",
        submit="发出一次性补正告知书",
        notice=True,
        review_points=[],
        points=[
            Sample(id="material.plan", name="施工方案", reason=MATERIALS[1].note, chosen=True, found=True),
            Sample(id="field.area", name="占用面积", reason="", chosen=False, found=False),
        ],
        fields=[
            Sample(
                name="limit", label="补正时限（个工作日）", kind="line", value="10", help="", required=True, error=""
            )
        ],
    ),
}
REFUSING = {
    **NAMING,
    "troubles": [],
    "act": Sample(
        command="refuse",
        title="不予批准",
        help="不予办理的决定应当说明理由，并告知申请人救济途径。",
        basis="335 §26",
        kind="warning",
        submit="作出不予决定",
        notice=True,
        review_points=[Sample(text="审查意见和勘验意见一致", verdict="填报内容符合", tone="green")],
        points=[],
        fields=[
            Sample(
                name="reasons", label="不予批准的理由", kind="area", value="", help="", required=True, error="", lines=6
            ),
            Sample(
                name="method",
                label="送达方式",
                kind="choice",
                options=_choices(("electronic", "电子送达"), ("window", "窗口领取")),
                value="electronic",
                help="",
                error="",
            ),
        ],
    ),
}
NOW_SUPPLY = Sample(
    title="请补正 1 项材料",
    text="施工方案未标明交通疏导措施。请在 2026 年 10 月 20 日前补齐，逾期未补正的，视为撤回申请。",
    tone="now",
    action_href="#",
    action_label="去补正",
)

CASES = [
    Sample(
        number=NUMBER,
        item_title=TITLE,
        state_label="待补正",
        state_tone="yellow",
        submitted_at="9月28日",
        deadline="补正期限还剩 8 个工作日",
        needs="请补正 1 项材料。",
    ),
    Sample(
        number="500103-2026-0009-1190-2",
        item_title="食品经营许可（新办）",
        state_label="审查中",
        state_tone="brand",
        submitted_at="9月21日",
        deadline="承诺期限还剩 2 个工作日",
    ),
    Sample(
        number="500103-2026-0008-0877-1",
        item_title="失业登记",
        state_label="已办结",
        state_tone="green",
        submitted_at="8月12日",
    ),
]
QUEUE = [
    Sample(
        number="500103-2026-0009-1102-5",
        item_title=TITLE,
        applicant_masked="重庆示*****公司",
        state_label="审查中",
        state_tone="brand",
        submitted_at="9月14日",
        lamp="overdue",
        left="超期 1 个工作日",
        due="10月9日",
        channel_label="网上",
        holder="王五",
    ),
    Sample(
        number="500103-2026-0009-1190-2",
        item_title="食品经营许可（新办）",
        applicant_masked="张*",
        state_label="待受理",
        state_tone="",
        submitted_at="9月21日",
        lamp="red",
        left="今天到期",
        due="10月12日",
        channel_label="窗口",
        claimable=True,
    ),
    Sample(
        number=NUMBER,
        item_title=TITLE,
        applicant_masked="重庆示*****公司",
        state_label="已受理",
        state_tone="brand",
        submitted_at="9月28日",
        lamp="yellow",
        left="还剩 2 个工作日",
        due="10月16日",
        channel_label="网上",
        holder="李四",
    ),
    Sample(
        number="500103-2026-0009-1301-0",
        item_title="公共场所卫生许可",
        applicant_masked="渝中区示*****店",
        state_label="待补正",
        state_tone="yellow",
        submitted_at="9月29日",
        lamp="paused",
        left="暂停计时",
        due="",
        channel_label="网上",
        holder="李四",
    ),
    Sample(
        number="500103-2026-0010-0012-8",
        item_title="护士执业注册（首次）",
        applicant_masked="陈*",
        state_label="待受理",
        state_tone="",
        submitted_at="10月10日",
        lamp="green",
        left="还剩 5 个工作日",
        due="10月16日",
        channel_label="网上",
        claimable=True,
    ),
]

NOTICE_BODY = Markup(
    "<p>重庆示例建设有限公司：</p>"
    "<p>你单位于 2026 年 9 月 28 日提交的“临时性建筑物搭建、堆放物料、占道施工审批”申请（办件编号 "
    "500103-2026-0009-1287-6）收悉。经审查，申请材料不齐全，现将需要补正的全部内容一次告知如下：</p>"
    "<table><thead><tr><th>材料</th><th>需要补正的内容</th></tr></thead><tbody><tr><td>施工方案</td>"
    "<td>未标明交通疏导措施，请补充行人绕行路线和夜间警示。</td></tr></tbody></table>"
    "<p>请在收到本告知书之日起 10 个工作日内补正，即 2026 年 10 月 20 日前。"
    "补正后，本机关自收到全部补正材料之日起受理。"
    "无正当理由逾期未补正的，视为撤回申请。</p>"
    "<p>依据：《中华人民共和国行政许可法》第三十二条第一款第四项。</p>"
)
QR = Markup(segno.make("https://example.invalid/verify/7K3M-92QX-4FTD", error="m").svg_inline(border=0, omitsize=True))  # noqa: S704 — drawn here
DOCUMENT = Sample(
    title="一次性补正告知书",
    number="渝中城管补〔2026〕57 号（演示）",
    code="7K3M-92QX-4FTD",
    authority=OFFICE,
    html=NOTICE_BODY,
    date="2026年9月29日",
    sealed=True,
    pdf_href="#",
    qr=QR,
    verify_address="example.invalid/verify",
    case_number=NUMBER,
    case_href="#",
    demonstration=True,
    effect="有 1 项材料需要补正，请在 10 月 20 日前补齐。等您补正的时间不计入办理期限。",
    next_href="#",
    next_label="去补正",
)
VERIFIED = Sample(
    state="valid",
    message="这份文书真实有效",
    title="一次性补正告知书",
    number=DOCUMENT.number,
    authority=OFFICE,
    date=DOCUMENT.date,
    applicant_masked="重庆示*****公司",
    seal_text="签名完整，证书为演示证书",
    pdf_matches=True,
)
FINDINGS = [
    Sample(
        code="TB021",
        severity="error",
        severity_label="错误",
        message="承诺期限 25 个工作日长于法定期限 20 个工作日。",
        place="期限 › 承诺期限",
        href="#",
        article="国务院令第 335 号第二十五条",
        hint="改为不长于 20 个工作日。",
    ),
    Sample(
        code="TB014",
        severity="warning",
        severity_label="提醒",
        message="受理条件中的“等有关材料”含义不清。",
        place="受理条件 › 第 2 条",
        href="#",
        article="国务院令第 335 号第八条",
        hint="逐项写明需要哪些材料。",
    ),
]
ITEMS = [
    Sample(
        id="occupy-road",
        title=TITLE,
        origin_label="市级统一",
        version="第 3 版",
        state_label="已发布",
        state_tone="green",
        findings=0,
        open_cases=12,
    ),
    Sample(
        id="food",
        title="食品经营许可（新办）",
        origin_label="市级统一",
        version="第 7 版",
        state_label="有改动未发布",
        state_tone="yellow",
        findings=2,
        open_cases=31,
    ),
    Sample(
        id="sign",
        title="社区活动场地借用",
        origin_label="本单位",
        version="",
        state_label="草稿",
        state_tone="",
        findings=0,
        open_cases=0,
    ),
]
ITEM = Sample(
    id="occupy-road",
    title=TITLE,
    origin_label="市级统一",
    state_label="有改动未发布",
    state_tone="yellow",
    facts=_rows(基本编码="000117022000", 法定期限="20 个工作日", 承诺期限="5 个工作日", 在办件="12 件"),
    parts=[
        Sample(
            label="办公地址、时间和电话",
            href="#",
            text="渝中区政务服务中心一楼；工作日 9:00—17:00",
            policy_label="可以改",
            changed=True,
        ),
        Sample(
            label="承诺期限", href="#", text="5 个工作日（法定 20 个工作日）", policy_label="只能更短", changed=False
        ),
        Sample(label="常见问题", href="#", text="2 条", policy_label="可以改", changed=False),
        Sample(
            label="受理条件、材料、流程",
            href="",
            text="由市级统一，4 项材料、3 个步骤",
            policy_label="不能改",
            changed=False,
        ),
    ],
    versions=[
        Sample(
            number=3,
            at="2026年9月1日",
            by="赵六",
            current=True,
            cases=12,
            summary="承诺期限从 7 个工作日缩短到 5 个工作日。",
        ),
        Sample(number=2, at="2026年3月12日", by="赵六", current=False, cases=0, summary="咨询电话变更。"),
    ],
)
CHANGES = [
    Sample(text="承诺期限缩短", before="5 个工作日", after="3 个工作日", policy_label="只能更短"),
    Sample(text="办公时间变更", before="工作日 9:00—17:00", after="工作日 9:00—17:00，周六 9:00—12:00"),
    Sample(text="增加一条常见问题", before="", after="占用期满还没有完工怎么办？"),
]
TENANTS = [
    Sample(
        id="chongqing",
        name="重庆市",
        kind_label="市",
        division="500000",
        depth=0,
        items=214,
        open_cases=1280,
        overdue=3,
        staff=96,
        href="#",
    ),
    Sample(
        id="cq-chengguan",
        name="重庆市城市管理局",
        kind_label="市级部门",
        depth=1,
        items=41,
        open_cases=120,
        overdue=0,
        staff=14,
        href="#",
    ),
    Sample(
        id="yuzhong",
        name="渝中区",
        kind_label="区县",
        depth=1,
        items=186,
        open_cases=340,
        overdue=1,
        staff=42,
        href="#",
    ),
    Sample(
        id="jiangbei",
        name="江北区",
        kind_label="区县",
        depth=1,
        items=180,
        open_cases=310,
        overdue=0,
        staff=38,
        href="#",
    ),
    Sample(
        id="yunyang",
        name="云阳县",
        kind_label="区县",
        depth=1,
        items=171,
        open_cases=205,
        overdue=0,
        staff=29,
        href="#",
    ),
    Sample(
        id="yunyang-town",
        name="云阳县示例镇",
        kind_label="乡镇",
        depth=2,
        items=32,
        open_cases=18,
        overdue=0,
        staff=6,
        href="#",
    ),
]
ONBOARDED = Sample(
    id="dazu",
    name="大足区",
    division="500111",
    items=2,
    seconds="1.2",
    titles=[TITLE, "食品经营许可（新办）"],
    portal="example.invalid/dazu/",
    login="example.invalid/staff/login",
    admin_name="何管理",
    admin_account="dazu-admin",
    admin_password="示例-仅此一次",  # noqa: S106 — a sample on the style guide's page
    portal_href="#",
)
