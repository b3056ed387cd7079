"""A grant yields a licence, once; it is versioned and sealed, and altering it is found (E3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from door_desk import CHIEF, DoorDesk, at
from licences_issued import granted
from tongban.cases.files import FileStore
from tongban.cases.licences import (
    LicenceRegister,
    LicenceRow,
    LicenceVersionRow,
    change,
    held_by,
    offers,
    own_licence,
    standing_of,
    versions_of,
)
from tongban.cases.licences.issuing import Change
from tongban.cases.licences.sealing import problem_of
from tongban.cases.tables import OutboxRow
from tongban.database import Scope, scoped
from tongban.delivery import Desk, drain
from tongban.errors import NotFound
from tongban.law import Applicant
from tongban.notices import FileKeys
from tongban.notices.statement import digest_of
from tongban.settings import Settings

LATER = at("2026-09-29 Tue 10:05")
COMPANY = Applicant("company-1", "enterprise", "重庆示例餐饮有限公司")
OTHER = Applicant("company-2", "enterprise", "重庆另一家有限公司")


@pytest.fixture
def courier(city: Settings, desk: DoorDesk) -> Desk:
    return Desk(desk.books, FileStore(city.files_url), FileKeys(city.keys), city.public_url)


def the_licence(desk: DoorDesk, applicant: Applicant = COMPANY) -> LicenceRow:
    (row,) = held_by(desk.sessions(), applicant.id)
    return row


@pytest.mark.row("E3")
@pytest.mark.article("335 §30")
def test_a_grant_yields_its_licence_filled_from_the_application_and_sealed_by_the_office(
    desk: DoorDesk, courier: Desk
) -> None:
    case = granted(desk, "food-permit", COMPANY)
    row = the_licence(desk)
    assert (row.name, row.holder_name, row.state, row.version) == ("食品经营许可证", COMPANY.name, "in_force", 1)
    assert row.case_number == case.number
    assert "演示" in row.number
    assert case.decided_at is not None
    assert row.valid_until == date(case.decided_at.year + 5, case.decided_at.month, case.decided_at.day - 1)
    texts = {each["label"]: each["text"] for each in versions_of(desk.sessions(), row)[0].body["fields"]}
    assert texts["许可证编号"] == row.number
    assert "餐饮服务" in texts["主体业态"] or "食品销售" in texts["主体业态"]
    assert all(texts.values())
    drain(desk.sessions, courier, lambda: LATER)
    with scoped(desk.tenant):
        version = versions_of(desk.sessions(), row)[0]
        assert version.signature is not None
        assert problem_of(desk.sessions(), row, courier.keys.roots()) == ""


@pytest.mark.row("E3")
def test_a_licence_is_issued_and_signed_once_however_often_the_worker_dies(desk: DoorDesk, courier: Desk) -> None:
    granted(desk, "food-permit", COMPANY)
    drain(desk.sessions, courier, lambda: LATER)
    first = versions_of(desk.sessions(), the_licence(desk))[0].signature
    with scoped(desk.tenant):
        for row in desk.sessions().scalars(select(OutboxRow)):
            row.done_at, row.lease, row.available_at = None, None, LATER
        desk.sessions().commit()
    drain(desk.sessions, courier, lambda: LATER)
    desk.sessions().expire_all()
    assert versions_of(desk.sessions(), the_licence(desk))[0].signature == first
    assert len(desk.sessions().scalars(select(LicenceRegister)).all()) == 1


@pytest.mark.row("E3", part="altered rows are found")
@pytest.mark.parametrize("what", ["row", "note", "body", "hash", "signature", "missing"])
def test_a_licence_that_was_altered_in_the_database_is_found(desk: DoorDesk, courier: Desk, what: str) -> None:
    granted(desk, "food-permit", COMPANY)
    drain(desk.sessions, courier, lambda: LATER)
    session = desk.sessions()
    with scoped(desk.tenant):
        row = session.scalars(select(LicenceRow)).one()
        change(session, row, Change("suspended", "演示：责令整改"), CHIEF.name, LATER)
        drain(desk.sessions, courier, lambda: LATER)
        session = desk.sessions()
        row = session.scalars(select(LicenceRow)).one()
        first, second = session.scalars(select(LicenceVersionRow).order_by(LicenceVersionRow.version))
        assert problem_of(session, row, courier.keys.roots()) == ""
        if what == "row":
            row.holder_name = "别人"
        elif what == "note":
            row.validity_note = "长期有效"
        elif what == "body":
            second.body = {**second.body, "state": "in_force"}
        elif what == "hash":
            second.body = {**second.body, "state": "in_force"}
            second.hash = digest_of(second.body)
        elif what == "signature":
            second.signature = first.signature
        else:
            session.delete(first)
        session.flush()
        assert problem_of(session, row, courier.keys.roots()) != ""


@pytest.mark.row("E3")
def test_what_a_person_holds_is_offered_for_the_materials_of_another_item_and_nobody_else_s_is(desk: DoorDesk) -> None:
    person, other = Applicant("p-1", "person", "张三"), Applicant("p-2", "person", "李四")
    granted(desk, "id-card-renewal", person)
    day = LATER.date()
    there = replace(desk, item="disability-card")
    offered = offers(desk.sessions(), there.definition(), person, day)
    assert offered["identity-card"].taken.holder == person.id
    assert offers(desk.sessions(), there.definition(), other, day) == {}
    impostor = replace(person, kind="enterprise")
    assert offers(desk.sessions(), there.definition(), impostor, day) == {}
    with pytest.raises(NotFound):
        own_licence(desk.sessions(), other.id, offered["identity-card"].licence.code)


@pytest.mark.row("E3")
@pytest.mark.parametrize("state", ["suspended", "revoked", "cancelled"])
def test_a_licence_that_is_not_in_force_stands_for_nothing(desk: DoorDesk, state: str) -> None:
    person = Applicant("p-1", "person", "张三")
    granted(desk, "id-card-renewal", person)
    row = the_licence(desk, person)
    change(desk.sessions(), row, Change(state, "演示原因"), CHIEF.name, LATER)
    there = replace(desk, item="disability-card")
    assert offers(desk.sessions(), there.definition(), person, LATER.date()) == {}
    assert standing_of(row, LATER.date()).state == state


@pytest.mark.row("E3")
def test_a_licence_past_its_last_day_has_run_out_and_a_renewal_makes_it_good_again(desk: DoorDesk) -> None:
    granted(desk, "food-permit", COMPANY)
    row = the_licence(desk)
    assert row.valid_until is not None
    assert standing_of(row, row.valid_until).in_force
    after = row.valid_until.replace(year=row.valid_until.year + 1)
    assert standing_of(row, after).state == "expired"
    change(desk.sessions(), row, Change(valid_until=after, renewed=True), CHIEF.name, LATER)
    assert standing_of(row, after).in_force
    newest, oldest = versions_of(desk.sessions(), row)
    told = [next(x["text"] for x in each.body["fields"] if x["id"] == "valid_until") for each in (oldest, newest)]
    assert str(after.year) in told[1]
    assert str(after.year) not in told[0]


def test_another_tenant_sees_no_licence_within_its_own_scope(desk: DoorDesk) -> None:
    granted(desk, "food-permit", COMPANY)
    desk.sessions().commit()
    with scoped("yuzhong"):
        assert desk.sessions().scalars(select(LicenceRow)).all() == []
    with scoped(Scope.everywhere("test")):
        assert len(desk.sessions().scalars(select(LicenceRow)).all()) == 1


def test_a_licence_issued_before_there_was_a_note_of_its_validity_is_as_good_as_ever(
    desk: DoorDesk, courier: Desk
) -> None:
    granted(desk, "food-permit", COMPANY)
    drain(desk.sessions, courier, lambda: LATER)
    with scoped(desk.tenant):
        session = desk.sessions()
        row = session.scalars(select(LicenceRow)).one()
        (version,) = session.scalars(select(LicenceVersionRow))
        version.body = {key: value for key, value in version.body.items() if key != "validity_note"}
        version.hash, version.signature = digest_of(version.body), None
        session.flush()
        assert problem_of(session, row, courier.keys.roots()) == ""
