"""The history of a real case told as the deeds of an example, in stock words: whatever people wrote stays out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from tongban.assurance.recording.disguise import Disguise
from tongban.assurance.recording.later_deeds import LATER_TELLINGS
from tongban.assurance.retrace import Asked
from tongban.assurance.simulate.written import as_written
from tongban.assurance.stock_words import ELSEWHERE, MISSING, OBJECTION, OPINIONS, REASONS
from tongban.calendars import WorkingCalendar
from tongban.definitions import Definition
from tongban.definitions.examples import Deed
from tongban.forms import dump, load
from tongban.law import commands as ask
from tongban.law.commands import Command


@dataclass(frozen=True, slots=True)
class Telling:
    """What telling needs: the definition, the substitutes, the days, and the law's zone."""

    definition: Definition
    disguise: Disguise
    calendar: WorkingCalendar
    zone: ZoneInfo
    opinions: Mapping[str, ask.AskOpinion] = field(default_factory=dict)  # by the number that the case gives each


def deeds_of(asked: Sequence[Asked], begun: date, ended: date, telling: Telling) -> tuple[Deed, ...]:
    """Tell the commands after the submission; what time did at the end is waited for."""
    requests = (each.command for each in asked if isinstance(each.command, ask.AskOpinion))
    telling = replace(telling, opinions={f"opinion-{place}": each for place, each in enumerate(requests, start=1)})
    found: list[Deed] = []
    last = begun
    for each in asked:
        deed = _told(each.command, telling)
        if deed is None:
            continue
        day = each.at.astimezone(telling.zone).date()
        after = max(telling.calendar.working_days_between(last, day), 0)
        found.append(replace(deed, after=after))
        last = telling.calendar.add_working_days(last, after) if after else last
    return (*found, *_waiting(last, ended, telling.calendar))


def _told(command: Command, telling: Telling) -> Deed | None:
    later, tell = LATER_TELLINGS.get(type(command)), _DEEDS.get(type(command))
    return later(command) if later else tell(command, telling) if tell else None


def _waiting(last: date, ended: date, calendar: WorkingCalendar) -> Iterator[Deed]:
    """Wait for the morning after the day on which time ended something."""
    if ended > last:
        yield Deed("wait", after=calendar.working_days_between(last, ended) + 1)


def _accept(_command: ask.Accept, _telling: Telling) -> Deed:
    return Deed("accept")


def _request(command: ask.RequestSupplement, _telling: Telling) -> Deed:
    return Deed("request_supplement", missing={each.id: MISSING for each in command.deficiencies})


def _supply(command: ask.Supply, telling: Telling) -> Deed:
    answers = telling.disguise.answers(load(telling.definition, command.answers))
    situation, written = as_written(telling.definition, dump(telling.definition, answers))
    return Deed(
        "supply", materials=tuple(each.material for each in command.materials), answers={**situation, **written}
    )


def _decline(command: ask.Decline, _telling: Telling) -> Deed:
    return Deed("decline", reasons=REASONS["decline"], where_to_go=ELSEWHERE if command.where_to_go else "")


def _complete(command: ask.CompleteStep, _telling: Telling) -> Deed:
    return Deed("complete_step", step=command.step, opinion=OPINIONS["complete_step"])


def _return(command: ask.ReturnStep, _telling: Telling) -> Deed:
    return Deed("return_step", step=command.to, reasons=REASONS["return_step"])


def _start(command: ask.StartSpecialProcedure, _telling: Telling) -> Deed:
    return Deed("start_special_procedure", step=command.step)


def _end(command: ask.EndSpecialProcedure, _telling: Telling) -> Deed:
    why = REASONS["survey_not_held"] if command.not_held else ""
    return Deed("end_special_procedure", step=command.step, opinion=OPINIONS["end_special_procedure"], reasons=why)


def _appoint_survey(command: ask.AppointSurvey, _telling: Telling) -> Deed:
    return Deed("appoint_survey", step=command.step)


