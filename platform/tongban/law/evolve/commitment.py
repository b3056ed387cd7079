"""Told and promised (ORD §31, §32): made, withdrawn, looked into, put right, revoked."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case, CommitmentRun, State
from tongban.law.evolve.folding import folds, with_notice_set_aside
from tongban.law.evolve.replacing import replace


@folds(happened.CommitmentMade)
def _made(case: Case, event: happened.CommitmentMade) -> Case:
    return replace(case, commitment=CommitmentRun(event.at))


@folds(happened.CommitmentWithdrawn)
def _withdrawn(case: Case, event: happened.CommitmentWithdrawn) -> Case:
    """Begin the review anew: what was accepted rested on the commitment."""
    case = with_notice_set_aside(case)
    return replace(
        case,
        commitment=replace(_run(case), withdrawn_at=event.at),
        answers=event.answers,
        state=State.SUBMITTED,
        received_on=event.received_on,
        accepted_at=None,
        accepted_on=None,
        acceptance_deemed=False,
        stages=(),
        open_steps=(),
        steps_done=(),
        specials=(),
        later=None,
        extension=None,
        suspension=None,
    )


@folds(happened.CommitmentChecked)
def _checked(case: Case, event: happened.CommitmentChecked) -> Case:
    run = replace(_run(case), result=event.result, findings=event.findings, checked_at=event.at)
    return replace(case, commitment=run)


@folds(happened.RectificationChecked)
def _rectification(case: Case, event: happened.RectificationChecked) -> Case:
    return replace(case, commitment=replace(_run(case), mended=event.mended, findings=event.findings))


@folds(happened.CommitmentRevoked)
def _revoked(case: Case, event: happened.CommitmentRevoked) -> Case:
    return replace(case, commitment=replace(_run(case), revoked_at=event.at))


def _run(case: Case) -> CommitmentRun:
    assert case.commitment is not None
    return case.commitment
