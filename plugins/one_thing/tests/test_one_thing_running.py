"""A bundle runs: handed in together or not at all, outcomes flow on, each part by its own law."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from door_desk import CLERK
from one_thing.demonstrating import show
from one_thing.running.advancing import advance
from one_thing.running.following import sweep
from one_thing.running.hand_in import HandInRefused
from one_thing.running.leading import deliver_all, withdraw_waiting
from one_thing.running.tables import BundleRow, MemberRow, PartRow
from one_thing.tests.bundle_city import BundleCity
from tongban.cases.files import case_files
from tongban.cases.tables import CaseRow, MessageRow
from tongban.database import Scope, Sessions, scoped
from tongban.errors import TongbanError
from tongban.law import Actor, Applicant, CaseOutcome, MaterialVerdict, State, Verdict
from tongban.law.case import Deficiency, DeficiencyKind
from tongban.law.commands import Deliver, RequestSupplement, Withdraw
from tongban.publishing import Books
from tongban.settings import Settings
from tongban.tenancy.tables import AuditRow

#: what the police assign in these tests: a valid check digit on a division (500000) in which nobody is registered
NEWBORN = "500000202609200015"


@pytest.fixture
def here(city: Settings, city_sessions: Sessions, books: Books) -> BundleCity:
    return BundleCity(city, city_sessions, books)


@pytest.mark.row("B3")
@pytest.mark.article("335 §24", "ORD §19")
def test_all_cases_of_the_first_wave_begin_together_each_with_its_own_answers_and_files(here: BundleCity) -> None:
    number = here.hand_in("open-restaurant", "noodles").number
    parts = here.parts(number)
    assert {each.state for each in parts.values()} == {"open"}
    food, drainage = here.case(parts["food"]), here.case(parts["drainage"])
    assert food.answers["trade"] == drainage.answers["kind"] == "catering"
    assert food.answers["name"] == drainage.answers["name"] == "渝中区示例面馆"
    assert {each.id for each in food.materials if each.files} == {"layout", "equipment", "rules"}
    with scoped("yuzhong"):
        assert set(case_files(here.sessions(), drainage.number)) == {"drawing", "test", "facility"}


@pytest.mark.row("B3")
@pytest.mark.article("335 §24")
def test_where_one_part_is_refused_at_the_door_no_case_begins_at_all(here: BundleCity) -> None:
    plan, draft, applicant = here.draft("open-restaurant", "noodles")
    stranger = type(applicant)(applicant.id, "person", applicant.name)
    with pytest.raises(HandInRefused, match="各事项都没有提交"):
        here.hand_in_draft(plan, draft, stranger)
    here.sessions().rollback()
    with scoped(Scope.everywhere("test")):
        for table in (CaseRow, BundleRow, PartRow, MemberRow):
            assert here.sessions().scalar(select(func.count()).select_from(table)) == 0


@pytest.mark.row("B3")
@pytest.mark.article("ORD §42")
def test_an_outcome_flows_on_as_material_and_as_field_and_starts_what_waited_for_it(here: BundleCity) -> None:
    number = here.hand_in("newborn", "everything").number
    assert here.states(number) == {
        "birth": "open", "vaccination": "waiting", "household": "waiting",
        "insurance": "waiting", "card": "waiting", "benefit": "waiting",
    }  # fmt: skip
    here.grant(here.parts(number)["birth"])
    here.work()
    states = here.states(number)
    assert (states["vaccination"], states["household"], states["benefit"]) == ("open", "open", "open")
    assert (states["insurance"], states["card"]) == ("waiting", "waiting")
    household = here.case(here.parts(number)["household"])
    certificate = household.material("birth-certificate")
    assert certificate is not None
    assert certificate.taken_from is not None
    assert certificate.taken_from.kind == "licence"
    assert household.answers["certificate_number"] == certificate.taken_from.number
    for wrong, told in (
        ("", "请填写“新登记成员的公民身份号码”"),
        ("500000202609200010", "“新登记成员的公民身份号码”填写有误"),
    ):
        with pytest.raises(AssertionError, match=told):
            here.grant(here.parts(number)["household"], added_id_number=wrong)
    here.grant(here.parts(number)["household"], added_id_number=NEWBORN)
    here.work()
    assert here.states(number)["insurance"] == here.states(number)["card"] == "open"
    insurance, card = here.case(here.parts(number)["insurance"]), here.case(here.parts(number)["card"])
    assert insurance.answers["baby_id_number"] == card.answers["id_number"] == NEWBORN
    register = card.material("household-register")
    assert register is not None
    assert register.taken_from is not None
    assert card.answers["name"] == "沈沐辰"


@pytest.mark.row("B3")
@pytest.mark.article("335 §24")
def test_a_refusal_ends_what_needs_its_outcome_and_nothing_else(here: BundleCity) -> None:
    number = here.hand_in("newborn", "everything").number
    here.grant(here.parts(number)["birth"])
    here.work()
    here.refuse(here.parts(number)["household"])
    here.work()
    states = here.states(number)
    assert (states["household"], states["insurance"], states["card"]) == ("refused", "fallen", "fallen")
    assert (states["vaccination"], states["benefit"]) == ("open", "open")
    assert "前序事项“出生登记户口”不予" in here.parts(number)["card"].reason
    for part in ("vaccination", "benefit"):
        here.grant(here.parts(number)[part])
    here.work()
    assert here.bundle(number).state == "finished"
    with scoped("yuzhong"):
        told = [each.title for each in here.sessions().scalars(select(MessageRow).where(MessageRow.title.like("%“%")))]
    assert sorted(told) == ["“城乡居民医保参保”不再办理", "“社会保障卡”不再办理", "新生儿出生“一件事”全部办结"]


@pytest.mark.row("B3")
@pytest.mark.article("335 §18")
def test_a_supplement_concerns_one_part_only_and_its_clock_alone_stands_still(here: BundleCity) -> None:
    number = here.hand_in("open-restaurant", "noodles").number
    parts = here.parts(number)
    missing = (Deficiency(DeficiencyKind.MATERIAL, "equipment", "没有写明冷藏设备。"),)
    fine = tuple(MaterialVerdict(each, Verdict.OK) for each in ("layout", "rules"))
    case = here.act(parts["food"], RequestSupplement(CLERK, missing, verdicts=fine))
    here.work()
    assert case.state is State.SUPPLEMENTING
    assert here.case(parts["board"]).state is State.SUBMITTED
    assert here.states(number)["food"] == "open"


@pytest.mark.row("B3")
def test_a_part_is_withdrawn_alone_whether_it_runs_or_waits(here: BundleCity) -> None:
    number = here.hand_in("newborn", "everything").number
    with here.office() as office:
        withdraw_waiting(office, number, "benefit", "applicant-1")
        office.session.commit()
    assert here.states(number)["benefit"] == "withdrawn"
    here.act(here.parts(number)["birth"], Withdraw(Actor("applicant-1", "阮晓棠", "applicant"), "先不办了。"))
    here.work()
    assert set(here.states(number).values()) == {"withdrawn", "fallen"}
    assert here.bundle(number).state == "finished"


@pytest.mark.row("B3")
def test_only_the_applicant_takes_a_waiting_part_back(here: BundleCity) -> None:
    number = here.hand_in("newborn", "everything").number
    with here.office() as office, pytest.raises(TongbanError, match="没有这个事项"):
        withdraw_waiting(office, number, "benefit", "somebody-else")


@pytest.mark.row("B3")
def test_each_part_keeps_its_own_clock_and_the_bundle_is_due_at_the_end_of_its_longest_way(here: BundleCity) -> None:
    row = here.hand_in("open-restaurant", "noodles")
    here.grant(here.parts(row.number)["board"])
    for part in ("food", "drainage"):
        here.accept(here.parts(row.number)[part])
    here.work()
    parts = here.parts(row.number)
    assert parts["food"].due_at is not None
    assert parts["drainage"].due_at is not None
    assert parts["food"].due_at < parts["drainage"].due_at
    assert row.due_on is not None
    assert row.due_on >= parts["drainage"].due_at.date()


@pytest.mark.row("B3")
def test_one_delivery_hands_over_all_results_and_only_when_all_have_ended(here: BundleCity) -> None:
    number = here.hand_in("open-restaurant", "noodles").number
    here.grant(here.parts(number)["board"])
    here.work()
    with here.office() as office, pytest.raises(TongbanError, match="还没有办结"):
        deliver_all(office, number, CLERK, way="electronic")
    here.sessions().rollback()
    for part in ("food", "drainage"):
        here.grant(here.parts(number)[part])
    here.work()
    with here.office() as office:
        handed = deliver_all(office, number, CLERK, way="electronic")
        office.session.commit()
    assert [each.problem for each in handed] == ["", "", ""]
    here.work()
    assert here.bundle(number).delivered_at is not None
    for row in here.parts(number).values():
        assert here.case(row).state is State.CLOSED
        assert here.case(row).outcome is CaseOutcome.GRANTED


@pytest.mark.row("B3")
def test_a_part_that_its_own_desk_delivered_is_not_delivered_again(here: BundleCity) -> None:
    number = here.hand_in("open-restaurant", "noodles").number
    for row in here.parts(number).values():
        here.grant(row)
    here.act(here.parts(number)["board"], Deliver(CLERK, "electronic"))
    here.work()
    with here.office() as office:
        assert [each.title for each in deliver_all(office, number, CLERK, way="electronic")] == [
            "食品经营许可",
            "排水许可",
        ]
        office.session.commit()


@pytest.mark.row("B3")
def test_taking_a_bundle_on_twice_changes_nothing_the_second_time(here: BundleCity) -> None:
    number = here.hand_in("newborn", "everything").number
    here.grant(here.parts(number)["birth"])
    here.work()
    before = {name: (row.state, row.case_number) for name, row in here.parts(number).items()}
    with here.office() as office:
        office.post("advance", {"bundle": number})
        office.session.commit()
    here.later(minutes=1)
    here.work()
    assert {name: (row.state, row.case_number) for name, row in here.parts(number).items()} == before


@pytest.mark.row("B3")
@pytest.mark.row("T2")
def test_a_part_that_lies_with_another_tenant_is_its_own_case_there_and_the_way_is_written_down(
    here: BundleCity,
) -> None:
    """渝中's offer may name another tenant that handles a part; here 云阳 takes the signboards."""
    elsewhere: Any = here.library.offers["yuzhong", "open-restaurant"][0].handled_at
    elsewhere["board"] = "yunyang"
    try:
        number = here.hand_in("open-restaurant", "noodles").number
    finally:
        del elsewhere["board"]
    row = here.parts(number)["board"]
    assert here.case(row).tenant == row.handled_at == "yunyang"
    with scoped("yunyang"):
        crossed = here.sessions().scalars(select(AuditRow).where(AuditRow.action == "tenant.cross")).all()
    assert {each.target for each in crossed} == {"yuzhong"}
    here.grant(row)
    here.work()
    assert here.states(number) == {"food": "open", "board": "granted", "drainage": "open"}


