"""A task went to somebody, or somebody stepped aside (335 §16, §21)."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case, Holding, How, Recusal
from tongban.law.evolve.folding import folds
from tongban.law.evolve.replacing import replace


@folds(happened.TaskAssigned)
def _assigned(case: Case, event: happened.TaskAssigned) -> Case:
    others = tuple(each for each in case.holdings if each.work != event.work)
    if not event.desk and event.person is None:
        return replace(case, holdings=others)
    holding = Holding(event.work, event.desk, event.person, taken_over=event.how is How.TAKEN_OVER)
    return replace(case, holdings=(*others, holding))


@folds(happened.Recused)
def _recused(case: Case, event: happened.Recused) -> Case:
    recusal = Recusal(event.actor.id, event.actor.name, event.reason, event.at)
    return replace(case, recusals=(*case.recusals, recusal))
