"""The receipt says in one number what was handed in, so that the form cannot change unseen (335 §17, §29)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from law.desk import Desk
from tongban.law.case import Case
from tongban.law.events import NoticeOrdered
from tongban.law.submitted import submitted_digest


def handed_in(desk: Desk) -> Case:
    return desk.submit("location")


@pytest.mark.row("E4")
@pytest.mark.article("335 §29", "ORD §20")
def test_the_receipt_says_the_digest_of_what_was_handed_in(desk: Desk) -> None:
    case = handed_in(desk)
    order = next(each for each in desk.history if isinstance(each, NoticeOrdered) and each.notice == "receipt")
    assert order.values["form_digest"] == submitted_digest(case)
    assert len(submitted_digest(case).replace("-", "")) == 64


@pytest.mark.row("E4")
def test_any_change_of_what_was_handed_in_changes_the_digest(desk: Desk) -> None:
    case = handed_in(desk)
    (first, *others) = case.materials
    changed = (
        replace(case, answers={**case.answers, "area": 1}),
        replace(case, applicant=replace(case.applicant, name="李四")),
        replace(case, materials=(replace(first, files=("other",)), *others)),
        replace(case, number="another"),
    )
    assert len({submitted_digest(each) for each in (case, *changed)}) == len(changed) + 1


def test_what_happens_later_to_the_case_leaves_the_digest_as_it_is(desk: Desk) -> None:
    case = handed_in(desk)
    before = submitted_digest(case)
    assert submitted_digest(desk.accept()) == before
