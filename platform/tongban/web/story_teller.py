"""What is needed to tell one event of a case: the names of its definition, and who reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from tongban.definitions import Definition
from tongban.law import DELIVERY_WORK, INTAKE_WORK
from tongban.law.applicable import name_of

#: title, text and tone of one entry
Sentence = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Teller:
    """What is needed to tell: the definition's names, and whether the applicant reads (inner opinions are left out)."""

    definition: Definition
    for_applicant: bool

    def named(self, ids: Iterable[str]) -> str:
        return "、".join(f"“{name_of(self.definition, each)}”" for each in ids)

    def step(self, step_id: str) -> str:
        return self.definition.step(step_id).name

    def work(self, work: str) -> str:
        """Name a task: a step, the intake or the delivery."""
        return {INTAKE_WORK: _("受理审查"), DELIVERY_WORK: _("送达")}.get(work) or self.step(work)

    def told_otherwise(self, step_id: str) -> bool:
        """Tell whether the end of a step is said by another event: the decision, the end of a special procedure."""
        step = self.definition.step(step_id)
        return step.decides or step.special_procedure is not None

    def inner(self, text: str) -> str:
        return "" if self.for_applicant else text
