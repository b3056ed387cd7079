"""The guide for one's own situation (办事指南, 335 §14): conditions in words, materials, steps, limits, labels."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.conditions import ALWAYS, UNKNOWN, evaluate, tell
from tongban.definitions.model import Definition, Step, StepGroup
from tongban.definitions.scope import APPLICANT_LABELS
from tongban.fields import CHINESE, EMPTY, Words
from tongban.forms.answers import Answers
from tongban.forms.asked import SITUATION, all_sections, words_of
from tongban.forms.labels import labels_of
from tongban.forms.materials import MaterialView, materials_view
from tongban.forms.reckoning import (
    CommitmentView,
    ConditionView,
    FeeView,
    ResultView,
    commitment_view,
    conditions_view,
    fees_view,
    results_view,
)
from tongban.forms.standing import Standing, stand
from tongban.forms.view import SectionView, form_view


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One guided question: what was chosen, if it was."""

    id: str
    ask: str
    shown: bool
    choices: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One step; `condition` tells when it is taken, where later answers decide."""

    step: Step
    condition: str
    group: StepGroup | None = None


@dataclass(frozen=True, slots=True)
class GuideView:
    """All that a guide page shows beyond the definition itself, for this situation."""

    definition: Definition
    labels: tuple[str, ...]
    applicants: tuple[str, ...]
    questions: tuple[QuestionView, ...]
    situation: SectionView | None  # the same questions as controls; None where nothing is asked
    answered: bool  # whether every question that is shown has its answer
    materials: tuple[MaterialView, ...]
    steps: tuple[StepView, ...]
    conditions: tuple[ConditionView, ...] = ()
    fees: tuple[FeeView, ...] = ()
    results: tuple[ResultView, ...] = ()
    commitment: CommitmentView | None = None

    @property
    def to_bring(self) -> tuple[MaterialView, ...]:
        """Give what the applicant must bring."""
        return tuple(each for each in self.materials if each.brought)

    @property
    def spared(self) -> tuple[MaterialView, ...]:
        """Give what government holds and does not ask for (335 §32)."""
        return tuple(each for each in self.materials if not each.brought)


def guide_view(definition: Definition, situation: Answers, words: Words = CHINESE) -> GuideView:
    """Make the guide; without answers it covers every situation, and says of each part when it applies."""
    standing, told = stand(definition, situation), words_of(definition)
    questions = _questions(definition, standing)
    asked = form_view(definition, situation, EMPTY, section=SITUATION, words=words).sections
    return GuideView(
        definition,
        labels_of(definition, standing.values),
        tuple(APPLICANT_LABELS.get(each, each) for each in definition.applicants),
        questions,
        asked[0] if asked else None,
        all(each.chosen for each in questions if each.shown),
        materials_view(definition, standing.values),
        _steps(definition, standing),
        conditions_view(definition, standing.values, told),
        fees_view(definition, standing.values, told),
        results_view(definition, standing.values, told),
        commitment_view(definition, standing.values, told),
    )


def _questions(definition: Definition, standing: Standing) -> tuple[QuestionView, ...]:
    sections = (each for each in all_sections(definition) if each.id == SITUATION)
    labels = words_of(definition).choices
    return tuple(
        QuestionView(
            each.id,
            each.label,
            each.id in standing.shown,
            tuple(labels[each.id].items()),
            str(standing.answers.get(each.id, "")),
        )
        for section in sections
        for each in section.fields
    )


def _steps(definition: Definition, standing: Standing) -> tuple[StepView, ...]:
    words, groups = words_of(definition), {each.id: each for each in definition.groups}
    found = []
    for each in definition.process:
        taken = True if each.decides else evaluate(each.when, standing.values)
        if taken is not False:
            condition = tell(each.when, words) if taken is UNKNOWN and each.when != ALWAYS else ""
            found.append(StepView(each, condition, groups.get(each.together)))
    return tuple(found)
