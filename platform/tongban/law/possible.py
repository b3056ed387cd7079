"""What may be done with a case now: every kind of command is tried on it, and the law itself answers.

Nothing here repeats a rule. A trial that is refused because it is another's turn, or the wrong state, is left out; one
that is refused for something that the same person can still mend (a material not yet checked), or that others still
owe (a signature), is given with the reason, so that a desk can say why not yet.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime

from tongban.calendars import WorkingCalendar
from tongban.definitions.model import Definition
from tongban.definitions.rulebook import Rulebook
from tongban.law import applicable
from tongban.law.case import Actor, Case, FeeRun, MaterialState, Payment, Verdict
from tongban.law.decide import decide
from tongban.law.promise_trials import AS_IT_STANDS
from tongban.law.refusals import Refusal
from tongban.law.trials import OF_A_STEP, SOMETHING, TRIALS, Action, Trial

#: refusals that the same person can mend now, or the applicant by paying; any other means that the act is not theirs
#: to do, or not now
MENDABLE = frozenset({"not_all_checked", "incomplete", "still_deficient", "not_everything_named", "not_paid"})
#: refusals by which it is their turn, and something is waited for: signatures, other departments, promised materials,
#: the record of a survey
WAITED_FOR = frozenset({"countersign_missing", "opinion_missing", "later_owed", "not_recorded"})


@dataclass(frozen=True, slots=True)
class Possible:
    """One act that is possible now in one role. `not_yet` says what must be done first, and by which article."""

    action: Action
    role: str
    step: str | None = None  # the step that it is about
    not_yet: Refusal | None = None


def possible_actions(
    case: Case, definition: Definition, rulebook: Rulebook, calendar: WorkingCalendar, now: datetime,
    roles: Callable[[Action], Collection[str]], person: Actor | None = None,
) -> tuple[Possible, ...]:  # fmt: skip
    """List what somebody may do now; `roles` gives the roles in which they may try each act.

    Without a `person` it is anybody of the role, who holds no task and has done nothing.
    """
    ready, turns = _as_if_ready(case, definition), _open_steps(case, definition)
    found = []
    asking = person or Actor("trial", SOMETHING, "")
    for action in Action:
        for step in _about(action, turns):
            for role in sorted(roles(action)):
                actor = replace(asking, role=role)
                if action not in AS_IT_STANDS:
                    answer = _try(action, actor, step, ready, definition, rulebook, calendar, now)
                    if answer is not None and answer.code not in WAITED_FOR:
                        continue
                answer = _try(action, actor, step, case, definition, rulebook, calendar, now)
                if answer is None or answer.code in MENDABLE | WAITED_FOR:
                    found.append(Possible(action, role, step, answer))
                    break
    return tuple(found)


def _as_if_ready(case: Case, definition: Definition) -> Case:
    """Imagine that everything demanded is there and in order, and paid, to see whose turn it is."""
    there = tuple(replace(each, verdict=Verdict.OK) for each in case.materials)
    lacking = (MaterialState(each.id, verdict=Verdict.OK) for each in applicable.missing(case, definition))
    return replace(case, materials=(*there, *lacking), fees=_as_if_paid(case.fees))


def _as_if_paid(run: FeeRun | None) -> FeeRun | None:
    """Imagine the fee paid: that the applicant owes it is told with the act, and hides it from nobody (335 §27)."""
    if run is None or not run.unpaid:
        return run
    return replace(run, payments=(Payment(SOMETHING, run.total, "window", run.assessed_at),))


def _try(
    action: Action, actor: Actor, step: str | None, case: Case, definition: Definition, rulebook: Rulebook,
    calendar: WorkingCalendar, now: datetime,
) -> Refusal | None:  # fmt: skip
    """Give None where some trial of the act is allowed, else the last refusal."""
    refusal: Refusal | None = Refusal("nothing_to_try", "现在没有可以办理的内容。")
    day = calendar.add_working_days(now.astimezone(rulebook.timezone).date(), 1)
    for command in TRIALS[action](Trial(actor, case, definition, step, day)):
        answer = decide(case, command, definition, rulebook, calendar, now)
        if not isinstance(answer, Refusal):
            return None
        refusal = answer
    return refusal


def _about(action: Action, turns: tuple[str, ...]) -> tuple[str | None, ...]:
    """List the steps that an act may be about: each whose turn it is, for what is done to a step; else the first."""
    return turns if action in OF_A_STEP and turns else (turns[0] if turns else None,)


def _open_steps(case: Case, definition: Definition) -> tuple[str, ...]:
    """List the steps whose turn it is; of a case not yet accepted, those that would be."""
    if case.accepted_at is not None:
        return case.open_steps
    first = applicable.stages(definition, applicable.values_of(case, definition))
    return first[0] if first else ()
