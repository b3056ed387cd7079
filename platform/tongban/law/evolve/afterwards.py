"""An outcome lives on after its case (XK 50, 69, 70)."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case, Corrected, Hearing, OutcomeLife, OutcomeState
from tongban.law.evolve.folding import folds
from tongban.law.evolve.replacing import replace


@folds(happened.OutcomeInForce)
def _in_force(case: Case, event: happened.OutcomeInForce) -> Case:
    return replace(case, life=OutcomeLife(OutcomeState.IN_FORCE, event.at, event.from_day, event.valid_until))


@folds(happened.OutcomeSuspended)
def _suspended(case: Case, event: happened.OutcomeSuspended) -> Case:
    return _now(case, OutcomeState.SUSPENDED, event, event.reasons)


@folds(happened.OutcomeResumed)
def _resumed(case: Case, event: happened.OutcomeResumed) -> Case:
    return _now(case, OutcomeState.IN_FORCE, event, event.reasons)


@folds(happened.OutcomeCorrected)
def _corrected(case: Case, event: happened.OutcomeCorrected) -> Case:
    corrected = Corrected(event.document, event.number, event.corrections)
    case = replace(case, corrected=(*case.corrected, corrected))
    if case.life is None:
        return case
    return replace(case, life=replace(case.life, corrections=case.life.corrections + 1))


@folds(happened.RevocationTold)
def _told(case: Case, event: happened.RevocationTold) -> Case:
    return replace(case, life=replace(_life(case), hearing=Hearing(event.ground, event.reasons, event.at)))


@folds(happened.HearingAsked)
def _asked(case: Case, event: happened.HearingAsked) -> Case:
    return replace(case, life=replace(_life(case), hearing=replace(_hearing(case), asked_at=event.at)))


@folds(happened.HearingWaived)
def _waived(case: Case, _event: happened.HearingWaived) -> Case:
    return replace(case, life=replace(_life(case), hearing=replace(_hearing(case), over=True)))


@folds(happened.HearingHeld)
def _held(case: Case, event: happened.HearingHeld) -> Case:
    return replace(case, life=replace(_life(case), hearing=replace(_hearing(case), record=event.record)))


@folds(happened.RevocationDropped)
def _dropped(case: Case, _event: happened.RevocationDropped) -> Case:
    return replace(case, life=replace(_life(case), hearing=None))


@folds(happened.OutcomeRevoked)
def _revoked(case: Case, event: happened.OutcomeRevoked) -> Case:
    return _now(case, OutcomeState.REVOKED, event, event.reasons)


@folds(happened.OutcomeCancelled)
def _cancelled(case: Case, event: happened.OutcomeCancelled) -> Case:
    return _now(case, OutcomeState.CANCELLED, event, event.reasons)


@folds(happened.OutcomeReissued)
def _reissued(case: Case, event: happened.OutcomeReissued) -> Case:
    life = _life(case)
    return replace(case, life=replace(life, reissues=life.reissues + 1, reissued_at=event.at))


@folds(happened.RenewalAsked)
def _renewal_asked(case: Case, event: happened.RenewalAsked) -> Case:
    return replace(case, life=replace(_life(case), renewal_asked_at=event.at))


@folds(happened.RenewalRefused)
def _renewal_refused(case: Case, _event: happened.RenewalRefused) -> Case:
    return replace(case, life=replace(_life(case), renewal_asked_at=None))


@folds(happened.OutcomeRenewed)
def _renewed(case: Case, event: happened.OutcomeRenewed) -> Case:
    life = _life(case)
    renewed = replace(life, valid_until=event.until, renewal_asked_at=None, renewals=life.renewals + 1)
    return replace(case, life=renewed)


@folds(happened.OutcomeExpired)
def _expired(case: Case, event: happened.OutcomeExpired) -> Case:
    return _now(case, OutcomeState.EXPIRED, event, "")


def _now(case: Case, state: OutcomeState, event: happened.Happened, reasons: str) -> Case:
    """Give the outcome another state; what was intended before, it settles."""
    life = _life(case)
    kept = life.hearing if state in (OutcomeState.IN_FORCE, OutcomeState.SUSPENDED) else None
    return replace(case, life=replace(life, state=state, since=event.at, reasons=reasons, hearing=kept))


def _life(case: Case) -> OutcomeLife:
    """Give the life of the outcome; an older history, decided before there was one, begins it with its decision."""
    if case.life is not None:
        return case.life
    assert case.decided_at is not None
    return OutcomeLife(OutcomeState.IN_FORCE, case.decided_at, case.decided_at.date(), None)


def _hearing(case: Case) -> Hearing:
    hearing = _life(case).hearing
    assert hearing is not None
    return hearing
