"""Parts of a guide in words: conditions, process, fees, results, commitment, remedies, ways to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from tongban.definitions.model import Contact, Definition, Remedy
from tongban.forms import CommitmentView, ConditionView, FeeView, GuideView, ResultView, StepView
from tongban.law.notice_values import METHODS
from tongban.law.roles import NAMES
from tongban.web.portal.guide_materials import Fact, bases, cite
from tongban.web.view_words import span

RESULTS = {"licence": "证照", "approval": "批文", "other": "其他"}
CHECKS = {"on_site": "现场核查", "data": "数据比对", "sampling": "抽查"}
WAYS = {"window": "窗口", "web": "网络", "phone": "电话", "letter": "信件", "email": "电子邮件"}
REACHES = {
    "village": "本村（社区）", "township": "全镇（乡、街道）", "county": "全县（区）", "city": "全市",
    "province": "全省", "national": "全国",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GuideCondition:
    text: str
    standard: str
    when: str


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step, or a group of steps that go on side by side."""

    name: str
    text: str
    points: tuple[str, ...] = ()
    steps: tuple[GuideStep, ...] = ()


@dataclass(frozen=True, slots=True)
class GuidePart:
    """A part that is a name and facts: a fee, a result, a remedy."""

    name: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class GuideCommitment:
    promise: str
    when: str
    requirements: tuple[str, ...]
    spares: tuple[str, ...]
    facts: tuple[Fact, ...]


def conditions(views: tuple[ConditionView, ...], *, negative: bool) -> tuple[GuideCondition, ...]:
    """Show the conditions that must be met, or those that bar."""
    return tuple(
        GuideCondition(
            each.condition.text,
            each.condition.standard,
            _("%(when)s时适用", when=each.applies) if each.applies else "",
        )
        for each in views
        if each.condition.negative is negative
    )


def process(definition: Definition, view: GuideView) -> tuple[GuideStep, ...]:
    """Show what happens from the application to the delivery; steps of a group stand together (335 §24)."""
    first = GuideStep(_("提交申请"), _("网上或者窗口提交，随即得到办件编号和收件凭证。"))
    intake = GuideStep(_("受理"), _("材料不齐的，一次告知全部需要补正的内容。"))
    ways = _("、").join(_(METHODS.get(each, each)) for each in definition.delivery)
    return (first, intake, *_steps(view.steps), GuideStep(_("送达"), _("%(why)s。", why=ways)))


def _steps(views: tuple[StepView, ...]) -> Iterator[GuideStep]:
    place = 0
    while place < len(views):
        group = views[place].group
        if group is None:
            yield _step(views[place])
            place += 1
            continue
        together = [each for each in views[place:] if each.group == group]
        yield _group(group.name, group.lead, together, joint=group.joint)
        place += len(together)


def _group(name: str, lead: str, views: list[StepView], *, joint: bool) -> GuideStep:
    leading = next((each.step.name for each in views if each.step.id == lead), "")
    how = _("以下环节联合进行，一次办完") if joint else _("以下环节同时进行")
    led = _("，由“%(step)s”牵头", step=leading) if leading else ""
    return GuideStep(name, _("%(why)s。", why=how + led), steps=tuple(_step(each) for each in views))


def _step(view: StepView) -> GuideStep:
    step = view.step
    who = step.department or step.office
    office = _("由%(who)s办理", who=who) if who else _("由%(who)s办理", who=_(NAMES.get(step.by, step.by)))
    parts = [_("%(when)s时进行", when=view.condition)] if view.condition else []
    parts += [office]
    parts += [_("%(limit)s内完成", limit=span(step.within))] if step.within else []
    if step.special_procedure:
        limit = span(step.special_procedure.maximum)
        parts += [_("不超过%(limit)s，属于特殊程序", limit=limit)]
    parts += [_("得出%(output)s", output=step.output)] if step.output else []
    points = tuple(each.text for each in step.points)
    return GuideStep(step.name, _("%(why)s。", why=_("，").join(parts)), points)


def fee(view: FeeView) -> GuidePart:
    """Show a fee with what it comes to by the reader's own answers."""
    own, reduction = view.fee, view.fee.reduction
    amount = _("%(yuan)s 元（按您的回答计算）", yuan=view.amount) if view.amount is not None else ""
    reduced = reduction.text if reduction else ""
    if view.reduced:
        reduced = _("%(text)s您符合减免情形。", text=reduced)
    elif view.reduced is None and view.reduced_when:
        reduced = _("%(text)s（%(when)s时）", text=reduced, when=view.reduced_when)
    rows = (
        (_("标准"), own.standard),
        (_("金额"), amount),
        (_("依据"), cite(own.basis) if own.basis.law else ""),
        (_("减免"), reduced),
        (_("减免依据"), bases([reduction.basis]) if reduction else ""),
        (_("缴费方式"), _("可以网上缴费") if own.online else ""),
        (_("备注"), own.note),
    )
    return GuidePart(own.name, tuple(Fact(label, value) for label, value in rows if value))


