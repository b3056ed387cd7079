"""Record a real case as an example: its way through the house, with everybody in it replaced (C7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from tongban.assurance.recording.deeds import Telling, deeds_of
from tongban.assurance.recording.disguise import Disguise
from tongban.assurance.retrace import Asked, retrace
from tongban.assurance.simulate.recording import expected
from tongban.assurance.simulate.script import made_up, plain_script
from tongban.assurance.simulate.session import Stage, run
from tongban.assurance.simulate.written import as_written
from tongban.definitions import write_yaml
from tongban.definitions.examples import Example, ExampleApplicant
from tongban.definitions.notice_kinds import notice_kinds
from tongban.errors import TongbanError
from tongban.forms import dump, load
from tongban.law import OUTCOME_NAMES, Case, Event, HandedIn
from tongban.law import commands as ask
from tongban.law.case import State

HEAD = "# Recorded from a case: names, numbers, addresses and all free words are replaced by samples of nobody.\n"
MORNING = time(10, 0)  # the hour of a hand-in tells about a person, and no limit counts it


@dataclass(frozen=True, slots=True)
class Recorded:
    """The example's text, and in what its play differs from the case, in Chinese; mostly in nothing."""

    text: str
    differs: tuple[str, ...]


def record_case(case: Case, events: Sequence[Event], stage: Stage) -> Recorded:
    """Write a case as the text of `examples/<name>.yaml`; it plays on the definition that the case began on.

    Raises TongbanError where the history cannot be told as an example.
    """
    asked = retrace(events, stage.definition)
    disguise = Disguise(stage.definition)
    script = _script(case, asked, disguise, stage, events[-1].at)
    played = run(stage, script)
    if played.refused is not None:
        raise TongbanError(f"这件办件不能按示例重新办理：{played.refused.message}", article=played.refused.article)
    data = {"title": _title(case), **plain_script(script), "expect": expected(stage, script, played.case)}
    return Recorded(HEAD + write_yaml(data), tuple(_differences(case, played.case)))


def _script(case: Case, asked: Sequence[Asked], disguise: Disguise, stage: Stage, ended: datetime) -> Example:
    definition, zone = stage.definition, stage.rulebook.timezone
    first = asked[0].command
    if not isinstance(first, ask.Submit):
        raise TongbanError("办件历史不是从提交申请开始的，请先核验办件历史。")
    answers, materials = _as_handed_in(first, asked)
    applicant = disguise.applicant(first.applicant)
    situation, written = as_written(definition, dump(definition, disguise.answers(load(definition, answers))))
    begin = datetime.combine(case.received_on, MORNING)
    told = Telling(definition, disguise, stage.calendar, zone)
    then = deeds_of(asked[1:], case.received_on, ended.astimezone(zone).date(), told)
    script = made_up(
        case.item,
        case.tenant,
        ExampleApplicant(applicant.kind, applicant.name),
        begin,
        "window" if first.channel == "window" else "online",
        situation,
        written,
        materials,
    )
    return replace(script, then=then)


def _as_handed_in(first: ask.Submit, asked: Sequence[Asked]) -> tuple[dict[str, object], tuple[str, ...]]:
    """Give the application as it was once errors had been put right at the window: an example tells no more of them."""
    answers = dict(first.answers)
    handed: list[HandedIn] = list(first.materials)
    for each in asked:
        if isinstance(each.command, ask.CorrectOnTheSpot):
            answers |= each.command.answers
            handed += each.command.materials
    return answers, tuple(dict.fromkeys(each.material for each in handed))


def _title(case: Case) -> str:
    end = OUTCOME_NAMES[case.outcome] if case.outcome else _STATES[case.state]
    way = "，一次性告知后" if case.supplement is not None else "，"
    return f"由办件录制：{'窗口' if case.channel == 'window' else '网上'}申请{way}{end}"


_STATES = {
    State.SUBMITTED: "等待受理",
    State.SUPPLEMENTING: "等待补正",
    State.ACCEPTED: "正在办理",
    State.DECIDED: "等待送达",
    State.CLOSED: "办结",
}


def _differences(was: Case, played: Case) -> list[str]:
    found = []
    if was.state != played.state:
        found.append(f"办件的状态是“{_STATES[was.state]}”，示例是“{_STATES[played.state]}”。")
    if was.outcome != played.outcome:
        told = [OUTCOME_NAMES[each.outcome] if each.outcome else "还没有结果" for each in (was, played)]
        found.append(f"办件的结果是“{told[0]}”，示例是“{told[1]}”。")
    if was.notices != played.notices:
        titles = ["、".join(notice_kinds[kind].title for kind in each.notices) for each in (was, played)]
        found.append(f"办件发出的文书是{titles[0]}，示例是{titles[1]}。")
    return found
