"""An example told as moves: at this moment, this command. The same moves play on paper, in tests and at a live door."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from tongban import forms
from tongban.assurance.beside_deeds import BESIDE_DEEDS, owner_of
from tongban.assurance.cast import Cast
from tongban.assurance.later_deeds import LATER_DEEDS
from tongban.assurance.survey_deeds import SURVEY_DEEDS
from tongban.calendars import WorkingCalendar
from tongban.definitions import Definition
from tongban.definitions.examples import Deed, Example
from tongban.definitions.rulebook import Rulebook
from tongban.errors import TongbanError
from tongban.law import (
    SYSTEM,
    Actor,
    Case,
    CheckResult,
    Deficiency,
    DeficiencyKind,
    HandedIn,
    MaterialVerdict,
    Verdict,
    applicable,
)
from tongban.law.commands import (
    Accept,
    AcceptTolerantly,
    AllowSecondNotice,
    CheckCommitment,
    CheckRectification,
    Command,
    CompleteStep,
    Decline,
    Deliver,
    EndSpecialProcedure,
    GiveOpinion,
    Grant,
    PassTime,
    PromiseLater,
    Refuse,
    RequestSupplement,
    ReturnStep,
    RevokeForBreach,
    StartSpecialProcedure,
    Submit,
    Supply,
    SupplyLater,
    Withdraw,
    WithdrawPromise,
)
from tongban.law.licences import made_up_entries

#: between two things that happen on one day
A_WHILE = timedelta(minutes=20)
MORNING = time(9, 30)

#: where an example does not say by whom a result was carried; plainly made up
CARRIER, TRACKING = "示例速递", "示例单号0001"


@dataclass(frozen=True, slots=True)
class Move:
    """At `at`, whoever is meant gives the command that the case as it then stands calls for."""

    at: datetime
    deed: str
    command: Callable[[Case], Command]


def submission(
    example: Example, cast: Cast, answers: Mapping[str, object], number: str, version: int, rulebook: Rulebook
) -> tuple[datetime, Submit]:
    """Give the moment and the command with which the example begins."""
    at = example.begin.replace(tzinfo=rulebook.timezone)
    actor = cast.staff("window_clerk") if example.channel == "window" else cast.person
    handed_in = tuple(HandedIn(each, cast.files(each)) for each in example.materials)
    return at, Submit(actor, number, version, example.channel, cast.applicant, answers, handed_in)


def moves(
    example: Example, definition: Definition, calendar: WorkingCalendar, cast: Cast, begun: datetime
) -> Iterator[Move]:
    """Yield what happens after the submission, each at its moment."""
    at = begun
    for deed in example.then:
        move = move_of(deed, at, definition, calendar, cast, example.path)
        at = move.at
        yield move


def move_of(
    deed: Deed, before: datetime, definition: Definition, calendar: WorkingCalendar, cast: Cast, place: str
) -> Move:
    """Give the move of one deed after the moment `before`; a deed that nobody knows is refused, naming the `place`."""
    if deed.do not in _DEEDS:
        raise TongbanError(f"{place}：不认识的动作“{deed.do}”。可用的动作：{'、'.join(_DEEDS)}。")
    at = _moment(before, deed, calendar)
    return Move(at, deed.do, _command(deed, definition, replace(cast, day=_working_day(at.date(), calendar))))


def _working_day(day: date, calendar: WorkingCalendar) -> date:
    return day if calendar.is_working(day) else calendar.add_working_days(day, 1)


def _moment(before: datetime, deed: Deed, calendar: WorkingCalendar) -> datetime:
    if deed.after == 0:
        return before + A_WHILE
    day = calendar.add_working_days(before.date(), deed.after)
    return datetime.combine(day, MORNING, before.tzinfo)


def _command(deed: Deed, definition: Definition, cast: Cast) -> Callable[[Case], Command]:
    return lambda case: _DEEDS[deed.do](case, deed, definition, cast)


def _verdicts(case: Case, definition: Definition, missing: Mapping[str, str]) -> tuple[MaterialVerdict, ...]:
    """Look at everything that was handed in: what the example names is deficient, all else is in order."""
    return tuple(
        MaterialVerdict(each.id, Verdict.DEFICIENT, missing[each.id])
        if each.id in missing
        else MaterialVerdict(each.id, Verdict.OK)
        for each in applicable.handed_in(case, definition)
    )


def _accept(case: Case, _deed: Deed, definition: Definition, cast: Cast) -> Command:
    return Accept(cast.staff("window_clerk"), _verdicts(case, definition, {}))


def _request_supplement(case: Case, deed: Deed, definition: Definition, cast: Cast) -> Command:
    materials = {each.id for each in definition.materials}
    deficiencies = tuple(
        Deficiency(DeficiencyKind.MATERIAL if each in materials else DeficiencyKind.FIELD, each, text)
        for each, text in deed.missing.items()
    )
    verdicts = _verdicts(case, definition, deed.missing)
    return RequestSupplement(cast.staff("window_clerk"), deficiencies, verdicts=verdicts)


def _supply(_case: Case, deed: Deed, definition: Definition, cast: Cast) -> Command:
    answers = forms.dump(definition, forms.written(definition, deed.answers))
    return Supply(cast.person, tuple(HandedIn(each, cast.files(each)) for each in deed.materials), answers)


def _decline(_case: Case, deed: Deed, _definition: Definition, cast: Cast) -> Command:
    return Decline(cast.staff("window_clerk"), deed.reasons, deed.where_to_go)


def _complete(case: Case, deed: Deed, definition: Definition, cast: Cast) -> Command:
    """End a step; one for which another department was asked ends with that department's answer (L9)."""
    doer = owner_of(case, deed.step, definition, cast)
    asked = next(iter(case.unanswered(deed.step)), None)
    if asked is not None and definition.step(deed.step).department:
        return GiveOpinion(doer, asked.id, asked.department, objects=False, text=deed.opinion)
    return CompleteStep(doer, deed.step, deed.opinion)


