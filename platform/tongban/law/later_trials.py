"""What is tried of the acts about time, delivery, surveys and what was granted (XK 42–50, 69, 70; ORD §39, §55)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.law.case import (
    CancellationGround,
    Correction,
    FailureGround,
    ReissueGround,
    RevocationGround,
    SuspensionGround,
    TerminationGround,
)
from tongban.law.commands import (
    AnnounceDelivery,
    AppointSurvey,
    ApproveExtension,
    AskExtension,
    CancelOutcome,
    Command,
    CorrectOutcome,
    DenyExtension,
    DropRevocation,
    EndSpecialProcedure,
    GrantInPart,
    GrantRenewal,
    RecordFailedDelivery,
    RecordHearing,
    RecordSurvey,
    RefuseRenewal,
    ReissueOutcome,
    ResumeCase,
    ResumeOutcome,
    RevokeOutcome,
    SendResult,
    SuspendCase,
    SuspendOutcome,
    TellRevocation,
    TerminateCase,
)
from tongban.law.licences import made_up_entries
from tongban.law.trials import SOMETHING, Action, Trial, tries

ANOTHER = f"{SOMETHING}二"


@tries(Action.GRANT_IN_PART)
def _grant_in_part(trial: Trial) -> Iterator[Command]:
    entered = made_up_entries(trial.case, trial.definition)
    yield GrantInPart(trial.actor, (SOMETHING,), (ANOTHER,), SOMETHING, SOMETHING, entered=entered)


@tries(Action.ASK_EXTENSION)
def _ask_extension(trial: Trial) -> Iterator[Command]:
    yield AskExtension(trial.actor, SOMETHING)


@tries(Action.APPROVE_EXTENSION)
def _approve_extension(trial: Trial) -> Iterator[Command]:
    yield ApproveExtension(trial.actor)


@tries(Action.DENY_EXTENSION)
def _deny_extension(trial: Trial) -> Iterator[Command]:
    yield DenyExtension(trial.actor, SOMETHING)


@tries(Action.SUSPEND_CASE)
def _suspend_case(trial: Trial) -> Iterator[Command]:
    yield SuspendCase(trial.actor, SuspensionGround.FORCE_MAJEURE, SOMETHING)


@tries(Action.RESUME_CASE)
def _resume_case(trial: Trial) -> Iterator[Command]:
    yield ResumeCase(trial.actor, SOMETHING)


@tries(Action.TERMINATE_CASE)
def _terminate_case(trial: Trial) -> Iterator[Command]:
    yield TerminateCase(trial.actor, TerminationGround.GONE, SOMETHING)


@tries(Action.APPOINT_SURVEY)
def _appoint_survey(trial: Trial) -> Iterator[Command]:
    if trial.step is not None and trial.day is not None:
        yield AppointSurvey(trial.actor, trial.step, trial.day, SOMETHING, SOMETHING, (SOMETHING, ANOTHER))


@tries(Action.RECORD_SURVEY)
def _record_survey(trial: Trial) -> Iterator[Command]:
    for each in trial.case.surveys:
        if each.step == trial.step and not each.recorded:
            yield RecordSurvey(trial.actor, each.step, each.on, SOMETHING, each.surveyors)


@tries(Action.SURVEY_NOT_HELD)
def _survey_not_held(trial: Trial) -> Iterator[Command]:
    if trial.step is not None:
        yield EndSpecialProcedure(trial.actor, trial.step, SOMETHING, not_held=SOMETHING)


@tries(Action.SEND_RESULT)
def _send_result(trial: Trial) -> Iterator[Command]:
    yield SendResult(trial.actor, SOMETHING, SOMETHING)


@tries(Action.FAILED_DELIVERY)
def _failed_delivery(trial: Trial) -> Iterator[Command]:
    yield RecordFailedDelivery(trial.actor, FailureGround.NOBODY, SOMETHING, trial.definition.delivery[0])


@tries(Action.ANNOUNCE_DELIVERY)
def _announce_delivery(trial: Trial) -> Iterator[Command]:
    yield AnnounceDelivery(trial.actor, SOMETHING)


@tries(Action.CORRECT_OUTCOME)
def _correct_outcome(trial: Trial) -> Iterator[Command]:
    for document in trial.case.notices[:1]:
        yield CorrectOutcome(trial.actor, document, (Correction(SOMETHING, SOMETHING, ANOTHER),), SOMETHING)


@tries(Action.SUSPEND_OUTCOME)
def _suspend_outcome(trial: Trial) -> Iterator[Command]:
    yield SuspendOutcome(trial.actor, SOMETHING)


@tries(Action.RESUME_OUTCOME)
def _resume_outcome(trial: Trial) -> Iterator[Command]:
    yield ResumeOutcome(trial.actor, SOMETHING)


@tries(Action.TELL_REVOCATION)
def _tell_revocation(trial: Trial) -> Iterator[Command]:
    yield TellRevocation(trial.actor, RevocationGround.OTHER, SOMETHING)


@tries(Action.RECORD_HEARING)
def _record_hearing(trial: Trial) -> Iterator[Command]:
    yield RecordHearing(trial.actor, SOMETHING)


@tries(Action.DROP_REVOCATION)
def _drop_revocation(trial: Trial) -> Iterator[Command]:
    yield DropRevocation(trial.actor, SOMETHING)


@tries(Action.REVOKE_OUTCOME)
def _revoke_outcome(trial: Trial) -> Iterator[Command]:
    yield RevokeOutcome(trial.actor, SOMETHING)


@tries(Action.CANCEL_OUTCOME)
def _cancel_outcome(trial: Trial) -> Iterator[Command]:
    yield from (CancelOutcome(trial.actor, each, SOMETHING) for each in CancellationGround)


@tries(Action.REISSUE_OUTCOME)
def _reissue_outcome(trial: Trial) -> Iterator[Command]:
    yield ReissueOutcome(trial.actor, ReissueGround.LOST, SOMETHING)


@tries(Action.GRANT_RENEWAL)
def _grant_renewal(trial: Trial) -> Iterator[Command]:
    yield GrantRenewal(trial.actor, SOMETHING)


@tries(Action.REFUSE_RENEWAL)
def _refuse_renewal(trial: Trial) -> Iterator[Command]:
    yield RefuseRenewal(trial.actor, SOMETHING)
