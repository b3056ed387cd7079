"""What each act asks for on its page, and the command that comes of what was typed. The law judges; this only reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from werkzeug.datastructures import ImmutableMultiDict

from tongban.definitions.model import Definition, Span, Step
from tongban.errors import TongbanError
from tongban.law import (
    Accept,
    Action,
    Actor,
    Case,
    Command,
    CompleteStep,
    Decline,
    DeclineGround,
    Deliver,
    EndSpecialProcedure,
    Grant,
    Refuse,
    RequestSupplement,
    ReturnStep,
    StartSpecialProcedure,
    returnable,
)
from tongban.law.notice_values import METHODS, UNIT_NAMES
from tongban.web.desk.named import named_deficiencies
from tongban.web.view_words import span as in_words

Posted = ImmutableMultiDict[str, str]


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of an act's page. `kind` is area, line or choice."""

    name: str
    label: str
    kind: str = "area"
    value: str = ""
    help: str = ""
    required: bool = True
    lines: int = 4
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an act's page is about: the case, its definition, its present step (if any), and what was typed."""

    case: Case
    definition: Definition
    step_id: str | None
    posted: Posted

    @property
    def step(self) -> Step | None:
        return self.definition.step(self.step_id) if self.step_id else None

    @property
    def step_name(self) -> str:
        return self.step.name if self.step else ""

    @property
    def longest(self) -> Span | None:
        """Give the most that the step's special procedure may take."""
        procedure = self.step.special_procedure if self.step else None
        return procedure.maximum if procedure else None

    def text(self, name: str) -> str:
        return self.posted.get(name, "").strip()


def asked_for(action: Action, sheet: Sheet) -> list[Asked]:
    """Give the fields of an act's page, with what was typed in them."""
    ask = _FIELDS.get(action)
    return [replace(each, value=sheet.posted.get(each.name, each.value)) for each in (ask(sheet) if ask else [])]


def command_of(action: Action, actor: Actor, sheet: Sheet) -> Command:
    """Make the command that was asked for; raises TongbanError for what cannot be read."""
    return _COMMANDS[action](actor, sheet)


def _supplement_fields(sheet: Sheet) -> list[Asked]:
    span = sheet.definition.supplement_within
    return [_amount("limit", _("补正时限"), span, _("不得短于办事指南公布的%(span)s。", span=in_words(span)))]


def _decline_fields(sheet: Sheet) -> list[Asked]:
    grounds = [
        Option("not_competent", _("不属于本部门职权范围")),
        Option("not_allowed", _("不符合法律、法规和国家有关规定")),
    ]
    if sheet.case.supplement is not None:
        grounds.append(Option("still_deficient", _("一次性告知后补正的材料仍不符合要求")))
    return [
        Asked("ground", _("不予受理的情形"), "choice", options=tuple(grounds)),
        Asked("reasons", _("不予受理的理由"), help=_("申请人会原样看到。")),
        Asked("where_to_go", _("应当向哪个部门申请"), "line", required=False, help=_("不属于本部门职权的，必须填写。")),
    ]


def _opinion_fields(sheet: Sheet) -> list[Asked]:
    return [Asked("opinion", _("“%(step)s”的办理意见", step=sheet.step_name))]


def _special_fields(sheet: Sheet) -> list[Asked]:
    span = sheet.longest
    if span is None:
        return []
    return [_amount("announced", _("所需时间"), span, _("不得超过%(span)s。", span=in_words(span)))]


def _amount(name: str, label: str, span: Span, told: str) -> Asked:
    return Asked(
        name, _("%(name)s（%(more)s）", name=label, more=_(UNIT_NAMES[span.unit])), "line", str(span.amount), told
    )


def _refuse_fields(_sheet: Sheet) -> list[Asked]:
    return [Asked("reasons", _("不予批准的理由"), help=_("写明事实、依据和理由，申请人会原样看到。"), lines=6)]


def _return_fields(sheet: Sheet) -> list[Asked]:
    steps = tuple(Option(each, sheet.definition.step(each).name) for each in returnable(sheet.case))
    last = steps[-1].value if steps else ""
    return [Asked("to", _("退回到"), "choice", last, options=steps), Asked("reason", _("退回的原因"))]


def _deliver_fields(sheet: Sheet) -> list[Asked]:
    ways = tuple(Option(each, _(METHODS.get(each, each))) for each in sheet.definition.delivery)
    receiver = Asked("receiver", _("签收人"), "line", sheet.case.applicant.name, required=False)
    return [Asked("method", _("送达方式"), "choice", ways[0].value, options=ways), receiver]


_FIELDS: Mapping[Action, Callable[[Sheet], list[Asked]]] = {
    Action.REQUEST_SUPPLEMENT: _supplement_fields,
    Action.DECLINE: _decline_fields,
    Action.COMPLETE_STEP: _opinion_fields,
    Action.START_SPECIAL: _special_fields,
    Action.END_SPECIAL: _opinion_fields,
    Action.GRANT: _opinion_fields,
    Action.REFUSE: _refuse_fields,
    Action.RETURN_STEP: _return_fields,
    Action.DELIVER: _deliver_fields,
}


def _request_supplement(actor: Actor, sheet: Sheet) -> Command:
    named = named_deficiencies(sheet.case, sheet.definition, sheet.posted)
    return RequestSupplement(actor, named, _span(sheet, "limit", sheet.definition.supplement_within))


def _decline(actor: Actor, sheet: Sheet) -> Command:
    try:
        ground = DeclineGround(sheet.text("ground"))
    except ValueError:
        raise TongbanError(_("请选择不予受理的情形。"), article="335 §20") from None
    return Decline(actor, sheet.text("reasons"), sheet.text("where_to_go"), ground)


def _start_special(actor: Actor, sheet: Sheet) -> Command:
    return StartSpecialProcedure(actor, sheet.step_id or "", _span(sheet, "announced", sheet.longest))


def _span(sheet: Sheet, name: str, usual: Span | None) -> Span | None:
    typed = sheet.text(name)
    if not typed or usual is None:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 4 and int(typed) >= 1):
        raise TongbanError(_("时限应为 1 至 9999 之间的整数，请重新填写。"))
    return Span(int(typed), usual.unit)


_COMMANDS: Mapping[Action, Callable[[Actor, Sheet], Command]] = {
    Action.ACCEPT: lambda actor, _sheet: Accept(actor),
    Action.REQUEST_SUPPLEMENT: _request_supplement,
    Action.DECLINE: _decline,
    Action.COMPLETE_STEP: lambda actor, sheet: CompleteStep(actor, sheet.step_id or "", sheet.text("opinion")),
    Action.START_SPECIAL: _start_special,
    Action.END_SPECIAL: lambda actor, sheet: EndSpecialProcedure(actor, sheet.step_id or "", sheet.text("opinion")),
    Action.GRANT: lambda actor, sheet: Grant(actor, sheet.text("opinion")),
    Action.REFUSE: lambda actor, sheet: Refuse(actor, sheet.text("reasons")),
    Action.RETURN_STEP: lambda actor, sheet: ReturnStep(actor, sheet.text("to"), sheet.text("reason")),
    Action.DELIVER: lambda actor, sheet: Deliver(actor, sheet.text("method"), sheet.text("receiver")),
}
