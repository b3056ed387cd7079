"""Another department was asked, and answered, or let its time pass (335 §24)."""

from __future__ import annotations

from tongban.law import events as happened
from tongban.law.case import Case, Opinion, Reply
from tongban.law.evolve.folding import folds
from tongban.law.evolve.replacing import replace


@folds(happened.OpinionAsked)
def _asked(case: Case, event: happened.OpinionAsked) -> Case:
    asked = Opinion(event.opinion, event.step, event.department, event.name, event.question, event.actor, event.at)
    return replace(case, opinions=(*case.opinions, asked))


@folds(happened.OpinionGiven)
def _given(case: Case, event: happened.OpinionGiven) -> Case:
    reply = Reply(event.actor, event.at, event.objects, event.text, event.silent)
    answered = (replace(each, reply=reply) if each.id == event.opinion else each for each in case.opinions)
    return replace(case, opinions=tuple(answered))
