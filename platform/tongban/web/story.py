"""Tell a case's history as a story: each thing that happened as a sentence, with when and who; the newest first.

What belongs to one act is told as one entry: the clocks that it starts and stops are said in its text, and the notice
that it ordered hangs at it as a link.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from flask_babel import gettext as _

from tongban.cases.tables import DocumentRow
from tongban.definitions import Definition
from tongban.law import Actor, CaseOutcome, DeficiencyKind, Event, State, Verdict
from tongban.law import events as happened
from tongban.law.applicable import name_of
from tongban.law.case import Case
from tongban.law.notice_values import CHANNELS, METHODS, procedure_name
from tongban.law.roles import NAMES
from tongban.web.story_fees import OF_FEES
from tongban.web.story_later import LATER, WITHIN
from tongban.web.story_limits import OF_LIMITS
from tongban.web.story_promises import OF_PROMISES
from tongban.web.story_review import OF_THE_REVIEW
from tongban.web.story_teller import Sentence, Teller
from tongban.web.view_words import WALL, day, moment, span

Told = TypeVar("Told", bound=Any)


@dataclass(frozen=True, slots=True)
class StoryLink:
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One entry of the timeline, as `components/lists.html` shows it. `tone`: "", now, good, warning, bad."""

    title: str
    at: str
    iso: str
    who: str
    text: str = ""
    tone: str = ""
    links: tuple[StoryLink, ...] = ()


def tell_story(
    events: Sequence[Event],
    definition: Definition,
    *,
    for_applicant: bool,
    documents: Sequence[DocumentRow] = (),
    href: Callable[[DocumentRow], str] | None = None,
    licences: Sequence[StoryLink] = (),
) -> list[StoryEntry]:
    """Tell the events, the newest first. `href` gives a document's address; without it there are no links.

    `licences` are those that came of the grant, and hang at it.
    """
    teller, waiting = Teller(definition, for_applicant), list(documents)
    told: list[StoryEntry] = []
    for event in events:
        if isinstance(event, happened.NoticeOrdered):
            if event.notice == "supplement_reminder":  # no act sends it, but a limit that draws near (335 §18)
                told.append(_as_entry(event, teller, (_("提醒补正"), "", "warning")))
            row = next((each for each in waiting if each.kind == event.notice), None)
            if row is not None and told and href is not None:
                waiting.remove(row)
                told[-1] = replace(told[-1], links=(*told[-1].links, StoryLink(_(row.title), href(row))))
        elif (entry := _entry(event, teller)) is not None:
            granted = isinstance(event, happened.CaseDecided) and event.outcome is not CaseOutcome.REFUSED
            told.append(replace(entry, links=tuple(licences)) if granted else entry)
    return told[::-1]


def _entry(event: Event, teller: Teller) -> StoryEntry | None:
    tell = _TELLERS.get(type(event))
    if tell is None or _told_elsewhere(event, teller):
        return None
    told = tell(event, teller)
    return None if told is None else _as_entry(event, teller, told)


def _as_entry(event: Event, teller: Teller, told: Sentence) -> StoryEntry:
    title, text, tone = told
    return StoryEntry(
        title=title,
        at=moment(event.at),
        iso=event.at.astimezone(WALL).isoformat(timespec="minutes"),
        who=who(event.actor, for_applicant=teller.for_applicant),
        text=text,
        tone=tone,
    )


def _told_elsewhere(event: Event, teller: Teller) -> bool:
    """Tell whether another entry says it: the decision, the end of a procedure; to the applicant, the notice itself."""
    if isinstance(event, happened.MaterialChecked):
        return teller.for_applicant
    if type(event) in WITHIN:
        return teller.for_applicant
    return isinstance(event, happened.StepCompleted) and teller.told_otherwise(event.step)


def who(actor: Actor, *, for_applicant: bool) -> str:
    """Name who acted: to colleagues by name and role, to the applicant by role."""
    role = _(NAMES.get(actor.role, actor.role))
    if actor.role == "system":
        return _("系统自动")
    return role if for_applicant else _("%(name)s（%(more)s）", name=actor.name, more=role)