def result(view: ResultView) -> GuidePart:
    own = view.outcome
    rows = (
        (_("适用情形"), _("%(when)s时", when=view.applies) if view.applies else ""),
        (_("类型"), _(RESULTS.get(own.kind, own.kind))),
        (_("有效期"), span(own.valid) if own.valid else ""),
        (_("有效期说明"), own.validity_note),
        (_("样本"), own.sample),
    )
    return GuidePart(own.name, tuple(Fact(label, value) for label, value in rows if value))


def commitment(view: CommitmentView | None) -> GuideCommitment | None:
    """Show what may be promised instead of shown, what is checked afterwards and what follows (ORD §31)."""
    if view is None:
        return None
    own = view.commitment
    check = _("决定后%(limit)s内%(how)s", limit=span(own.check.within), how=_(CHECKS.get(own.check.by, own.check.by)))
    rows = (
        (_("事后核查"), check),
        (_("承诺不实的"), own.consequence),
        (_("不适用的情形"), own.excluded),
        (_("依据"), bases([own.basis])),
    )
    return GuideCommitment(
        own.promise,
        _("%(when)s时可以采用。", when=view.applies) if view.applies else "",
        own.requirements,
        view.spares,
        tuple(Fact(label, value) for label, value in rows if value),
    )


def remedies(definition: Definition) -> tuple[GuidePart, ...]:
    """Show where one may turn against a decision (行政复议、行政诉讼)."""
    listed = ((_("行政复议"), definition.remedies.review), (_("行政诉讼"), definition.remedies.litigation))
    return tuple(GuidePart(name, _remedy(each)) for name, each in listed if each is not None)


def _remedy(remedy: Remedy) -> tuple[Fact, ...]:
    rows = ((_("机关"), remedy.office), (_("地址"), remedy.address), (_("电话"), remedy.phone), (_("网址"), remedy.url))
    return tuple(Fact(label, value) for label, value in rows if value)


def ways(contacts: tuple[Contact, ...]) -> tuple[Fact, ...]:
    """Show the ways to ask or to complain."""
    return tuple(Fact(_(WAYS.get(each.way, each.way)), each.value) for each in contacts)


def service_facts(definition: Definition) -> tuple[Fact, ...]:
    """Show what else helps to come or not to come: addresses on the net, appointments, kiosks, post."""
    service, appointment = definition.service, definition.service.appointment
    booked = ""
    if appointment is not None:
        booked = _(
            "可以提前 %(days)s 天预约，每天 %(daily)s 个号", days=appointment.ahead_days, daily=appointment.daily
        )
        booked += _("（%(slots)s）", slots=_("、").join(appointment.slots)) if appointment.slots else ""
        booked += _("。%(note)s", note=appointment.note) if appointment.note else _("。")
    courier = [_("材料可以邮寄")] if definition.courier.materials else []
    courier += [_("结果可以邮寄")] if definition.courier.results else []
    rows = (
        (_("预约"), booked),
        (_("网上办理地址"), service.online_url),
        (_("移动端地址"), service.mobile_url),
        (_("自助终端"), _("；").join(f"{each.name}（{each.address}）" for each in service.kiosks)),
        (_("物流快递"), _("，").join(courier)),
    )
    return tuple(Fact(label, value) for label, value in rows if value)


def further_facts(definition: Definition) -> Iterator[tuple[str, str]]:
    """Say what the list of an item holds beside the rest; what is not written is empty."""
    yield _("地方编码"), definition.local.code if definition.local else ""
    yield _("业务办理项编码"), definition.business_code or ""
    yield _("中央业务指导部门"), definition.central_department or definition.catalogue.central_department
    yield _("联办机构"), _("、").join(definition.joint_departments)
    yield _("权限划分"), definition.powers or definition.catalogue.powers
    yield _("委托部门"), definition.authority.entrusted_by
    reach = definition.reach
    told = _(REACHES.get(reach.level, reach.level)) if reach else ""
    yield _("通办范围"), _("%(reach)s（%(note)s）", reach=told, note=reach.note) if reach and reach.note else told
    yield _("进驻大厅"), _("已进驻政务服务大厅") if definition.in_hall else ""
    yield _("村级代办"), _("村（社区）可以代办") if definition.village_agent else ""
    yield _("网上支付"), _("支持") if definition.online_payment else ""
