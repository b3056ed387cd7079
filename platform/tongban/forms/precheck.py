"""The pre-check: what the reviewer's checklist would find, shown before submitting (7 §21; F6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tongban.conditions import Expression, evaluate
from tongban.definitions.model import Definition, Step
from tongban.fields import EMPTY, Typed
from tongban.forms.answers import Answers
from tongban.forms.checking import check
from tongban.forms.finding import Finding
from tongban.forms.materials import Supplied, supplied_by_id
from tongban.forms.standing import Standing, Values, stand


@dataclass(frozen=True, slots=True)
class ReviewPoint:
    """One point that a person will look at: of a step (审查要点) or of a material (受理标准)."""

    where: str  # name of the step or material
    text: str
    material: str = ""  # id, where it is a criterion of a material
    handed_in: bool = True
    holds: bool | None = None  # what the answers say of it; None where only a person can tell, or not yet
    remedy: str = ""  # what the applicant can do about it
    about: tuple[str, ...] = ()  # ids of the fields and materials it looks at


@dataclass(frozen=True, slots=True)
class Precheck:
    """What stands in the way, what may follow later, and what people will look at; the same points serve both."""

    missing: tuple[Finding, ...]
    may_follow: tuple[Finding, ...]  # 容缺 (335 §19)
    points: tuple[ReviewPoint, ...]

    @property
    def doubtful(self) -> tuple[ReviewPoint, ...]:
        """Give the points that the answers already fail; the reviewer will see the same, and decides."""
        return tuple(each for each in self.points if each.holds is False)

    @property
    def in_order(self) -> tuple[ReviewPoint, ...]:
        """Give the points that the answers already meet."""
        return tuple(each for each in self.points if each.holds is True)

    @property
    def to_be_seen(self) -> tuple[ReviewPoint, ...]:
        """Give the points that only a person can judge: of the steps, and of the materials handed in."""
        return tuple(each for each in self.points if each.holds is None and (not each.material or each.handed_in))

    @property
    def ready(self) -> bool:
        return not self.missing


def precheck(
    definition: Definition,
    answers: Answers,
    materials: Iterable[Supplied | str] = (),
    today: date | None = None,
    *,
    typed: Typed = EMPTY,
) -> Precheck:
    """Check as the window would, and list the points that the reviewer will go through in this situation."""
    handed = tuple(materials)
    findings = check(definition, answers, handed, today, typed=typed)
    later = tuple(each for each in findings if each.code == "missing_may_follow")
    points = review_points(definition, stand(definition, answers), frozenset(supplied_by_id(handed)))
    return Precheck(tuple(each for each in findings if each not in later), later, points)


def review_points(
    definition: Definition, standing: Standing, handed_in: frozenset[str] = frozenset()
) -> tuple[ReviewPoint, ...]:
    """Give the criteria of the materials and the points of the steps that apply."""
    criteria = tuple(
        ReviewPoint(each.name, text, each.id, each.id in handed_in)
        for each in definition.materials
        if standing.holds(each.when)
        for text in each.criteria
    )
    steps = (each for each in definition.process if each.decides or standing.holds(each.when))
    return (*criteria, *(point for each in steps for point in step_points(each, standing.values)))


def step_points(step: Step, values: Values) -> tuple[ReviewPoint, ...]:
    """Give the points of one step, with what the answers say of those that say how they are judged."""
    return tuple(
        ReviewPoint(step.name, each.text, holds=_judged(each.holds, values), remedy=each.remedy, about=each.about)
        for each in step.points
    )


def _judged(holds: Expression | None, values: Values) -> bool | None:
    result = None if holds is None else evaluate(holds, values)
    return result if isinstance(result, bool) else None
