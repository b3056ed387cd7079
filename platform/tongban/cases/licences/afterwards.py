"""What happens to an outcome after it was given happens to its licence: suspended, revoked, renewed (XK 50, 69, 70).

That it has run out is read from its last day, so nothing is written for it.
"""

from __future__ import annotations

from tongban.cases.licences.issuing import Change, changes
from tongban.cases.licences.standing import CANCELLED, IN_FORCE, REVOKED, SUSPENDED
from tongban.law import events as happened


@changes(happened.OutcomeInForce)
def _in_force(event: happened.OutcomeInForce) -> Change:
    return Change(IN_FORCE, valid_until=event.valid_until, renewed=True)


@changes(happened.OutcomeSuspended)
def _suspended(event: happened.OutcomeSuspended) -> Change:
    return Change(SUSPENDED, event.reasons)


@changes(happened.OutcomeResumed)
def _resumed(_event: happened.OutcomeResumed) -> Change:
    return Change(IN_FORCE)


@changes(happened.OutcomeRevoked)
def _revoked(event: happened.OutcomeRevoked) -> Change:
    return Change(REVOKED, event.reasons)


@changes(happened.OutcomeCancelled)
def _cancelled(event: happened.OutcomeCancelled) -> Change:
    return Change(CANCELLED, event.reasons)


@changes(happened.OutcomeReissued)
def _reissued(event: happened.OutcomeReissued) -> Change:
    return Change(IN_FORCE, event.reasons)


@changes(happened.OutcomeRenewed)
def _renewed(event: happened.OutcomeRenewed) -> Change:
    return Change(IN_FORCE, valid_until=event.until, renewed=True)
