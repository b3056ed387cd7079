"""Guidance: a district sees its townships, a department its own line in every district, and nobody acts there (T2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from door_desk import DoorDesk
from tongban.cases.guidance import grant_of, open_cases_below
from tongban.database import scoped
from tongban.errors import TongbanError
from tongban.law import Applicant

MONDAY = "2026-09-14 Mon 10:00"
PERSON = Applicant("applicant-3", "person", "吴秀英")


@pytest.fixture
def three_desks(desk: DoorDesk) -> list[str]:
    """A road case in each of two districts, and one of unemployment in the township of the first."""
    numbers = [desk.submit(MONDAY).number, replace(desk, tenant="yuzhong").submit(MONDAY).number]
    return [*numbers, replace(desk, tenant="jiangkou", item="unemployment").submit(MONDAY, PERSON).number]


def seen(desk: DoorDesk, tenant: str) -> list[str]:
    return [each.number for each in open_cases_below(desk.sessions(), grant_of(desk.sessions(), desk.books, tenant))]


@pytest.mark.row("T2")
@pytest.mark.article("335 §10")
def test_a_district_sees_its_township_and_not_itself_or_a_neighbour(desk: DoorDesk, three_desks: list[str]) -> None:
    assert seen(desk, "yunyang") == three_desks[2:]
    assert seen(desk, "yuzhong") == []


@pytest.mark.row("T2")
@pytest.mark.article("335 §11")
def test_a_department_sees_its_own_line_in_every_district(desk: DoorDesk, three_desks: list[str]) -> None:
    assert sorted(seen(desk, "cq-chengguan")) == sorted(three_desks[:2])
    assert seen(desk, "cq-renshe") == three_desks[2:]
    assert seen(desk, "cq-minzheng") == []


@pytest.mark.row("T2")
def test_the_city_sees_all_below_it(desk: DoorDesk, three_desks: list[str]) -> None:
    assert sorted(seen(desk, "chongqing")) == sorted(three_desks)


@pytest.mark.row("T2")
def test_a_grant_to_guide_lets_nobody_write(desk: DoorDesk, three_desks: list[str]) -> None:
    session = desk.sessions()
    grant = grant_of(session, desk.books, "yunyang")
    case = open_cases_below(session, grant)[0]
    case.row.title = "改动"
    with scoped(grant.scope), pytest.raises(TongbanError, match="不能写入"):
        session.flush()
