"""Licences for tests: an item's granted example played for somebody through the one door."""

from __future__ import annotations

from dataclasses import replace

from door_desk import CHIEF, CLERK, REVIEWER, DoorDesk, at
from tongban.assurance import examples
from tongban.assurance.moves import Cast, moves
from tongban.law import Applicant, Case

ROLES = {"window_clerk": CLERK, "reviewer": REVIEWER, "chief_representative": CHIEF}
MONDAY = "2026-09-14 Mon 10:00"


def granted(desk: DoorDesk, item: str, applicant: Applicant, when: str = MONDAY, tenant: str = "") -> Case:
    """Play an item's granted example for an applicant, and give the case as it then stands."""
    there = replace(desk, item=item, tenant=tenant or desk.tenant)
    case = there.submit(when, applicant)
    found = next(each for each in examples(desk.books.workspace, item) if each.expect.outcome == "granted")
    cast = Cast(applicant, lambda role: ROLES[role], lambda _material: ())
    for move in moves(found, there.definition(), desk.books.calendar(there.tenant), cast, at(when)):
        case = there.done(case.number, move.command(case), f"{move.at:%Y-%m-%d %a %H:%M}")
    return case
