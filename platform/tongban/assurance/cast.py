"""Who plays an example."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tongban.law import Actor, Applicant

Files = Callable[[str], tuple[str, ...]]
Staffing = Callable[[str], Actor]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays: the applicant, the staff by role, and where a material's files come from."""

    applicant: Applicant
    staff: Staffing
    files: Files = lambda _material: ()

    @property
    def person(self) -> Actor:
        return Actor(self.applicant.id, self.applicant.name, "applicant")
