"""A case stands still (中止), goes on (恢复), or ends without a decision (终止): ORD §39; 335 §25, §26.

Only on the grounds that are listed. While it stands still no clock of it runs, and nothing is decided.
"""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import DeadlineKind, DeadlineStatus, State
from tongban.law.commands import ResumeCase, SuspendCase, TerminateCase
from tongban.law.decide.acceptance import AT_THE_BEGINNING
from tongban.law.decide.fees import settle_ended
from tongban.law.decide.proceeding import Proceeding, decides, require_text
from tongban.law.decide.special_procedure import let_stopped_run
from tongban.law.decide.stopping import require_going_on, stop
from tongban.law.grounds import SUSPENSION, TERMINATION
from tongban.law.notice_values import in_chinese
from tongban.law.refusals import Refused

ARTICLE = "335 §25"
ENDING = "335 §26"
CHIEF = frozenset({"chief_representative"})


@decides(SuspendCase)
def suspend_case(proceeding: Proceeding, command: SuspendCase) -> None:
    """Let the case stand still, stop its clocks and tell the applicant why and until when."""
    proceeding.require_state("中止办理", ARTICLE, State.ACCEPTED)
    proceeding.require_role("中止办理", ARTICLE, CHIEF)
    require_going_on(proceeding)
    require_text(command.reasons, "no_reasons", "中止办理应当说明理由。", ARTICLE)
    proceeding.record(
        happened.CaseSuspended(
            ground=command.ground,
            reasons=command.reasons,
            resume_when=command.resume_when.strip(),
            **proceeding.stamp(),
        )
    )
    stop_for_suspension(proceeding)
    proceeding.order(
        "suspension_notice",
        suspended_on=proceeding.today,
        reasons=f"{SUSPENSION[command.ground]}。{command.reasons}",
        resume_when=command.resume_when.strip().rstrip("。"),
    )


@decides(ResumeCase)
def resume_case(proceeding: Proceeding, command: ResumeCase) -> None:
    """Let the case go on: its clocks run again from today, but for what a special procedure still stops."""
    proceeding.require_state("恢复办理", ARTICLE, State.ACCEPTED)
    proceeding.require_role("恢复办理", ARTICLE, CHIEF)
    suspension = proceeding.case.suspension
    if suspension is None:
        raise Refused("not_suspended", "办件没有中止办理，不需要恢复。", ARTICLE)
    require_text(command.reasons, "no_reasons", "恢复办理应当说明中止的原因已经消除。", ARTICLE)
    proceeding.record(happened.CaseResumed(reasons=command.reasons, **proceeding.stamp()))
    let_stopped_run(proceeding)
    proceeding.order(
        "resumption_notice",
        suspended_on=suspension.since.astimezone(proceeding.zone).date(),
        resumed_on=proceeding.today,
        reasons=command.reasons,
    )


@decides(TerminateCase)
def terminate_case(proceeding: Proceeding, command: TerminateCase) -> None:
    """End the case without a decision on it; the notice carries the remedies."""
    proceeding.require_state("终止办理", ENDING, State.ACCEPTED, State.SUPPLEMENTING)
    proceeding.require_role("终止办理", ENDING, CHIEF)
    require_text(command.reasons, "no_reasons", "终止办理应当说明理由。", ENDING)
    proceeding.record(happened.CaseTerminated(ground=command.ground, reasons=command.reasons, **proceeding.stamp()))
    proceeding.end(DeadlineStatus.CANCELLED)
    proceeding.order("termination_notice", reasons=f"{TERMINATION[command.ground]}。{command.reasons}")
    settle_ended(proceeding)


def stop_for_suspension(proceeding: Proceeding) -> None:
    """Stop every clock that runs, while the case stands still; a reminder waits for what it reminds of."""
    suspension = proceeding.case.suspension
    if suspension is None:
        return
    bases = proceeding.rulebook.bases_of("suspension_notice", proceeding.definition.catalogue.kind)
    basis = "、".join(f"《{each.law}》{each.article}" for each in bases) or ARTICLE
    reason = f"自{in_chinese(suspension.since.astimezone(proceeding.zone))}起中止办理，期间不计入"
    for each in proceeding.case.deadlines:
        if each.kind is not DeadlineKind.SUPPLEMENT_REMINDER:
            stop(proceeding, each, reason, basis)


AT_THE_BEGINNING.append(stop_for_suspension)
