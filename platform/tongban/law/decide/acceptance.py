"""Acceptance and non-acceptance (受理, 不予受理): 335 §17, §18, §20."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tongban.definitions.model import Span
from tongban.law import applicable
from tongban.law import events as happened
from tongban.law.case import DeadlineKind, DeadlineStatus, DeclineGround, DeficiencyKind, MaterialVerdict, State
from tongban.law.commands import Accept, Decline
from tongban.law.deadlines import count_span, resumed
from tongban.law.decide.fees import assess
from tongban.law.decide.material_check import deficient, record_verdicts, require_complete
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.refusals import Refused

INTAKE_KINDS = (DeadlineKind.ONLINE_REVIEW, DeadlineKind.WINDOW_INTAKE)
ON_THE_SPOT = Span(0)  # the same day
#: what else begins when the turn of steps comes: desks, signatures; each path enters its own
AT_THE_BEGINNING: list[Callable[[Proceeding], None]] = []
#: why an application is not accepted, as its notice says it (licensing law art. 32)
GROUNDS = {
    DeclineGround.NOT_REQUIRED: "申请事项依法不需要办理。",
    DeclineGround.NOT_COMPETENT: "申请事项不属于本机关职权范围。",
    DeclineGround.NOT_ALLOWED: "申请事项不符合法律法规、国家有关政策规定。",
    DeclineGround.STILL_DEFICIENT: "申请材料经一次性告知补正后仍不齐全或者不符合法定形式。",
}


@decides(Accept)
def accept(proceeding: Proceeding, command: Accept) -> None:
    """Accept a complete application and give notice of it (335 §17)."""
    proceeding.require_state("受理", "335 §17", State.SUBMITTED)
    proceeding.require_role("受理", "335 §15, §16")
    record_verdicts(proceeding, command.verdicts)
    require_complete(proceeding)
    proceeding.end(DeadlineStatus.MET, *INTAKE_KINDS)
    take_in(proceeding, proceeding.today)


def accept_by_deciding(proceeding: Proceeding, verdicts: tuple[MaterialVerdict, ...]) -> None:
    """Accept what is decided on the spot, without a notice where the rulebook allows it (335 §17, §25; ORD §15)."""
    if proceeding.case.state is State.SUBMITTED and proceeding.definition.on_the_spot:
        proceeding.require_hold()
        record_verdicts(proceeding, verdicts)
        require_complete(proceeding)
        proceeding.end(DeadlineStatus.MET, *INTAKE_KINDS)
        take_in(proceeding, proceeding.today, on_the_spot=True)


def take_in(
    proceeding: Proceeding, accepted_on: date, *, deemed: bool = False, on_the_spot: bool = False, **own: object
) -> None:
    """Record acceptance as of a day and start both clocks from it; `own` are values of its notice."""
    stages = applicable.stages(proceeding.definition, proceeding.values)
    proceeding.record(
        happened.CaseAccepted(
            accepted_on=accepted_on, deemed=deemed, on_the_spot=on_the_spot, stages=stages, **proceeding.stamp()
        )
    )
    _start_clocks(proceeding, accepted_on)
    start_step_clocks(proceeding)
    if not on_the_spot or proceeding.rulebook.acceptance_notice_on_the_spot.holds:
        proceeding.order("acceptance_notice", **own)
    if not on_the_spot:  # what is decided in the same breath is not charged: a grant has it accepted first
        assess(proceeding)


def start_step_clocks(proceeding: Proceeding) -> None:
    """Open the limits of the steps whose turn it is, where they have one of their own and it does not run yet."""
    for each in proceeding.case.open_steps:
        step = proceeding.definition.step(each)
        if step.within is not None and proceeding.case.open_deadline(DeadlineKind.STEP, each) is None:
            basis = f"办理流程“{step.name}”环节时限"
            if proceeding.definition.internal:  # offices' limits are the regulation's own, which the step cites
                basis = step.standard or basis
            proceeding.open(DeadlineKind.STEP, step.within, proceeding.today, basis, each)
    for begin in AT_THE_BEGINNING:
        begin(proceeding)


def _start_clocks(proceeding: Proceeding, accepted_on: date) -> None:
    time, later = proceeding.definition.time, proceeding.case.later
    if not (later and later.is_open and proceeding.rulebook.promise_waits_for_later_materials.holds):
        start_promise(proceeding, accepted_on)
    if time.statutory is not None:
        proceeding.open(DeadlineKind.STATUTORY, time.statutory, accepted_on, time.statutory_note or "法定办结时限")


def start_promise(proceeding: Proceeding, anchor: date) -> None:
    """Start the promised time; from a day after acceptance it never ends later than the statutory limit (335 §25)."""
    time, rulebook = proceeding.definition.time, proceeding.rulebook
    promise = ON_THE_SPOT if time.promise is None else time.promise
    basis = rulebook.promise_below_statutory.article
    if proceeding.definition.internal:
        basis = time.statutory_note or basis
    statutory, accepted_on = proceeding.case.open_deadline(DeadlineKind.STATUTORY), proceeding.case.accepted_on
    if statutory is not None and accepted_on is not None:
        # one that stands still is held against as if it went on today: both will stand still from now on
        due = statutory.due or resumed(statutory, proceeding.today, proceeding.calendar, proceeding.zone).moment
        last = due.astimezone(proceeding.zone).date()
        while anchor > accepted_on and count_span(promise, anchor, proceeding.calendar).last_day > last:
            anchor -= timedelta(days=1)
    proceeding.open(DeadlineKind.PROMISE, promise, anchor, basis)


@decides(Decline)
def decline(proceeding: Proceeding, command: Decline) -> None:
    """Do not accept, with reasons and, where another authority is competent, where to go (335 §20)."""
    proceeding.require_state("作出不予受理决定", "335 §20", State.SUBMITTED)
    proceeding.require_role("作出不予受理决定", "335 §15, §16")
    require_text(command.reasons, "no_reasons", "不予受理应当说明理由，请填写理由。", "335 §20")
    ground = command.ground or (DeclineGround.NOT_COMPETENT if command.where_to_go else DeclineGround.NOT_ALLOWED)
    _check_ground(proceeding, ground, command.where_to_go)
    proceeding.record(
        happened.CaseDeclined(
            ground=ground, reasons=command.reasons, where_to_go=command.where_to_go, **proceeding.stamp()
        )
    )
    proceeding.end(DeadlineStatus.MET, *INTAKE_KINDS)
    proceeding.order("non_acceptance_notice", ground=GROUNDS[ground])


def _check_ground(proceeding: Proceeding, ground: DeclineGround, where_to_go: str) -> None:
    if ground is DeclineGround.NOT_COMPETENT:
        message = "不属于本部门职权范围的，应当告知申请人向哪个部门申请，请填写。"
        require_text(where_to_go, "no_where_to_go", message, "335 §20; 行政许可法 §32")
    if ground is DeclineGround.STILL_DEFICIENT and not _still_deficient(proceeding):
        message = "没有经一次性告知后仍不符合要求的材料，不能以此为由不予受理；材料有欠缺的，应当先一次性告知。"
        raise Refused("not_still_deficient", message, "335 §18")


def _still_deficient(proceeding: Proceeding) -> bool:
    """Tell whether something that the notice named is still wanting; of a field, only the clerk can tell."""
    notice = proceeding.case.supplement
    if notice is None:
        return False
    lacking = {
        each.id
        for each in (
            *applicable.missing(proceeding.case, proceeding.definition, proceeding.values),
            *deficient(proceeding),
        )
    }
    return any(each.kind is DeficiencyKind.FIELD or each.id in lacking for each in notice.deficiencies)
