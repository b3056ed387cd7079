"""A document was ordered."""

from __future__ import annotations

from dataclasses import replace

from tongban.law import events as happened
from tongban.law.case import Case
from tongban.law.evolve.folding import folds


@folds(happened.NoticeOrdered)
def _notice(case: Case, event: happened.NoticeOrdered) -> Case:
    return replace(case, notices=(*case.notices, event.notice))
