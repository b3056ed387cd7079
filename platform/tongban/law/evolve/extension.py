"""A limit was extended; a case stood still, went on, or ended without a decision."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case, CaseOutcome, Extension, Suspension
from tongban.law.evolve.folding import closed, folds, with_deadline
from tongban.law.evolve.replacing import replace


@folds(happened.ExtensionAsked)
def _asked(case: Case, event: happened.ExtensionAsked) -> Case:
    return replace(case, extension=Extension(event.span, event.reasons, event.actor, event.at))


@folds(happened.ExtensionDenied)
def _denied(case: Case, event: happened.ExtensionDenied) -> Case:
    assert case.extension is not None
    return replace(case, extension=replace(case.extension, denied_at=event.at))


@folds(happened.ExtensionApproved)
def _approved(case: Case, event: happened.ExtensionApproved) -> Case:
    assert case.extension is not None
    return replace(case, extension=replace(case.extension, approved_at=event.at))


@folds(happened.DeadlineExtended)
def _extended(case: Case, event: happened.DeadlineExtended) -> Case:
    old = case.deadline(event.deadline)
    new = replace(old, extended=event.by, extended_basis=event.basis, due=event.due, provisional=event.provisional)
    return with_deadline(case, replace(new, calendar_version=event.calendar_version))


@folds(happened.CaseSuspended)
def _suspended(case: Case, event: happened.CaseSuspended) -> Case:
    return replace(case, suspension=Suspension(event.ground, event.reasons, event.resume_when, event.at))


@folds(happened.CaseResumed)
def _resumed(case: Case, _event: happened.CaseResumed) -> Case:
    return replace(case, suspension=None)


@folds(happened.CaseTerminated)
def _terminated(case: Case, event: happened.CaseTerminated) -> Case:
    return closed(replace(case, end_reasons=event.reasons, suspension=None), CaseOutcome.TERMINATED, event)