def _return(case: Case, deed: Deed, definition: Definition, cast: Cast) -> Command:
    step = case.current_step or _deciding(definition)
    return ReturnStep(owner_of(case, step, definition, cast), deed.step, deed.reasons)


def _start_special(case: Case, deed: Deed, definition: Definition, cast: Cast) -> Command:
    return StartSpecialProcedure(owner_of(case, deed.step, definition, cast), deed.step)


def _end_special(case: Case, deed: Deed, definition: Definition, cast: Cast) -> Command:
    return EndSpecialProcedure(owner_of(case, deed.step, definition, cast), deed.step, deed.opinion, deed.reasons)


def _deciding(definition: Definition) -> str:
    return next(step.id for step in definition.process if step.decides)


def _grant(case: Case, deed: Deed, definition: Definition, cast: Cast) -> Command:
    doer, verdicts = owner_of(case, _deciding(definition), definition, cast), _verdicts(case, definition, {})
    return Grant(doer, deed.opinion, verdicts, made_up_entries(case, definition))


def _refuse(case: Case, deed: Deed, definition: Definition, cast: Cast) -> Command:
    return Refuse(
        owner_of(case, _deciding(definition), definition, cast), deed.reasons, _verdicts(case, definition, {})
    )


def _deliver(case: Case, deed: Deed, _definition: Definition, cast: Cast) -> Command:
    receiver = deed.receiver or case.applicant.name
    by_courier = deed.method == "courier" and case.dispatch is None
    sent = (deed.carrier or CARRIER, deed.tracking or TRACKING) if by_courier else ("", "")
    return Deliver(cast.staff("window_clerk"), deed.method, receiver, *sent)


def missing_of(case: Case, definition: Definition) -> tuple[str, ...]:
    """List the demanded materials that are not there yet."""
    return tuple(each.id for each in applicable.missing(case, definition))


def owed_of(case: Case) -> tuple[str, ...]:
    """List the materials that were promised to follow and have not come yet."""
    return case.later.owed if case.later else ()


def _promise_later(case: Case, _deed: Deed, definition: Definition, cast: Cast) -> Command:
    return PromiseLater(cast.person, missing_of(case, definition))


def _accept_tolerantly(case: Case, _deed: Deed, definition: Definition, cast: Cast) -> Command:
    """Accept on the promise; at a window it is signed on paper there and then."""
    signed = case.channel == "window" and case.later is None
    return AcceptTolerantly(cast.staff("window_clerk"), _verdicts(case, definition, {}), signed)


def _supply_later(case: Case, deed: Deed, _definition: Definition, cast: Cast) -> Command:
    materials = deed.materials or owed_of(case)
    return SupplyLater(cast.person, tuple(HandedIn(each, cast.files(each)) for each in materials))


def _allow_second_notice(_case: Case, deed: Deed, _definition: Definition, cast: Cast) -> Command:
    return AllowSecondNotice(cast.staff("supervisor"), deed.reasons)


def _withdraw_promise(_case: Case, deed: Deed, _definition: Definition, cast: Cast) -> Command:
    return WithdrawPromise(cast.person, deed.reasons)


def _check_commitment(_case: Case, deed: Deed, definition: Definition, cast: Cast) -> Command:
    return CheckCommitment(_checker(definition, cast), CheckResult(deed.found or "kept"), deed.opinion)


def _check_rectification(_case: Case, deed: Deed, definition: Definition, cast: Cast) -> Command:
    return CheckRectification(_checker(definition, cast), deed.found != "not_mended", deed.opinion)


def _checker(definition: Definition, cast: Cast) -> Actor:
    """Give who looks into a commitment: a reviewer, where the item has one."""
    reviewing = any(each.by == "reviewer" for each in definition.process)
    return cast.staff("reviewer" if reviewing else "window_clerk")


def _revoke_for_breach(_case: Case, deed: Deed, _definition: Definition, cast: Cast) -> Command:
    return RevokeForBreach(cast.staff("chief_representative"), deed.reasons)


def _withdraw(_case: Case, deed: Deed, _definition: Definition, cast: Cast) -> Command:
    return Withdraw(cast.person, deed.reasons)


def _wait(_case: Case, _deed: Deed, _definition: Definition, _cast: Cast) -> Command:
    return PassTime(SYSTEM)


_DEEDS: Mapping[str, Callable[[Case, Deed, Definition, Cast], Command]] = {
    "accept": _accept,
    "request_supplement": _request_supplement,
    "supply": _supply,
    "decline": _decline,
    "complete_step": _complete,
    "return_step": _return,
    "start_special_procedure": _start_special,
    "end_special_procedure": _end_special,
    "grant": _grant,
    "refuse": _refuse,
    "deliver": _deliver,
    "promise_later": _promise_later,
    "accept_tolerantly": _accept_tolerantly,
    "supply_later": _supply_later,
    "allow_second_notice": _allow_second_notice,
    "withdraw_promise": _withdraw_promise,
    "check_commitment": _check_commitment,
    "check_rectification": _check_rectification,
    "revoke_for_breach": _revoke_for_breach,
    **BESIDE_DEEDS,
    **SURVEY_DEEDS,
    **LATER_DEEDS,
    "withdraw": _withdraw,
    "wait": _wait,
}
