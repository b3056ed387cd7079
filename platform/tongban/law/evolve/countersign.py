"""A signature was asked for, and given (会签)."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case, Signature, StepRecord
from tongban.law.evolve.folding import folds
from tongban.law.evolve.replacing import replace


@folds(happened.CountersignAsked)
def _asked(case: Case, event: happened.CountersignAsked) -> Case:
    asked = Signature(event.step, event.role, event.person, event.reason)
    return replace(case, signatures=(*case.signatures, asked))


@folds(happened.Countersigned)
def _signed(case: Case, event: happened.Countersigned) -> Case:
    """Fill the place that names the signer, else the first of the signer's role."""
    mine = case.signature_for(event.step, event.actor)
    record = StepRecord(event.step, event.actor, event.at, event.opinion)
    signed = tuple(replace(each, signed=record) if each is mine else each for each in case.signatures)
    return replace(case, signatures=signed)
