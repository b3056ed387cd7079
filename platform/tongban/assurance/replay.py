"""What a draft would change for a case that runs on what is in use: outcome, limits, materials, next step, notices.

The case's own commands are run twice, on the old definition and on the draft, with the same rulebook and calendar, so
that only what the definitions differ in is told. Nothing is written, and no case is moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tongban import forms
from tongban.assurance.rerun import Ground, Rerun, Stopped, rerun
from tongban.assurance.retrace import retrace
from tongban.calendars import WorkingCalendar
from tongban.definitions import Definition
from tongban.definitions.notice_kinds import notice_kinds
from tongban.definitions.rulebook import Rulebook
from tongban.errors import TongbanError
from tongban.law import KIND_NAMES, OUTCOME_NAMES, Case, Deadline, Event, applicable, in_chinese
from tongban.law.commands import Command
from tongban.law.work import work_of

#: what may change, in the order in which it is told
KINDS: Mapping[str, str] = {
    "outcome": "结果",
    "deadline": "期限",
    "materials": "材料",
    "fields": "表单",
    "next_step": "下一环节",
    "notices": "文书",
    "refused": "办理经过",
}
_ASKED = {
    "Submit": "提交申请", "CorrectReceiptDay": "更正收件日期", "CorrectOnTheSpot": "当场更正", "Accept": "受理",
    "RequestSupplement": "一次性告知", "Supply": "补正", "Decline": "不予受理", "StartSpecialProcedure": "开始特殊程序",
    "AppointSurvey": "约定勘验", "RecordSurvey": "登记勘验记录",
    "EndSpecialProcedure": "结束特殊程序", "CompleteStep": "完成环节", "ReturnStep": "退回", "Grant": "准予",
    "Refuse": "不予决定", "Deliver": "送达", "Withdraw": "撤回",
    "PromiseLater": "容缺承诺", "AcceptTolerantly": "容缺受理", "SupplyLater": "补交容缺材料",
    "AllowSecondNotice": "准许再次告知", "WithdrawPromise": "撤回承诺", "CheckCommitment": "核查承诺",
    "CheckRectification": "复查整改", "RevokeForBreach": "撤销决定",
    "AskCountersign": "请求会签", "Countersign": "会签", "AskOpinion": "征求意见", "GiveOpinion": "回复意见",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would be otherwise, in words."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """One case on the draft. Without changes, nothing that is looked at would be otherwise."""

    number: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """What a draft would change for the cases looked at."""

    cases: tuple[Replayed, ...]

    @property
    def changed(self) -> tuple[Replayed, ...]:
        return tuple(each for each in self.cases if each.changes)

    @property
    def counts(self) -> Mapping[str, int]:
        """Count the cases in which each kind of thing would change; kinds that would not are left out."""
        found = Counter(kind for each in self.cases for kind in {change.kind for change in each.changes})
        return {kind: found[kind] for kind in KINDS if found[kind]}


def replay_case(
    number: str, events: Sequence[Event], old: Definition, new: Definition, rulebook: Rulebook,
    calendar: WorkingCalendar, now: datetime,
) -> Replayed:  # fmt: skip
    """Run one case's commands on both definitions and tell what differs."""
    try:
        return Replayed(number, tuple(_changes(events, old, new, rulebook, calendar, now)))
    except TongbanError as error:  # the draft cannot even read what the applicant wrote
        return Replayed(number, (Change("refused", f"这件办件的内容不适合新版：{error.message}"),))


def _changes(
    events: Sequence[Event], old: Definition, new: Definition, rulebook: Rulebook, calendar: WorkingCalendar,
    now: datetime,
) -> Iterator[Change]:  # fmt: skip
    asked = retrace(events, old)
    before = rerun(asked, Ground(old, rulebook, calendar), now)
    if before.case is None:
        raise TongbanError("按现行版本也不能还原这件办件，请先核验办件历史。")
    more = _demanded(before.case, new).keys() - _demanded(before.case, old).keys()
    after = rerun(asked, Ground(new, rulebook, calendar), now, more)
    yield from _materials(before.case, old, new)
    yield from _fields(before.case, old, new)
    if after.case is not None:
        yield from _outcome(before.case, after.case)
        yield from _deadlines(before.case, after.case, new, rulebook)
        yield from _next_step(before.case, old, after.case, new)
        yield from _notices(before.case, after.case)
    yield from _stopped(before, after)