def _submitted(event: happened.CaseSubmitted, teller: Teller) -> Sentence:
    handed = teller.named(each.material for each in event.materials)
    channel = _(CHANNELS.get(event.channel, event.channel))
    text = _("通过%(channel)s提交。", channel=channel) + (_("交了%(materials)s。", materials=handed) if handed else "")
    return _("提交申请"), text, ""


def _receipt_corrected(event: happened.ReceiptDayCorrected, _teller: Teller) -> Sentence:
    return (
        _("更正收件日期"),
        _("实际收件日期为%(day)s。%(why)s", day=day(event.received_on), why=event.reason),
        "",
    )


def _checked(event: happened.MaterialChecked, teller: Teller) -> Sentence:
    name = teller.named([event.material])
    if event.verdict is Verdict.OK:
        return _("核对材料：%(name)s符合要求", name=name), event.note, ""
    return _("核对材料：%(name)s不符合要求", name=name), event.note, "warning"


def _corrected(event: happened.CorrectedOnTheSpot, teller: Teller) -> Sentence:
    what = teller.named([*(each.material for each in event.materials), *event.answers])
    return _("当场更正"), _("更正了%(what)s。", what=what), ""


def _supplement(event: happened.SupplementRequested, teller: Teller) -> Sentence:
    lines = "；".join(f"{teller.named([each.id])}：{each.missing.rstrip('。；')}" for each in event.deficiencies)
    limit = _("请在%(limit)s内补齐。", limit=span(event.limit))
    return _("一次性告知需要补正的内容"), f"{lines}。{limit}", "warning"


def _supplied(event: happened.SupplyReceived, teller: Teller) -> Sentence:
    what = teller.named([*(each.material for each in event.materials), *event.answers])
    after = _("要求的内容已经补齐，重新审查。") if event.complete else _("还没有补齐。")
    return _("补正材料"), _("补交了%(what)s。", what=what) + after, ""


def _accepted(event: happened.CaseAccepted, _teller: Teller) -> Sentence:
    if event.deemed:
        text = _("逾期没有告知，依法自收到申请材料之日起视为受理，受理日期为%(day)s。", day=day(event.accepted_on))
        return _("视为受理"), text, "good"
    return _("决定受理"), _("受理日期为%(day)s，办理期限从次日起算。", day=day(event.accepted_on)), "good"


def _declined(event: happened.CaseDeclined, _teller: Teller) -> Sentence:
    where = _("办理去向：%(where)s。", where=event.where_to_go.rstrip("。")) if event.where_to_go else ""
    return _("决定不予受理"), f"{event.reasons}{where}", "bad"


def _special_started(event: happened.SpecialProcedureStarted, _teller: Teller) -> Sentence:
    text = _("不超过%(limit)s。", limit=span(event.announced))
    return _("开始%(name)s", name=_(procedure_name(event.procedure))), text, ""


def _special_ended(event: happened.SpecialProcedureEnded, teller: Teller) -> Sentence:
    why = _("没有进行勘验：%(reason)s", reason=event.not_held.rstrip("。") + "。") if event.not_held else ""
    return _("%(name)s结束", name=teller.step(event.step)), why + teller.inner(event.opinion), ""


def _step_completed(event: happened.StepCompleted, teller: Teller) -> Sentence:
    return _("完成%(name)s", name=teller.step(event.step)), teller.inner(event.opinion), ""


def _step_returned(event: happened.StepReturned, teller: Teller) -> Sentence:
    return _("退回到%(name)s", name=teller.step(event.to)), teller.inner(event.reason), ""


