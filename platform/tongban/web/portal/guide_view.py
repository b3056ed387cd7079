"""The guide as its page shows it: everything in words, from the compiled definition and the reader's situation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from markupsafe import Markup

from tongban.definitions.model import Counter, Definition, Service
from tongban.definitions.policies import name_of
from tongban.forms import GuideView, guide_view
from tongban.forms.view import SectionView
from tongban.law.notice_values import CHANNELS, METHODS
from tongban.publishing import VersionRow
from tongban.web.field_words import field_words
from tongban.web.portal.flow_chart import flow_chart
from tongban.web.portal.guide_materials import Fact, GuideMaterial, bases, guide_material
from tongban.web.portal.guide_parts import (
    GuideCommitment,
    GuideCondition,
    GuidePart,
    GuideStep,
    commitment,
    conditions,
    fee,
    further_facts,
    process,
    remedies,
    result,
    service_facts,
    ways,
)
from tongban.web.view_words import day, span

ITEM_KINDS = {
    "01": "行政许可", "02": "行政处罚", "03": "行政强制", "04": "行政征收", "05": "行政给付", "06": "行政检查",
    "07": "行政确认", "08": "行政奖励", "09": "行政裁决", "10": "其他行政权力", "20": "公共服务",
}  # fmt: skip
NATURES = {"statutory": "法定机关", "authorised": "授权组织", "entrusted": "受委托组织"}
DEPTHS = {"consult": "网上咨询", "intake": "网上收件", "full": "全程网办"}
#: what a demonstration path is about, by its first part
PARTS = {
    "conditions": "受理条件", "situation": "办理情形", "form": "申请表", "materials": "申请材料",
    "process": "办理流程", "fees": "收费", "result": "办理结果", "questions": "常见问题", "time": "承诺期限",
    "service": "窗口地址、时间和电话",
    "authority": "实施主体", "supplement_within": "补正时限", "visits": "到现场次数", "delivery": "送达方式",
    "channels": "办理形式", "summary": "简介", "keywords": "搜索用词", "applicants": "服务对象", "themes": "主题",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class GuidePage:
    """What `portal/guide.html` shows."""

    id: str
    title: str
    summary: str
    authority: str
    labels: tuple[Label, ...]
    version: str
    updated: str
    keys: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    conditions: tuple[GuideCondition, ...]
    barred: tuple[GuideCondition, ...]
    quantity_limit: tuple[Fact, ...]
    intermediaries: tuple[Fact, ...]
    situation: SectionView | None
    situation_text: str
    chosen: Mapping[str, str]
    materials: tuple[GuideMaterial, ...]
    process: tuple[GuideStep, ...]
    commitment: GuideCommitment | None
    tolerance: tuple[Fact, ...]
    fees: tuple[GuidePart, ...]
    fees_none: str
    results: tuple[GuidePart, ...]
    rights: tuple[str, ...]
    obligations: tuple[str, ...]
    remedies: tuple[GuidePart, ...]
    counters: tuple[Counter, ...]
    traffic: str
    service: tuple[Fact, ...]
    phone: str
    complaints: str
    consult: tuple[Fact, ...]
    complain: tuple[Fact, ...]
    qa: tuple[object, ...]
    basis: tuple[object, ...]
    demonstration: tuple[str, ...]
    online: bool
    flow: Markup  # the flow chart, drawn


def guide_page(version: VersionRow, definition: Definition, situation: Mapping[str, object]) -> GuidePage:
    """Make the page of a version for the situation that the reader has told so far."""
    return guide_of(definition, situation, str(version.version), day(version.published_at))


def guide_of(
    definition: Definition, situation: Mapping[str, object], version: str = "", updated: str = ""
) -> GuidePage:
    """Make the page of a definition, also of one that another platform published."""
    view = guide_view(definition, situation, field_words())
    service = definition.service
    return GuidePage(
        id=definition.item,
        title=definition.title,
        summary=definition.summary,
        authority=definition.authority.name,
        labels=tuple(_labels(definition, view)),
        version=version,
        updated=updated,
        keys=_keys(definition, view),
        facts=_facts(definition, view),
        conditions=conditions(view.conditions, negative=False),
        barred=conditions(view.conditions, negative=True),
        quantity_limit=_quantity(definition),
        intermediaries=tuple(Fact(each.name, each.content, bases([each.basis])) for each in definition.intermediaries),
        situation=view.situation,
        situation_text=_situation_text(definition, view),
        chosen={each.id: each.chosen for each in view.questions if each.shown and each.chosen},
        materials=tuple(guide_material(each) for each in view.materials),
        process=process(definition, view),
        commitment=commitment(view.commitment),
        tolerance=_tolerance(definition),
        fees=tuple(fee(each) for each in view.fees),
        fees_none=_("不收费。"),
        results=tuple(result(each) for each in view.results),
        rights=definition.rights,
        obligations=definition.obligations,
        remedies=remedies(definition),
        counters=_counters(service),
        traffic=service.traffic,
        service=service_facts(definition),
        phone=service.phone,
        complaints=service.complaints,
        consult=ways(service.consult),
        complain=ways(service.complain),
        qa=definition.questions,
        basis=definition.catalogue.basis,
        demonstration=tuple(dict.fromkeys(_part(each.split(".")[0]) for each in definition.demonstration)),
        online=taken_online(definition),
        flow=flow_chart(view),
    )


def _part(path: str) -> str:
    return _(PARTS[path]) if path in PARTS else name_of(path)


def taken_online(definition: Definition) -> bool:
    """Tell whether one can apply through the portal."""
    return "online" in definition.channels and definition.online_depth != "consult"


def kind_of_item(definition: Definition) -> str:
    return _(ITEM_KINDS.get(definition.catalogue.kind, definition.catalogue.kind))


def _labels(definition: Definition, view: GuideView) -> list[Label]:
    kind = Label(kind_of_item(definition))
    how = [] if definition.on_the_spot else [Label(_("承诺件"))]
    return [kind, *how, *(Label(_(each), "green") for each in view.labels)]


def _keys(definition: Definition, view: GuideView) -> tuple[Fact, ...]:
    time = definition.time
    legal = _("法定 %(limit)s", limit=span(time.statutory)) if time.statutory else time.statutory_note
    promise = _("当场办结") if definition.on_the_spot else span(time.promise)
    spared = len(view.spared)
    bring = _("%(count)s 项", count=len(view.to_bring))
    return (
        Fact(_("承诺期限"), promise, legal),
        Fact(_("到现场"), _("%(count)s 次", count=definition.visits), definition.visits_reason),
        Fact(_("收费"), _("收费") if definition.fees else _("不收费")),
        Fact(_("申请材料"), bring, _("另有 %(count)s 项免提交", count=spared) if spared else ""),
    )


def _facts(definition: Definition, view: GuideView) -> tuple[Fact, ...]:
    entry, authority = definition.catalogue, definition.authority
    nature = _(NATURES.get(authority.nature, authority.nature))
    rows = (
        (_("事项类型"), kind_of_item(definition)),
        (_("基本编码"), entry.base_code or _("尚未公布")),
        (_("实施编码"), definition.implementation_code or ""),
        (
            _("实施主体"),
            _("%(name)s（%(more)s）", name=authority.name, more=nature),
        ),
        (_("主管部门"), entry.department),
        (_("服务对象"), _("、").join(_(each) for each in view.applicants)),
        (_("办理形式"), _("、").join(_(CHANNELS.get(each, each)) for each in definition.channels)),
        (_("网办深度"), _(DEPTHS.get(definition.online_depth, definition.online_depth))),
        (_("送达方式"), _("、").join(_(METHODS.get(each, each)) for each in definition.delivery)),
    )
    return tuple(Fact(label, value) for label, value in (*rows, *further_facts(definition)) if value)


def _situation_text(definition: Definition, view: GuideView) -> str:
    """Tell the situation found so far in words; empty until something was answered."""
    labels = {each.id: each.label or each.ask for each in definition.situation}
    told = (
        f"{labels[each.id]}：{dict(each.choices)[each.chosen]}"
        for each in view.questions
        if each.chosen and each.id in labels
    )
    return "；".join(told)


def _quantity(definition: Definition) -> tuple[Fact, ...]:
    limit = definition.quantity_limit
    return (Fact(_("数量限制"), limit.text, bases([limit.basis])),) if limit else ()


def _tolerance(definition: Definition) -> tuple[Fact, ...]:
    tolerance = definition.tolerance
    if tolerance is None:
        return ()
    return (Fact(_("容缺承诺"), tolerance.promise), Fact(_("逾期不补的"), tolerance.consequence))


def _counters(service: Service) -> tuple[Counter, ...]:
    """Give the office's own address and hours first, then its counters (7 §9): neither hides the other."""
    office = Counter(
        _("办理地点") if service.counters else _("办理窗口"), service.address, service.hours, service.phone
    )
    return (office, *service.counters)