def _record_survey(command: ask.RecordSurvey, _telling: Telling) -> Deed:
    return Deed("record_survey", step=command.step, opinion=OPINIONS["record_survey"])


def _grant(_command: ask.Grant, _telling: Telling) -> Deed:
    return Deed("grant", opinion=OPINIONS["grant"])


def _refuse(_command: ask.Refuse, _telling: Telling) -> Deed:
    return Deed("refuse", reasons=REASONS["refuse"])


def _deliver(command: ask.Deliver, _telling: Telling) -> Deed:
    return Deed("deliver", method=command.method)


def _withdraw(_command: ask.Withdraw, _telling: Telling) -> Deed:
    return Deed("withdraw", reasons=REASONS["withdraw"])


def _supply_later(command: ask.SupplyLater, _telling: Telling) -> Deed:
    return Deed("supply_later", materials=tuple(each.material for each in command.materials))


def _check(command: ask.CheckCommitment, _telling: Telling) -> Deed:
    return Deed("check_commitment", found=command.result.value, opinion=OPINIONS["check_commitment"])


def _check_again(command: ask.CheckRectification, _telling: Telling) -> Deed:
    found = "mended" if command.mended else "not_mended"
    return Deed("check_rectification", found=found, opinion=OPINIONS["check_rectification"])


def _ask_countersign(command: ask.AskCountersign, _telling: Telling) -> Deed:
    role = command.person.role if command.person else command.role
    return Deed("ask_countersign", step=command.step, role=role, reasons=REASONS["ask_countersign"])


def _countersign(command: ask.Countersign, _telling: Telling) -> Deed:
    return Deed("countersign", step=command.step, role=command.actor.role, opinion=OPINIONS["countersign"])


def _ask_opinion(command: ask.AskOpinion, _telling: Telling) -> Deed:
    return Deed("ask_opinion", step=command.step, department=command.name, reasons=REASONS["ask_opinion"])


def _give_opinion(command: ask.GiveOpinion, telling: Telling) -> Deed:
    """Name the department as it was asked; what it wrote stays out."""
    asked, found = telling.opinions[command.opinion], "objects" if command.objects else "agrees"
    opinion = OPINIONS["give_opinion"] if not command.objects else OBJECTION
    return Deed("give_opinion", step=asked.step, department=asked.name, found=found, opinion=opinion)


def _of_reasons(do: str) -> Callable[[Any, Telling], Deed]:
    return lambda _command, _telling: Deed(do, reasons=REASONS[do])


_DEEDS: Mapping[type[Command], Callable[[Any, Telling], Deed]] = {
    ask.Accept: _accept,
    ask.RequestSupplement: _request,
    ask.Supply: _supply,
    ask.Decline: _decline,
    ask.CompleteStep: _complete,
    ask.ReturnStep: _return,
    ask.StartSpecialProcedure: _start,
    ask.EndSpecialProcedure: _end,
    ask.AppointSurvey: _appoint_survey,
    ask.RecordSurvey: _record_survey,
    ask.AskCountersign: _ask_countersign,
    ask.Countersign: _countersign,
    ask.AskOpinion: _ask_opinion,
    ask.GiveOpinion: _give_opinion,
    ask.Grant: _grant,
    ask.Refuse: _refuse,
    ask.Deliver: _deliver,
    ask.Withdraw: _withdraw,
    ask.PromiseLater: lambda _command, _telling: Deed("promise_later"),
    ask.AcceptTolerantly: lambda _command, _telling: Deed("accept_tolerantly"),
    ask.SupplyLater: _supply_later,
    ask.AllowSecondNotice: _of_reasons("allow_second_notice"),
    ask.WithdrawPromise: _of_reasons("withdraw_promise"),
    ask.CheckCommitment: _check,
    ask.CheckRectification: _check_again,
    ask.RevokeForBreach: _of_reasons("revoke_for_breach"),
}
