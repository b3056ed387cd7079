"""Record a run as an example: what was done becomes `then`, what came of it becomes `expect` (C7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tongban.assurance.play import answers_of
from tongban.assurance.simulate.script import plain_script
from tongban.assurance.simulate.session import Simulation, Stage, run
from tongban.assurance.simulate.written import as_written
from tongban.definitions import write_yaml
from tongban.definitions.examples import Deed, Example
from tongban.errors import TongbanError
from tongban.law import Case, DeadlineKind, applicable

HEAD = "# Recorded from a run of the simulation: the applicant is made up.\n"


def record(simulation: Simulation, title: str) -> str:
    """Write a run as the text of `examples/<name>.yaml`. Raises TongbanError where it cannot be told as one."""
    if not title.strip():
        raise TongbanError("请给示例起一个标题，写明办理情形和结果。")
    script, case = recorded(simulation)
    end = expected(simulation.stage, script, case)
    return HEAD + write_yaml({"title": title.strip(), **plain_script(script), "expect": end})


def recorded(simulation: Simulation) -> tuple[Example, Case]:
    """Give the script as an author would write it, and the case to which it leads when it is played again.

    Waiting before a deed becomes that deed's `after`; the clock's hours differ by that, so it is played once more.
    """
    script = simulation.script
    situation, answers = as_written(simulation.stage.definition, answers_of(script, simulation.stage.definition))
    tidy = replace(script, situation=situation, answers=answers, then=_without_waits(script.then))
    again = run(simulation.stage, tidy)
    if again.refused is not None:
        raise TongbanError(f"按录下的步骤重新办理时被拒绝：{again.refused.message}", article=again.refused.article)
    return tidy, again.case


def _without_waits(deeds: Sequence[Deed]) -> tuple[Deed, ...]:
    found: list[Deed] = []
    waited = 0
    for deed in deeds:
        waited += deed.after
        if deed.do != "wait":
            found.append(replace(deed, after=waited))
            waited = 0
    return (*found, Deed("wait", after=waited)) if waited else tuple(found)


def expected(stage: Stage, script: Example, case: Case) -> dict[str, Any]:
    """Say what came of a script as `expect` says it; materials are those asked for when the application was made."""
    definition, zone = stage.definition, stage.rulebook.timezone
    promise = [each for each in case.deadlines if each.kind is DeadlineKind.PROMISE]
    values = applicable.situation(definition, answers_of(script, definition), script.applicant.kind)
    found: dict[str, Any] = {"state": case.state.value}
    if case.outcome is not None:
        found["outcome"] = case.outcome.value
    if promise and promise[-1].due is not None:
        found["promise_due"] = promise[-1].due.astimezone(zone).date().isoformat()
    found["notices"] = list(case.notices)
    found["materials"] = [each.id for each in applicable.demanded(definition, values)]
    return found