def _decided(event: happened.CaseDecided, _teller: Teller) -> Sentence:
    if event.outcome is CaseOutcome.GRANTED:
        return _("决定准予"), event.opinion, "good"
    if event.outcome is CaseOutcome.GRANTED_IN_PART:
        parts = _(
            "准予：%(granted)s。不予：%(refused)s。", granted="；".join(event.granted), refused="；".join(event.refused)
        )
        return _("决定部分准予"), f"{parts}{event.reasons}", "good"
    return _("决定不予办理"), event.reasons or event.opinion, "bad"


def _delivered(event: happened.CaseDelivered, _teller: Teller) -> Sentence:
    receiver = _("，%(who)s签收", who=event.receiver) if event.receiver else ""
    return _("送达办结"), _("%(why)s。", why=_(METHODS.get(event.method, event.method)) + receiver), "good"


def _withdrawn(event: happened.CaseWithdrawn, _teller: Teller) -> Sentence:
    return (_("视为撤回") if event.deemed else _("撤回申请")), event.reason, "warning"


def _handed_over(event: happened.CaseHandedOver, _teller: Teller) -> Sentence:
    text = _(
        "自%(day)s起，由%(new)s承接%(old)s的办件。依据：%(basis)s。",
        day=day(event.on),
        new=event.to_name,
        old=event.from_name,
        basis=event.basis.rstrip("。"),
    )
    return _("机构变更"), text, ""


_TELLERS: Mapping[type[Event], Callable[[Any, Teller], Sentence | None]] = {
    happened.CaseSubmitted: _submitted,
    happened.ReceiptDayCorrected: _receipt_corrected,
    happened.MaterialChecked: _checked,
    happened.CorrectedOnTheSpot: _corrected,
    happened.SupplementRequested: _supplement,
    happened.SupplyReceived: _supplied,
    happened.CaseAccepted: _accepted,
    happened.CaseDeclined: _declined,
    happened.SpecialProcedureStarted: _special_started,
    happened.SpecialProcedureEnded: _special_ended,
    happened.StepCompleted: _step_completed,
    happened.StepReturned: _step_returned,
    happened.CaseDecided: _decided,
    happened.CaseDelivered: _delivered,
    happened.CaseWithdrawn: _withdrawn,
    happened.CaseHandedOver: _handed_over,
    **OF_THE_REVIEW,
    **OF_PROMISES,
    **LATER,
    **OF_FEES,
    **OF_LIMITS,
}

#: state of a case, or its outcome once it is closed → words and tone of its tag
STATES: Mapping[State | CaseOutcome, tuple[str, str]] = {
    State.SUBMITTED: ("待受理", "brand"),
    State.SUPPLEMENTING: ("待补正", "yellow"),
    State.ACCEPTED: ("办理中", "brand"),
    State.DECIDED: ("待送达", "brand"),
    State.CLOSED: ("已办结", "green"),
    CaseOutcome.GRANTED: ("已办结，准予", "green"),
    CaseOutcome.GRANTED_IN_PART: ("已办结，部分准予", "green"),
    CaseOutcome.REFUSED: ("已办结，不予办理", "red"),
    CaseOutcome.NOT_ACCEPTED: ("不予受理", "red"),
    CaseOutcome.WITHDRAWN: ("已撤回", ""),
    CaseOutcome.DEEMED_WITHDRAWN: ("视为撤回", ""),
    CaseOutcome.TERMINATED: ("终止办理", ""),
}


def state_of(state: State, outcome: CaseOutcome | None) -> tuple[str, str]:
    """Give the words and the tone by which a case's state is shown."""
    words, tone = STATES[outcome if state is State.CLOSED and outcome is not None else state]
    return _(words), tone


def deficiencies_told(case: Case, definition: Definition) -> list[str]:
    """Tell what the one-time notice still waits for, a line each."""
    notice = case.supplement
    if notice is None:
        return []
    open_ones = (each for each in notice.deficiencies if each.id not in notice.supplied)
    kinds = {DeficiencyKind.MATERIAL: _("材料"), DeficiencyKind.FIELD: _("表单")}
    return [f"{kinds[each.kind]}“{name_of(definition, each.id)}”：{each.missing}" for each in open_ones]
