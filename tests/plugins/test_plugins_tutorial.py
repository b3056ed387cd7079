"""The tutorial builds what it says: its files, put into an empty folder, connect a courier that really answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from courier_company import CourierCompany, in_business
from door_desk import CHIEF, CLERK, REVIEWER, DoorDesk, at, surveyed
from plugin_house import home_with
from tongban import law
from tongban.cases import outbox
from tongban.cases.plugins import faults_of
from tongban.cases.register import case_of
from tongban.database import Sessions, make_engine, make_sessions, scoped
from tongban.delivery import Desk, desk_of, drain
from tongban.delivery.parcels import BOOK_PARCEL, booking, follow_parcels, parcel_of
from tongban.errors import TongbanError
from tongban.publishing import Books
from tongban.publishing.switching import path_of, switch
from tongban.settings import REPOSITORY, Settings

PAGE = REPOSITORY / "docs" / "plugin-author.md"
SENT = at("2026-09-17 Thu 11:00")


def files_of_the_page() -> dict[str, str]:
    found = re.findall(r"^`plugins/(\S+)`\n\n```\w+\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    return dict(found)


@pytest.fixture
def company() -> Iterator[CourierCompany]:
    with in_business() as found:
        yield found


@pytest.fixture
def house(city: Settings, company: CourierCompany) -> Iterator[tuple[Sessions, Desk]]:
    settings = home_with(city, files_of_the_page())
    engine = make_engine(settings.database_url)
    sessions = make_sessions(engine)
    books = Books(settings).refresh(sessions())
    with scoped("yunyang"):
        switch(
            sessions(), books.plugins, None, tenant="yunyang", plugin="district_courier", on=True,
            settings={"address": company.url}, by="吴运维", now=SENT,
        )  # fmt: skip
        sessions().commit()
    yield sessions, desk_of(settings, books.refresh(sessions()))
    sessions.remove()
    engine.dispose()


def test_the_page_names_four_files():
    assert sorted(files_of_the_page()) == [
        "district_courier/__init__.py",
        "district_courier/courier.py",
        "district_courier/plugin.py",
        "district_courier/plugin.yaml",
    ]


def to_its_result(door: DoorDesk) -> str:
    """Bring a case to where its result waits to be handed over, and give its number."""
    case = door.submit("2026-09-07 Mon 09:10")
    door.done(case.number, law.Accept(CLERK, door.all_in_order(case)), "2026-09-08 Tue 09:30")
    door.done(case.number, law.CompleteStep(REVIEWER, "review", "理由充分。"), "2026-09-15 Tue 15:00")
    door.done(case.number, law.StartSpecialProcedure(REVIEWER, "survey"), "2026-09-15 Tue 16:00")
    for each in surveyed("2026-09-16 Wed 11:00"):
        door.done(case.number, each, "2026-09-16 Wed 11:00")
    door.done(case.number, law.EndSpecialProcedure(REVIEWER, "survey", "现场一致。"), "2026-09-16 Wed 11:00")
    return door.done(case.number, law.Grant(CHIEF, "同意占用。"), "2026-09-17 Thu 10:00").number


@pytest.mark.row("L12")
def test_a_result_is_fetched_signed_for_and_the_case_closes(
    house: tuple[Sessions, Desk], company: CourierCompany
) -> None:
    sessions, desk = house
    door = DoorDesk(sessions, desk.books)
    number = to_its_result(door)
    company.away = True
    with scoped("yunyang"):
        case = case_of(door.row(number))
        parcel = parcel_of(case, "占道施工", "云阳县", "云阳县政务服务中心", "张三", "13800000000", "双江街道 1 号")
        outbox.post(sessions(), "yunyang", BOOK_PARCEL, booking(parcel, number, CLERK), SENT)
        sessions().commit()
    drain(sessions, desk, lambda: SENT)
    assert case_of(door.row(number)).dispatch is None
    assert [each.plugin for each in faults_of(sessions())] == []  # the courier was away: that is no fault of the plugin
    company.away = False
    drain(sessions, desk, lambda: SENT + timedelta(minutes=1))
    sent = case_of(door.row(number)).dispatch
    assert sent is not None
    assert (sent.carrier, sent.tracking) == ("示例快递", "EX000000001")
    assert len(company.parcels) == 1
    assert follow_parcels(sessions, desk, lambda: SENT + timedelta(days=1)) == 0
    company.state["EX000000001"] = "signed_for"
    assert follow_parcels(sessions, desk, lambda: SENT + timedelta(days=1)) == 1
    assert case_of(door.row(number)).state is law.State.CLOSED


def test_settings_that_do_not_fit_change_nothing(house: tuple[Sessions, Desk]) -> None:
    sessions, desk = house
    text = desk.books.shelf.text(path_of("yunyang"))
    with scoped("yunyang"), pytest.raises(TongbanError, match="区县快递"):
        switch(
            sessions(), desk.books.plugins, text, tenant="yunyang", plugin="district_courier", on=True,
            settings={"adress": "x"}, by="吴运维", now=SENT,
        )  # fmt: skip
    assert desk.books.refresh(sessions()).switched_on("district_courier", "yunyang") is not None
    assert desk.books.switched_on("district_courier", "jiangkou") is not None  # a township of 云阳县 follows it
    assert desk.books.switched_on("district_courier", "yuzhong") is None
