"""The fold itself."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from tongban.law import events as happened
from tongban.law.case import Case, MaterialState, State
from tongban.law.events import Event
from tongban.law.evolve.folding import FOLDS


def evolve(case: Case | None, event: Event) -> Case:
    """Give the case as it is after the event; only a submission begins one."""
    if isinstance(event, happened.CaseSubmitted):
        return _begin(event)
    if case is None:
        raise ValueError(f"a case begins with its submission, not with {event.kind}")
    return FOLDS[type(event)](case, event)


def replay(events: Iterable[Event]) -> Case:
    """Rebuild a case from its whole history; raise ValueError for an empty one."""
    case = reduce(evolve, events, None)
    if case is None:
        raise ValueError("a history without events has no case")
    return case


def _begin(event: happened.CaseSubmitted) -> Case:
    return Case(
        number=event.number,
        tenant=event.tenant,
        item=event.item,
        version=event.version,
        definition_hash=event.definition_hash,
        state=State.SUBMITTED,
        channel=event.channel,
        applicant=event.applicant,
        answers=event.answers,
        materials=tuple(
            MaterialState(each.material, files=each.files, taken_from=each.taken_from) for each in event.materials
        ),
        submitted_at=event.at,
        received_on=event.received_on,
    )
