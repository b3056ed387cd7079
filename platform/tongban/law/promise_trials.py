"""What is tried of the acts about promises: accepted with gaps, told and promised, a second notice."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.law.case import CheckResult, HandedIn
from tongban.law.commands import (
    AcceptTolerantly,
    AllowSecondNotice,
    CheckCommitment,
    CheckRectification,
    Command,
    RevokeForBreach,
    SupplyLater,
)
from tongban.law.trials import SOMETHING, Action, Trial, tries

#: acts about what is missing or owed: they are tried on the case as it stands, not as if everything were there
AS_IT_STANDS = frozenset({Action.REQUEST_SUPPLEMENT, Action.ACCEPT_TOLERANTLY, Action.RECORD_PAYMENT})


@tries(Action.ACCEPT_TOLERANTLY)
def _accept_tolerantly(trial: Trial) -> Iterator[Command]:
    yield AcceptTolerantly(trial.actor, signed=True)


@tries(Action.SUPPLY_LATER)
def _supply_later(trial: Trial) -> Iterator[Command]:
    if trial.case.later is not None:
        yield from (SupplyLater(trial.actor, (HandedIn(each),)) for each in trial.case.later.owed[:1])


@tries(Action.ALLOW_SECOND_NOTICE)
def _allow_second_notice(trial: Trial) -> Iterator[Command]:
    yield AllowSecondNotice(trial.actor, SOMETHING)


@tries(Action.CHECK_COMMITMENT)
def _check_commitment(trial: Trial) -> Iterator[Command]:
    yield CheckCommitment(trial.actor, CheckResult.KEPT, SOMETHING)


@tries(Action.CHECK_RECTIFICATION)
def _check_rectification(trial: Trial) -> Iterator[Command]:
    yield CheckRectification(trial.actor, mended=True, findings=SOMETHING)


@tries(Action.REVOKE_FOR_BREACH)
def _revoke_for_breach(trial: Trial) -> Iterator[Command]:
    yield RevokeForBreach(trial.actor, SOMETHING)
