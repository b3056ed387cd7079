"""Two cities in one instance, each under its own law: the same item, the same door, other days and other words (T5)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from door_desk import CLERK, DoorDesk, at
from tongban.cases.documents import documents_of, worded
from tongban.cases.history import events_of
from tongban.cases.sweep import sweep
from tongban.cases.tables import CaseRow
from tongban.database import scoped
from tongban.law import Deficiency, DeficiencyKind
from tongban.law.commands import RequestSupplement
from tongban.law.numbers import check_case_number

WEDNESDAY = "2026-11-25 Wed 10:00"


@pytest.fixture
def ordinance(desk: DoorDesk) -> DoorDesk:
    return replace(desk, tenant="shifan-qu", numbers=[])


def words(desk: DoorDesk, number: str) -> dict[str, str]:
    with scoped(desk.tenant):
        return {each.kind: each.markdown for each in documents_of(desk.sessions(), number)}


@pytest.mark.row("T5")
def test_the_same_case_has_its_own_days_and_words_in_each_city(desk: DoorDesk, ordinance: DoorDesk) -> None:
    decree_case, ordinance_case = desk.submit(WEDNESDAY), ordinance.submit(WEDNESDAY)
    # one working day after Wednesday the 25th; the 26th is a local holiday of the second city
    assert "2026年11月26日告知受理情况" in words(desk, decree_case.number)["receipt"]
    told = words(ordinance, ordinance_case.number)["receipt"]
    assert "《示范市政务服务条例》第十九条" in told
    assert "2026年11月27日一次性告知审查结果" in told
    missing = (Deficiency(DeficiencyKind.MATERIAL, decree_case.materials[0].id, "图纸不清晰"),)
    for each, case in ((desk, decree_case), (ordinance, ordinance_case)):
        verdicts = each.all_in_order(case)[1:]
        each.done(case.number, RequestSupplement(CLERK, missing, verdicts=verdicts), "2026-11-25 Wed 15:00")
    # 10 days from the 26th · 15 days: 27, 28, 30, 1–4, 7–11, 14–16 December
    assert "最迟于2026年12月9日" in words(desk, decree_case.number)["supplement_notice"]
    assert "《重庆市政务服务管理办法》第十八条" in words(desk, decree_case.number)["supplement_notice"]
    other = words(ordinance, ordinance_case.number)["supplement_notice"]
    assert "最迟于2026年12月16日" in other
    assert "《示范市政务服务条例》第十五条" in other


@pytest.mark.row("T5")
def test_no_word_of_one_citys_law_is_in_a_notice_of_the_other(ordinance: DoorDesk, desk: DoorDesk) -> None:
    for each in (ordinance, desk):
        case = each.submit(WEDNESDAY)
        foreign = "重庆市政务服务" if each is ordinance else "示范市"
        described = each.definition()
        assert [kind for kind, text in words(each, case.number).items() if foreign in text] == []
        assert described.tenant == each.tenant


@pytest.mark.row("T5")
def test_the_sweep_lets_each_citys_limits_take_effect_by_its_own_calendar(desk: DoorDesk, ordinance: DoorDesk) -> None:
    decree, other = desk.submit(WEDNESDAY).number, ordinance.submit(WEDNESDAY).number
    assert sweep(desk.sessions, desk.books, at("2026-11-27 Fri 09:00")) == 1
    assert desk.row(decree).state == "accepted"
    assert ordinance.row(other).state == "submitted"
    sweep(desk.sessions, desk.books, at("2026-11-28 Sat 09:00"))
    desk.sessions().expire_all()
    assert ordinance.row(other).state == "accepted"
    assert "第十五条第二款" in words(ordinance, other)["acceptance_notice"]
    assert "重庆" not in words(ordinance, other)["acceptance_notice"].replace("重庆示例", "")


@pytest.mark.row("T5")
def test_a_place_without_a_published_code_numbers_its_cases_without_inventing_one(ordinance: DoorDesk) -> None:
    number = ordinance.submit(WEDNESDAY).number
    assert check_case_number(number).division == "000000"


@pytest.mark.row("T5")
def test_neither_city_sees_a_case_of_the_other(desk: DoorDesk, ordinance: DoorDesk) -> None:
    desk.submit(WEDNESDAY)
    number = ordinance.submit(WEDNESDAY).number
    with scoped("chongqing"):
        assert desk.sessions().scalars(select(CaseRow)).all() == []
    with scoped("shifan-qu"):
        assert [each.number for each in desk.sessions().scalars(select(CaseRow))] == [number]


@pytest.mark.row("N1")
def test_a_version_from_before_a_kind_of_notice_takes_its_citys_standing_words(
    ordinance: DoorDesk, desk: DoorDesk
) -> None:
    for each in (ordinance, desk):
        case, described = each.submit(WEDNESDAY), each.definition()
        with scoped(each.tenant):
            events = events_of(each.sessions(), case.number)
        older = replace(described, wording=tuple(one for one in described.wording if one.kind != "receipt"))
        again = worded(each.books, older, events)
        assert again.wordings == described.wordings
        assert again.hash == described.hash
        assert worded(each.books, described, events) is described
