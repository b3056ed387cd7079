"""A document was ordered."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case
from tongban.law.evolve.folding import folds
from tongban.law.evolve.replacing import replace


@folds(happened.NoticeOrdered)
def _notice(case: Case, event: happened.NoticeOrdered) -> Case:
    return replace(case, notices=(*case.notices, event.notice))
