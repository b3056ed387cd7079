"""Who plays an example."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tongban.law import Actor, Applicant

Files = Callable[[str], tuple[str, ...]]
Staffing = Callable[[str], Actor]
Departments = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays: the applicant, the staff by role, where a material's files come from, and departments by name.

    On paper a department goes by its name; at a live door by its tenant.
    """

    applicant: Applicant
    staff: Staffing
    files: Files = lambda _material: ()
    department: Departments = lambda name: name
    #: the first working day on which something can be arranged
    day: date = date.min

    @property
    def person(self) -> Actor:
        return Actor(self.applicant.id, self.applicant.name, "applicant")
