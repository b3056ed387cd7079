"""A case is made anew as the standard library would do it, only quicker."""

from __future__ import annotations

import dataclasses

import pytest

from law.desk import Desk
from tongban.law.evolve.replacing import replace


@pytest.mark.row("L1")
def test_a_case_with_a_field_changed_is_as_the_standard_library_makes_it(desk: Desk) -> None:
    case = desk.submit("location")
    changes = {"version": case.version + 1, "deadlines": ()}
    made = replace(case, **changes)
    assert made == dataclasses.replace(case, **changes)
    assert made != case
    assert case == desk.case, "the case that it was made from stays as it is"
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.version = 1  # type: ignore[misc]


def test_a_field_that_a_case_has_not_is_refused_by_its_name(desk: Desk) -> None:
    with pytest.raises(TypeError, match="Case has no field 'dedlines'"):
        replace(desk.submit("location"), dedlines=())
