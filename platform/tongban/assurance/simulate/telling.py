"""A run told in words, for a terminal: what happened, which notices went out, which limits run, whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from tongban.assurance.simulate.session import Happening, Simulation
from tongban.calendars.working_calendar import WEEKDAYS
from tongban.definitions import Definition
from tongban.law import (
    KIND_NAMES,
    CaseAccepted,
    CaseOutcome,
    CaseWithdrawn,
    CountersignAsked,
    Deadline,
    DeadlineMissed,
    OpinionAsked,
    OpinionGiven,
    State,
    span_in_chinese,
)
from tongban.law.roles import NAMES

#: the deeds of an example, as people say them
DEEDS: Mapping[str, str] = {
    "accept": "受理",
    "request_supplement": "一次性告知补正",
    "supply": "申请人补正",
    "decline": "不予受理",
    "complete_step": "完成环节",
    "return_step": "退回环节",
    "ask_countersign": "请求会签",
    "countersign": "会签",
    "ask_opinion": "征求意见",
    "give_opinion": "回复意见",
    "start_special_procedure": "开始特殊程序",
    "appoint_survey": "约定现场勘验",
    "record_survey": "登记勘验记录",
    "end_special_procedure": "结束特殊程序",
    "grant": "准予",
    "refuse": "不予办理",
    "deliver": "送达",
    "promise_later": "申请人作出容缺承诺",
    "accept_tolerantly": "容缺受理",
    "supply_later": "申请人补交容缺材料",
    "allow_second_notice": "准许再次告知",
    "withdraw_promise": "申请人撤回承诺",
    "check_commitment": "核查承诺",
    "check_rectification": "复查整改",
    "revoke_for_breach": "撤销决定",
    "withdraw": "申请人撤回",
    "wait": "时间过去",
}
#: told where an example has them; a run is not offered them
LATER_DEEDS: Mapping[str, str] = {
    "ask_extension": "申请延期",
    "approve_extension": "批准延期",
    "suspend_case": "中止办理",
    "resume_case": "恢复办理",
    "send_result": "交寄办理结果",
    "failed_delivery": "登记送达没有成功",
    "tell_revocation": "告知拟撤销",
    "revoke_outcome": "撤销办理结果",
    "ask_renewal": "申请人申请延续",
    "pay": "申请人缴费",
}
STATES: Mapping[State | CaseOutcome, str] = {
    State.SUBMITTED: "待受理",
    State.SUPPLEMENTING: "待补正",
    State.ACCEPTED: "办理中",
    State.DECIDED: "待送达",
    CaseOutcome.GRANTED: "已办结，准予",
    CaseOutcome.GRANTED_IN_PART: "已办结，部分准予",
    CaseOutcome.REFUSED: "已办结，不予办理",
    CaseOutcome.NOT_ACCEPTED: "不予受理",
    CaseOutcome.WITHDRAWN: "已撤回",
    CaseOutcome.DEEMED_WITHDRAWN: "视为撤回",
    CaseOutcome.TERMINATED: "终止办理",
}


def deed_name(do: str, step: str, definition: Definition) -> str:
    """Name a deed, with the step that it is about."""
    named = next((each.name for each in definition.process if each.id == step), "")
    return {**DEEDS, **LATER_DEEDS}[do] + (f"“{named}”" if named else "")


def tell(simulation: Simulation) -> Iterator[str]:
    """Tell a run, a line for each thing."""
    for each in simulation.happenings:
        yield from tell_happening(each, simulation)
    yield f"{_moment(simulation.at, simulation)}  现在：{state_name(simulation)}。"


def tell_happening(happening: Happening, simulation: Simulation) -> Iterator[str]:
    """Tell one move and what came of it."""
    definition, deed = simulation.stage.definition, happening.deed
    what = deed_name(deed.do, deed.step, definition) if deed else f"{simulation.script.applicant.name}提交申请"
    yield f"{_moment(happening.at, simulation)}  {what}"
    for event in happening.events:
        if isinstance(event, CaseAccepted) and event.deemed:
            yield f"    依法视为受理，受理日期 {event.accepted_on}（335 §18）"
        elif isinstance(event, CaseWithdrawn) and event.deemed:
            yield "    逾期没有补正，视为撤回（335 §18）"
        elif isinstance(event, DeadlineMissed):
            yield f"    期限届满而未完成：{_kind(event.deadline)}"
        elif isinstance(event, CountersignAsked):
            yield f"    会签：等待{NAMES.get(event.role, event.role)}签署“{definition.step(event.step).name}”"
        elif isinstance(event, OpinionAsked):
            yield f"    征求意见：{event.name}，{event.question}"
        elif isinstance(event, OpinionGiven):
            yield f"    意见：{event.text}"
    yield from (f"    文书：{each.title}" for each in happening.notices)
    yield from (f"    期限：{deadline_line(each, simulation)}" for each in happening.deadlines)
    yield from (f"    待办：{NAMES.get(each.role, each.role)}，{each.name}" for each in happening.queued)


def state_name(simulation: Simulation) -> str:
    """Say where the case stands."""
    case = simulation.case
    return STATES[case.outcome if case.state is State.CLOSED and case.outcome else case.state]


def deadline_line(deadline: Deadline, simulation: Simulation) -> str:
    """Say a limit, its last day and its basis."""
    zone = simulation.stage.rulebook.timezone
    due = f"{deadline.due.astimezone(zone):%Y-%m-%d} 届满" if deadline.due else "暂停计时"
    presumed = "（放假安排公布后可能调整）" if deadline.provisional else ""
    return f"{KIND_NAMES[deadline.kind]}，{span_in_chinese(deadline.budget)}，{due}{presumed}，依据：{deadline.basis}"


def _kind(deadline_id: str) -> str:
    return next((name for kind, name in KIND_NAMES.items() if deadline_id.startswith(f"{kind}-")), deadline_id)


def _moment(at: datetime, simulation: Simulation) -> str:
    local = at.astimezone(simulation.stage.rulebook.timezone)
    return f"{local:%Y-%m-%d} {WEEKDAYS[local.weekday()]} {local:%H:%M}"
