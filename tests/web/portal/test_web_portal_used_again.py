"""What one handed in before is offered again on the page of materials: one's own, in its time, with its source (F7)."""

from __future__ import annotations

import re

import pytest

from door_desk import CLERK
from portal_visitor import Portal, Visitor, upload
from tongban.cases.register import case_of
from tongban.law import MaterialVerdict, RequestSupplement, Verdict
from tongban.law.case import Deficiency, DeficiencyKind

MATERIALS = ("location", "plan", "site-rights")


def offered(visitor: Visitor, draft: str) -> list[str]:
    """Open the page of materials; returns what its buttons would take."""
    visitor.get(f"drafts/{draft}/materials")
    return re.findall(r'name="take" value="([^"]+)"', visitor.seen)


def filled(portal: Portal, visitor: Visitor) -> str:
    """Begin an application and fill it but for its materials."""
    draft = portal.begin(visitor)
    portal.fill(visitor, draft, materials=False)
    return draft


def applied_again(portal: Portal, visitor: Visitor) -> str:
    """Apply with what is offered alone, each by one click; returns the case's number."""
    draft = filled(portal, visitor)
    for each in offered(visitor, draft):
        for _ in range(2):  # the same button pressed twice
            assert visitor.post(f"drafts/{draft}/materials", {"take": each}).status_code == 302
    answer = visitor.post(f"drafts/{draft}/submit", page=f"drafts/{draft}/review")
    assert answer.status_code == 302, answer.text
    return str(answer.location.split("/cases/")[1].split("/")[0])


@pytest.mark.row("F7", part="one's own uploads, by one click")
@pytest.mark.article("335 §32", "7 §20")
def test_what_one_handed_in_before_is_taken_again_by_one_click_and_its_source_is_told(portal: Portal):
    company = portal.company()
    first = portal.submitted(company)
    stored = len(portal.stored())
    day = case_of(portal.case(first)).received_on
    portal.move_to("2027-03-01 Mon 10:00")
    elsewhere = portal.visitor("jiangbei")
    elsewhere.log_in("company")
    second = applied_again(portal, elsewhere)
    told = case_of(portal.case(second))
    assert {each.id for each in told.materials if each.files} == set(MATERIALS)
    assert {each.taken_from.number for each in told.materials if each.taken_from} == {first}
    assert all(each.verdict is None for each in told.materials), "the clerk looks at each again"
    assert len([each for each in portal.files() if each.case_number == second]) == len(MATERIALS)
    assert len(portal.stored()) - stored <= 2, "nothing but the new case's own notices"
    source = f"取自{day.year}年{day.month}月{day.day}日办件 {first}"
    elsewhere.get(f"cases/{second}")
    assert elsewhere.seen.count(source) == len(MATERIALS)
    third = case_of(portal.case(applied_again(portal, company)))
    assert {each.taken_from.handed_on for each in third.materials if each.taken_from} == {day}, "it grows no younger"


@pytest.mark.row("F7", part="another's is refused")
@pytest.mark.row("T2")
def test_another_person_s_files_are_neither_offered_nor_taken(portal: Portal):
    number = portal.submitted(portal.company())
    portal.enrol("other", "别的公司")
    other = portal.visitor()
    other.log_in("other")
    draft = filled(portal, other)
    assert offered(other, draft) == []
    kept = len(portal.files())
    posted = {"take": f"plan {number}", "material.location": upload("location.pdf")}
    answer = other.post(f"drafts/{draft}/materials", posted)
    assert answer.status_code == 422
    assert "不能直接使用以前提交的" in other.seen
    assert "location.pdf" in other.seen, "what was chosen beside it is kept"
    assert len(portal.files()) == kept + 1


@pytest.mark.row("F7", part="while its time lasts")
def test_what_was_found_wanting_or_is_too_old_is_not_offered(portal: Portal):
    company = portal.company()
    number = portal.submitted(company)
    missing = (Deficiency(DeficiencyKind.MATERIAL, "plan", "没有比例尺。"),)
    verdicts = tuple(MaterialVerdict(each, Verdict.OK) for each in MATERIALS if each != "plan")
    wanting = RequestSupplement(CLERK, missing, verdicts=verdicts)
    portal.act(number, wanting, "2026-09-28 Mon 11:00")
    draft = filled(portal, company)
    assert {each.split()[0] for each in offered(company, draft)} == set(MATERIALS) - {"plan"}
    taken = offered(company, draft)[0]
    portal.move_to("2027-09-28 Tue 11:00")
    assert offered(company, draft) == [], "a year has passed"
    assert company.post(f"drafts/{draft}/materials", {"take": taken}).status_code == 422


@pytest.mark.row("F7", part="not what was removed")
def test_what_is_no_longer_kept_is_not_taken(portal: Portal):
    company = portal.company()
    number = portal.submitted(company)
    draft = filled(portal, company)
    for each in portal.stored():
        if any(row.sha256 == each.name for row in portal.files()):
            each.unlink()
    answer = company.post(f"drafts/{draft}/materials", {"take": f"plan {number}"}, page=f"drafts/{draft}/materials")
    assert answer.status_code == 422
    assert "以前提交的文件已经不在" in company.seen
