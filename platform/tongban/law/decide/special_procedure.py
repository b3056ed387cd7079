"""Special procedures (特殊程序): announced in writing with their time; the rulebook says which clocks they stop.

335 §25(2) has them done within the promise; licensing law art. 45 leaves them out of the statutory limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tongban.definitions.model import Span, SpecialProcedure, Step
from tongban.law import events as happened
from tongban.law.case import DeadlineKind, DeadlineStatus, State
from tongban.law.commands import EndSpecialProcedure, StartSpecialProcedure
from tongban.law.deadlines import count_span
from tongban.law.decide.proceeding import Proceeding, decides
from tongban.law.decide.steps import advance, require_opinion, require_turn
from tongban.law.decide.stopping import let_run, stop
from tongban.law.decide.survey import require_survey
from tongban.law.notice_values import procedure_name, span_in_chinese
from tongban.law.refusals import Refused

ARTICLE = "335 §25; ORD §41"
CLOCK_NAMES = {DeadlineKind.PROMISE: "承诺办结期限", DeadlineKind.STATUTORY: "法定办结期限"}
SPECIAL_BASIS = "《中华人民共和国行政许可法》第四十五条"


@decides(StartSpecialProcedure)
def start_special_procedure(proceeding: Proceeding, command: StartSpecialProcedure) -> None:
    """Begin the procedure, stop the clocks that stop for it, and tell the applicant its time."""
    proceeding.require_state("开始特殊程序", ARTICLE, State.ACCEPTED)
    step = require_turn(proceeding, command.step)
    procedure = step.special_procedure
    if procedure is None:
        raise Refused("no_special_procedure", f"“{step.name}”没有设定特殊程序，期限不能因此暂停。", ARTICLE)
    if proceeding.case.special_of(step.id) is not None:
        raise Refused("already_started", f"“{step.name}”的特殊程序已经开始。", ARTICLE)
    announced = command.announced or procedure.maximum
    _check_time(proceeding, procedure, announced)
    proceeding.record(
        happened.SpecialProcedureStarted(
            step=step.id, procedure=procedure.kind, announced=announced, **proceeding.stamp()
        )
    )
    _pause(proceeding, procedure)
    proceeding.open(DeadlineKind.SPECIAL_PROCEDURE, announced, proceeding.today, SPECIAL_BASIS, step.id)
    _tell(proceeding, procedure)


@decides(EndSpecialProcedure)
def end_special_procedure(proceeding: Proceeding, command: EndSpecialProcedure) -> None:
    """End the procedure; its clocks run again from this day, and its step is done."""
    proceeding.require_state("结束特殊程序", ARTICLE, State.ACCEPTED)
    step = require_turn(proceeding, command.step)
    if proceeding.case.special_of(step.id) is None:
        raise Refused("not_started", f"“{step.name}”的特殊程序还没有开始。", ARTICLE)
    require_opinion(command.opinion, step)
    not_held = command.not_held.strip()
    require_survey(proceeding, step, not_held)
    proceeding.record(
        happened.SpecialProcedureEnded(step=step.id, opinion=command.opinion, not_held=not_held, **proceeding.stamp())
    )
    _end_own_limit(proceeding, step)
    let_stopped_run(proceeding)
    advance(proceeding, step, command.opinion)


def _end_own_limit(proceeding: Proceeding, step: Step) -> None:
    limit = proceeding.case.open_deadline(DeadlineKind.SPECIAL_PROCEDURE, step.id)
    if limit is not None:
        proceeding.record(happened.DeadlineClosed(deadline=limit.id, status=DeadlineStatus.MET, **proceeding.stamp()))


def _tell(proceeding: Proceeding, procedure: SpecialProcedure) -> None:
    """Tell in writing why, how long, which clocks it stops, and what the item adds (ORD §41; XK 45)."""
    basis = procedure.basis
    where = basis.article or (f"（{basis.number}）" if basis.number else "") if basis else ""
    proceeding.order(
        "special_procedure_notice",
        procedure_basis=f"《{basis.law}》{where}" if basis else "",
        procedure_note=procedure.notice,
        counting="".join(_counting(proceeding, procedure)),
    )


def _counting(proceeding: Proceeding, procedure: SpecialProcedure) -> Iterator[str]:
    for kind in (DeadlineKind.PROMISE, DeadlineKind.STATUTORY):
        if proceeding.case.open_deadline(kind) is not None:
            effect = _effect(proceeding, procedure, kind)
            does = "不计入" if effect.stops else "计入"
            yield f"依照{proceeding.rulebook.own_article(effect.article)}的规定，上述时间{does}{CLOCK_NAMES[kind]}。"


def _check_time(proceeding: Proceeding, procedure: SpecialProcedure, announced: Span) -> None:
    asked = count_span(announced, proceeding.today, proceeding.calendar).last_day
    allowed = count_span(procedure.maximum, proceeding.today, proceeding.calendar).last_day
    if announced.amount < 1 or asked > allowed:
        most = span_in_chinese(procedure.maximum)
        raise Refused("too_long", f"{procedure_name(procedure.kind)}所需时间应在办事指南公布的{most}以内。", ARTICLE)


@dataclass(frozen=True, slots=True)
class _Effect:
    """Whether a procedure stops a clock, and by which article."""

    stops: bool
    article: str


def _effect(proceeding: Proceeding, procedure: SpecialProcedure, kind: DeadlineKind) -> _Effect:
    """Tell what a procedure does to a clock: as the item says, else as the jurisdiction does (335 §25; ORD §27)."""
    rulebook = proceeding.rulebook
    ways = {
        DeadlineKind.PROMISE: (procedure.clock.promise, rulebook.promise_stops_for_special_procedures),
        DeadlineKind.STATUTORY: (procedure.clock.statutory, rulebook.statutory_stops_for_special_procedures),
    }
    if kind not in ways:
        return _Effect(False, "")
    said, switch = ways[kind]
    basis = procedure.basis
    article = f"《{basis.law}》{basis.article}" if said and basis else switch.article
    return _Effect(said == "stops" if said else switch.holds, article)


def _pause(proceeding: Proceeding, procedure: SpecialProcedure) -> None:
    """Stop the running clocks that stop for it."""
    for each in proceeding.case.deadlines:
        effect = _effect(proceeding, procedure, each.kind)
        if effect.stops:
            stop(proceeding, each, f"{procedure_name(procedure.kind)}期间不计入", effect.article)


def stop_for_running(proceeding: Proceeding) -> None:
    """Stop a clock that begins while a procedure is under way, where the procedure stops it."""
    for each in proceeding.case.specials:
        procedure = proceeding.definition.step(each.step).special_procedure
        if procedure is not None:
            _pause(proceeding, procedure)


def let_stopped_run(proceeding: Proceeding) -> None:
    """Let the stopped clocks run again, but for those that another procedure still stops."""
    for each in proceeding.case.deadlines:
        if each.status is DeadlineStatus.PAUSED and not _still_stopped(proceeding, each.kind):
            let_run(proceeding, each)


def _still_stopped(proceeding: Proceeding, kind: DeadlineKind) -> bool:
    running = (proceeding.definition.step(each.step).special_procedure for each in proceeding.case.specials)
    return any(_effect(proceeding, each, kind).stops for each in running if each is not None)
