"""A notice that speaks of another document names it by its number, on paper and in the preview (N1, N2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from door_desk import CHIEF, DoorDesk, at
from licences_issued import granted
from tongban.cases.documents import documents_of
from tongban.cases.trial import drafts, try_out
from tongban.database import scoped
from tongban.law import Applicant, Refusal
from tongban.law.case.outcome import Correction
from tongban.law.commands import CorrectOutcome, SuspendOutcome
from tongban.notices import to_html

COMPANY = Applicant("company-1", "enterprise", "重庆示例餐饮有限公司")
LATER = "2026-09-29 Tue 10:05"


@pytest.mark.row("N1")
@pytest.mark.row("N2")
@pytest.mark.article("335 §26")
def test_what_suspends_or_corrects_a_decision_says_which_one(desk: DoorDesk) -> None:
    there = replace(desk, item="food-permit")
    number = granted(desk, "food-permit", COMPANY).number
    with scoped(desk.tenant):
        grant = next(each for each in documents_of(desk.sessions(), number) if each.kind == "grant_decision")
        expected = f"《准予决定书》（{grant.number}）"
        tried = try_out(desk.sessions(), desk.books, desk.row(number), SuspendOutcome(CHIEF, "需要核实。"), at(LATER))
        assert not isinstance(tried, Refusal)
        (draft,) = drafts(desk.sessions(), desk.books, desk.row(number), tried)
        assert expected in to_html(draft)
    there.done(number, SuspendOutcome(CHIEF, "需要核实。"), LATER)
    right = (Correction("第一段", "甲", "乙"),)
    there.done(number, CorrectOutcome(CHIEF, "grant_decision", right, "笔误。"), LATER)
    there.done(number, CorrectOutcome(CHIEF, "grant_decision", right, "笔误。", "另一号"), LATER)
    with scoped(desk.tenant):
        told = [each.markdown for each in documents_of(desk.sessions(), number)][-3:]
    assert [expected in each for each in told] == [True, True, False]
    assert "《准予决定书》（另一号）" in told[2]