def _outcome(before: Case, after: Case) -> Iterator[Change]:
    if before.outcome != after.outcome:
        told = (OUTCOME_NAMES[each.outcome] if each.outcome else "还没有结果" for each in (before, after))
        yield Change("outcome", "结果：" + " → ".join(told))


def _deadlines(before: Case, after: Case, new: Definition, rulebook: Rulebook) -> Iterator[Change]:
    old_rows, new_rows = _last_of_each(before.deadlines), _last_of_each(after.deadlines)
    for key in dict.fromkeys((*old_rows, *new_rows)):
        old_day, new_day = (_day(rows.get(key), rulebook) for rows in (old_rows, new_rows))
        if old_day != new_day:
            kind, subject = key
            step = next((each.name for each in new.process if each.id == subject), "")
            name = next(words for each, words in KIND_NAMES.items() if each == kind) + (f"（{step}）" if step else "")
            yield Change("deadline", f"{name}：{old_day} → {new_day}")


def _last_of_each(deadlines: Iterable[Deadline]) -> dict[tuple[str, str], Deadline]:
    return {(each.kind.value, each.subject): each for each in deadlines}


def _day(deadline: Deadline | None, rulebook: Rulebook) -> str:
    if deadline is None:
        return "没有"
    return in_chinese(deadline.due.astimezone(rulebook.timezone)) if deadline.due else "暂停计时"


def _demanded(case: Case, definition: Definition) -> dict[str, str]:
    values = applicable.situation(definition, case.answers, case.applicant.kind)
    return {each.id: each.name for each in applicable.demanded(definition, values)}


def _materials(case: Case, old: Definition, new: Definition) -> Iterator[Change]:
    was, will = _demanded(case, old), _demanded(case, new)
    if more := [name for each, name in will.items() if each not in was]:
        yield Change("materials", f"要多交材料：{'、'.join(more)}")
    if less := [name for each, name in was.items() if each not in will]:
        yield Change("materials", f"不再要求材料：{'、'.join(less)}")


def _fields(case: Case, old: Definition, new: Definition) -> Iterator[Change]:
    was, will = _wanting(case, old), _wanting(case, new)
    if more := [label for each, label in will.items() if each not in was]:
        yield Change("fields", f"申请表中没有填写或者不符合新版要求：{'、'.join(dict.fromkeys(more))}")


def _wanting(case: Case, definition: Definition) -> dict[str, str]:
    """Name what the form would find wrong with the application, materials aside."""
    answers = {**forms.load(definition, case.answers), forms.APPLICANT_KIND: case.applicant.kind}
    wrong = (each for each in forms.check(definition, answers) if not each.material)
    return {f"{each.at} {each.code}": each.label or each.message for each in wrong}


def _next_step(before: Case, old: Definition, after: Case, new: Definition) -> Iterator[Change]:
    was, will = _waits(before, old), _waits(after, new)
    if was != will:
        yield Change("next_step", f"下一环节：{was} → {will}")


def _waits(case: Case, definition: Definition) -> str:
    return "、".join(each.name for each in work_of(case, definition)) or "没有"


def _notices(before: Case, after: Case) -> Iterator[Change]:
    was, will = Counter(before.notices), Counter(after.notices)
    if more := list((will - was).elements()):
        yield Change("notices", f"会多发文书：{_titles(more)}")
    if less := list((was - will).elements()):
        yield Change("notices", f"不会发文书：{_titles(less)}")


def _titles(kinds: Iterable[str]) -> str:
    return "、".join(notice_kinds[each].title for each in kinds)


def _stopped(before: Rerun, after: Rerun) -> Iterator[Change]:
    if after.stopped is not None and before.stopped is None:
        yield Change("refused", _told(after.stopped))


def _told(stopped: Stopped) -> str:
    return f"{in_chinese(stopped.at)}的“{_name(stopped.command)}”按新版不能办理：{stopped.refusal.message}"


def _name(command: Command) -> str:
    return _ASKED.get(type(command).__name__, type(command).__name__)
