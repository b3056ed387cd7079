"""Play an example on paper: the pure law on a virtual calendar, and how it differs from what the example expects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tongban import forms
from tongban.assurance.answering import wrong_answers
from tongban.assurance.cast import Cast
from tongban.assurance.moves import moves, submission
from tongban.calendars import WorkingCalendar
from tongban.definitions import Definition, Workspace
from tongban.definitions.examples import Example
from tongban.definitions.rulebook import Rulebook
from tongban.errors import NotFound
from tongban.law import (
    Actor,
    Applicant,
    Case,
    DeadlineKind,
    Event,
    Refusal,
    applicable,
    decide,
    evolve,
)
from tongban.law.commands import Command
from tongban.law.numbers import format_case_number

_NAMES = {"window_clerk": "窗口人员", "reviewer": "审查人员", "chief_representative": "首席代表"}


@dataclass(frozen=True, slots=True)
class Surprise:
    """One way in which the play came out differently: what was expected, what came, in Chinese."""

    what: str
    expected: str
    came: str

    def __str__(self) -> str:
        return f"{self.what}：应为“{self.expected}”，实为“{self.came}”"


@dataclass(frozen=True, slots=True)
class Played:
    """An example played to its end."""

    case: Case
    events: tuple[Event, ...]
    surprises: tuple[Surprise, ...]


def paper_cast(example: Example) -> Cast:
    """Give the example's applicant, and one member of staff for each role."""
    applicant = Applicant("example-applicant", example.applicant.kind, example.applicant.name)
    return Cast(applicant, lambda role: Actor(f"example-{role}", _NAMES.get(role, role), role))


def answers_of(example: Example, definition: Definition) -> dict[str, object]:
    """Read the example's answers and give them in the JSON form that a case keeps."""
    return forms.dump(definition, forms.written(definition, {**example.situation, **example.answers}))


def play(example: Example, definition: Definition, rulebook: Rulebook, calendar: WorkingCalendar) -> Played:
    """Play the example; a refusal on the way is a surprise that ends it."""
    cast, answers = paper_cast(example), answers_of(example, definition)
    number = format_case_number("500000", example.begin.date(), 1)
    at, first = submission(example, cast, answers, number, 1, rulebook)
    case: Case | None = None
    events: list[Event] = []
    command: Command = first

    refused = [Surprise("申请表", "填写正确", told) for told in wrong_answers(example, definition)]
    story = moves(example, definition, calendar, cast, at)
    while True:
        answer = decide(case, command, definition, rulebook, calendar, at)
        if isinstance(answer, Refusal):
            refused.append(Surprise(f"{at:%Y-%m-%d} {type(command).__name__}", "准许", answer.message))
            break
        events += answer
        for event in answer:
            case = evolve(case, event)
        move = next(story, None)
        if move is None or case is None:
            break
        at, command = move.at, move.command(case)
    if case is None:
        raise AssertionError(f"{example.path}: {refused[-1]}")
    return Played(case, tuple(events), (*refused, *_surprises(example, definition, case, answers)))


def _surprises(
    example: Example, definition: Definition, case: Case, answers: dict[str, object]
) -> tuple[Surprise, ...]:
    expect = example.expect
    values = applicable.situation(definition, answers, example.applicant.kind)
    compared = (
        ("状态", expect.state, case.state.value),
        ("结果", expect.outcome, case.outcome.value if case.outcome else None),
        ("承诺期限", expect.promise_due, _promise_due(case) if expect.promise_due else None),
        ("文书", expect.notices, case.notices if expect.notices is not None else None),
        (
            "材料",
            expect.materials,
            tuple(each.id for each in applicable.demanded(definition, values))
            if expect.materials is not None
            else None,
        ),
    )
    return tuple(Surprise(what, str(wanted), str(came)) for what, wanted, came in compared if wanted != came)


def _promise_due(case: Case) -> date | None:
    rows = [each for each in case.deadlines if each.kind is DeadlineKind.PROMISE]
    return rows[-1].due.date() if rows and rows[-1].due else None


def examples(workspace: Workspace, item: str | None = None) -> tuple[Example, ...]:
    """List the examples of one item, or of all; an unknown item is refused."""
    if item is not None and item not in workspace.items:
        raise NotFound(f"没有可用的事项“{item}”。")
    found = workspace.examples.items()
    return tuple(each for name, group in sorted(found) if item in (None, name) for each in group)


def stage_of(workspace: Workspace, example: Example) -> str:
    """Say at which claimant an example is played: the one it names, else the first whose limits are the item's own."""
    if example.tenant is not None:
        return example.tenant
    claimants = workspace.claimants(example.item)
    if not claimants:
        raise NotFound(f"事项“{example.item}”还没有租户认领，示例“{example.path}”无处可演。")
    own = workspace.resolve(example.item).data["time"]
    same = (each for each in claimants if workspace.resolve(example.item, each).data["time"] == own)
    return next(same, claimants[0])
