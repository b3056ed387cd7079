"""What a desk may do with a ticket: each act's words, what it asks for, and the command that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as lazy

from tongban.law import Actor, Command, Refusal
from tongban.law.tickets import (
    METHODS,
    AcceptTicket,
    AnswerTicket,
    AppealEvaluation,
    AskExtension,
    AssignTicket,
    DecideAppeal,
    DecideExtension,
    RecordContact,
    TellPerson,
    TicketEvent,
    TurnAway,
)

Posted = Mapping[str, str]
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class AskedField:
    """One thing that an act asks for. `choices` is empty for a text; `people` stands for the colleagues."""

    name: str
    label: object
    choices: tuple[tuple[str, object], ...] = ()
    people: bool = False
    required: bool = True
    empty: object = ""


@dataclass(frozen=True, slots=True)
class TicketAct:
    """One act. `sample` is what is tried to learn whether the law allows it now."""

    label: object
    help: object
    fields: tuple[AskedField, ...]
    command: Callable[[Actor, Posted, Actor], Command]
    sample: Posted
    kind: str = "second"


_SOMETHING = "—"
_SOMEBODY = Actor("?", "?", "reviewer")
_AGREES = ((YES, lazy("同意")), (NO, lazy("不同意")))


def _text(name: str, label: object, *, required: bool = True) -> AskedField:
    return AskedField(name, label, required=required)


def _word(text: str) -> bool | None:
    return {YES: True, NO: False}.get(text)


ACTS: Mapping[str, TicketAct] = {
    "accept": TicketAct(
        lazy("受理"), lazy("受理后开始计算办理期限。"), (), lambda actor, _p, _to: AcceptTicket(actor), {}, ""
    ),
    "turn_away": TicketAct(
        lazy("不予受理"),
        lazy("不属于受理范围的，说明理由并告知向哪里反映。"),
        (_text("reasons", lazy("理由")), _text("where", lazy("向哪里反映"))),
        lambda actor, posted, _to: TurnAway(actor, posted.get("reasons", ""), posted.get("where", "")),
        {"reasons": _SOMETHING, "where": _SOMETHING},
    ),
    "assign": TicketAct(
        lazy("交办"),
        lazy("明确一名专人负责，期限内办结。"),
        (AskedField("to", lazy("负责人"), people=True, empty=lazy("请选择")),),
        lambda actor, _p, to: AssignTicket(actor, to),
        {},
        "",
    ),
    "contact": TicketAct(
        lazy("记录联系"),
        lazy("记录每次与提出人联系的时间、方式和情况。"),
        (
            AskedField("reached", lazy("是否联系上"), ((YES, lazy("联系上了")), (NO, lazy("没有接通")))),
            _text("note", lazy("联系情况")),
        ),
        lambda actor, posted, _to: RecordContact(actor, posted.get("reached") == YES, posted.get("note", "")),
        {"note": _SOMETHING, "reached": YES},
    ),
    "answer": TicketAct(
        lazy("答复"),
        lazy("写明核实的情况和处理的结果；差评还应写明整改措施。"),
        (_text("text", lazy("核实情况和处理结果")), _text("measures", lazy("整改措施"), required=False)),
        lambda actor, posted, _to: AnswerTicket(actor, posted.get("text", ""), posted.get("measures", "")),
        {"text": _SOMETHING, "measures": _SOMETHING},
        "",
    ),
    "tell": TicketAct(
        lazy("记录告知、回访"),
        lazy("差评应当电话或者当面回访，如实记录对方是否满意。"),
        (
            AskedField("method", lazy("方式"), tuple((k, lazy(v)) for k, v in METHODS.items() if k != "query_code")),
            AskedField(
                "satisfied",
                lazy("对方的意见"),
                ((YES, lazy("满意")), (NO, lazy("不满意"))),
                required=False,
                empty=lazy("没有表示"),
            ),
            _text("note", lazy("情况"), required=False),
        ),
        lambda actor, posted, _to: TellPerson(
            actor, posted.get("method", ""), posted.get("note", ""), _word(posted.get("satisfied", ""))
        ),
        {"method": "phone", "satisfied": YES},
        "",
    ),
    "ask_extension": TicketAct(
        lazy("申请延期"),
        lazy("只能延期一次，由监督人员审批。"),
        (_text("reason", lazy("延期的理由")),),
        lambda actor, posted, _to: AskExtension(actor, posted.get("reason", "")),
        {"reason": _SOMETHING},
    ),
    "decide_extension": TicketAct(
        lazy("审批延期"),
        "",
        (AskedField("granted", lazy("决定"), _AGREES), _text("reason", lazy("意见"))),
        lambda actor, posted, _to: DecideExtension(actor, posted.get("granted") == YES, posted.get("reason", "")),
        {"granted": YES, "reason": _SOMETHING},
        "",
    ),
    "appeal": TicketAct(
        lazy("申请认定评价不属实"),
        lazy("由监督人员决定；原评价保留，不修改、不删除。"),
        (_text("reason", lazy("核实的事实")),),
        lambda actor, posted, _to: AppealEvaluation(actor, posted.get("reason", "")),
        {"reason": _SOMETHING},
    ),
    "decide_appeal": TicketAct(
        lazy("决定评价是否属实"),
        "",
        (
            AskedField("unfounded", lazy("决定"), ((NO, lazy("评价属实，继续整改")), (YES, lazy("评价不属实")))),
            _text("reason", lazy("理由")),
        ),
        lambda actor, posted, _to: DecideAppeal(actor, posted.get("unfounded") == YES, posted.get("reason", "")),
        {"unfounded": NO, "reason": _SOMETHING},
        "",
    ),
}

Try = Callable[[Command], tuple[TicketEvent, ...] | Refusal]


def possible(actors: Iterable[Actor], attempt: Try) -> dict[str, Actor]:
    """Tell which acts the law would allow just now, and in which of a person's roles."""
    found: dict[str, Actor] = {}
    for actor in actors:
        for name, act in ACTS.items():
            if name not in found and not isinstance(attempt(act.command(actor, act.sample, _SOMEBODY)), Refusal):
                found[name] = actor
    return found