@pytest.mark.row("B3")
@pytest.mark.article("335 §25")
def test_a_part_that_is_late_is_late_alone_and_the_others_go_on(here: BundleCity) -> None:
    number = here.hand_in("open-restaurant", "noodles").number
    for row in here.parts(number).values():
        here.accept(row)
    here.work()
    here.grant(here.parts(number)["food"])
    here.later(days=60)
    with here.office() as office:
        advance(office, number)
        office.session.commit()
    parts = here.parts(number)
    late = {name for name, row in parts.items() if row.state == "open" and row.due_at and row.due_at < here.clock}
    assert late == {"board", "drainage"}
    here.grant(parts["board"])
    here.work()
    assert here.states(number) == {"food": "granted", "board": "granted", "drainage": "open"}


@pytest.mark.row("B3")
def test_the_sweep_takes_on_what_no_event_has_reached(here: BundleCity) -> None:
    number = here.hand_in("newborn", "everything").number
    here.grant(here.parts(number)["birth"])
    with here.office() as office:  # nobody was told of the grant: the outbox stands still
        sweep(office)
        office.session.commit()
    assert here.states(number)["household"] == "open"


@pytest.mark.row("B3")
def test_the_demonstration_shows_bundles_half_way_finished_and_refused_in_part_to_people_with_accounts(
    here: BundleCity,
) -> None:
    with here.office() as office:
        asked = (Applicant("p", "person", "温静"),)
        accounts = {each.login: each.who for each in show(office, asked)}
        found = {each.bundle: each for each in office.session.scalars(select(BundleRow))}
        office.session.commit()
    assert found["newborn"].state == "running"
    assert found["open-restaurant"].delivered_at is not None
    assert sorted(set(here.states(found["newborn"].number).values())) == ["granted", "open", "waiting"]
    assert sorted(set(here.states(found["close-company"].number).values())) == ["fallen", "granted", "refused"]
    assert found["newborn"].applicant_name == "阮晓棠"
    assert "正在办理" in accounts["demo-newborn"]
    assert "已经全部办结" in accounts["demo-open-restaurant"]
    assert "牵头的一件事" in accounts["yuzhong.clerk"]
