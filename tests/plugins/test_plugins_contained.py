"""A plugin's fault is its own: the case goes on, the plugin's work waits and is done once, the operator sees it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from types import ModuleType

import pytest
from sqlalchemy import select, text

from door_desk import CLERK, DoorDesk, at
from plugin_house import home_with
from tongban import law
from tongban.cases.plugins import PluginToldRow, faults_of
from tongban.cases.register import case_of
from tongban.cases.tables import OutboxRow
from tongban.database import Sessions, make_engine, make_sessions, scoped
from tongban.delivery import Desk, desk_of, drain
from tongban.jobs.plugged import do_jobs
from tongban.publishing import Books
from tongban.publishing.switching import switch
from tongban.settings import Settings

MANIFEST = """\
name: house_guest
title: 来客
version: 1.0.0
entry: house_guest.plugin
permissions: [cases.read, cases.act]
hears: all
settings: {properties: {greeting: {type: string, default: 您好}}}
"""
CODE = """
from datetime import timedelta
from tongban.hooks import Figure, Job, hookimpl
from sqlalchemy import select
from tongban.cases.tables import CaseRow
from tongban.kit.law import Actor, commands

#: what was told, in its order; whether the next answer fails, and how
told, fails, did, asks = [], [], [], []

@hookimpl
def on_events(office, case, events):
    told.append([each.kind for each in events])
    if fails:
        raise RuntimeError(fails.pop())
    if any("submitted" in each.kind for each in events) and office.settings["greeting"] == "请撤回":
        return [commands.Withdraw(Actor(case.applicant.id, case.applicant.name, "applicant"), "不办了。")]
    return [commands.Accept(office.actor)] if office.settings["greeting"] == "越权" else []

def greet(office, body):
    did.append((office.tenant, body["case"]))

@hookimpl
def effects():
    return {"greet": greet}

def work(office):
    office.post("greet", {"case": "每日"})
    if fails:
        raise RuntimeError(fails.pop())

def look(office):
    did.append((office.tenant, "看过"))

@hookimpl
def jobs():
    submitted = select(CaseRow.tenant_id).where(CaseRow.state == "submitted")
    if asks:
        return [Job("ask", timedelta(0), look, asks[0])]
    return [Job("daily", timedelta(0), work), Job("look", timedelta(0), look, submitted)]

@hookimpl
def figures(office):
    if fails:
        raise RuntimeError(fails.pop())
    return [Figure("来客数", "3")]
"""
MOMENT = at("2026-09-07 Mon 09:30")


@pytest.fixture
def house(city: Settings) -> Iterator[tuple[DoorDesk, Desk]]:
    settings = home_with(
        city,
        {"house_guest/plugin.yaml": MANIFEST, "house_guest/__init__.py": "", "house_guest/plugin.py": CODE},
    )
    engine = make_engine(settings.database_url)
    sessions = make_sessions(engine)
    books = Books(settings).refresh(sessions())
    turn(sessions, books, on=True)
    yield DoorDesk(sessions, books), desk_of(settings, books)
    guest(books).told.clear()
    guest(books).fails.clear()
    guest(books).did.clear()
    sessions.remove()
    engine.dispose()


def turn(sessions: Sessions, books: Books, *, on: bool, greeting: str = "您好") -> None:
    with scoped("yunyang"):
        switch(
            sessions(), books.plugins, None, tenant="yunyang", plugin="house_guest", on=on,
            settings={"greeting": greeting}, by="吴运维", now=MOMENT,
        )  # fmt: skip
        sessions().commit()
    books.refresh(sessions())


def guest(books: Books) -> ModuleType:
    return books.plugins.manager.get_plugin("house_guest")  # type: ignore[no-any-return]


def test_what_a_plugin_hears_it_hears_once_and_in_order_though_it_fails(house: tuple[DoorDesk, Desk]) -> None:
    door, desk = house
    heard = guest(door.books)
    heard.fails.append("不在家")
    number = door.submit("2026-09-07 Mon 09:10").number
    drain(door.sessions, desk, lambda: MOMENT)
    assert case_of(door.row(number)).state is law.State.SUBMITTED  # the case itself is not held up
    [fault] = faults_of(door.sessions())
    assert (fault.plugin, fault.hook, fault.tenant_id, fault.about) == ("house_guest", "on_events", "yunyang", number)
    door.done(number, law.Accept(CLERK, door.all_in_order(case_of(door.row(number)))), "2026-09-07 Mon 09:31")
    drain(door.sessions, desk, lambda: MOMENT + timedelta(hours=2))
    first, *others = heard.told
    kinds = [kind for told in others for kind in told]
    assert kinds[: len(first)] == first
    assert len(kinds) == door.row(number).revision
    with scoped("yunyang"):
        assert door.sessions().scalars(select(PluginToldRow.place)).one() == door.row(number).revision
        waiting = select(OutboxRow).where(OutboxRow.kind == "tell_plugin", OutboxRow.done_at.is_(None))
        assert door.sessions().scalars(waiting).all() == []


def test_a_plugin_reacts_with_a_command_through_the_one_door(house: tuple[DoorDesk, Desk]) -> None:
    door, desk = house
    turn(door.sessions, door.books, on=True, greeting="请撤回")
    number = door.submit("2026-09-07 Mon 09:10").number
    drain(door.sessions, desk, lambda: MOMENT)
    assert door.row(number).outcome == "withdrawn"


def test_a_command_that_the_law_refuses_changes_nothing_and_is_the_plugins_fault(
    house: tuple[DoorDesk, Desk],
) -> None:
    door, desk = house
    turn(door.sessions, door.books, on=True, greeting="越权")
    number = door.submit("2026-09-07 Mon 09:10").number
    before = door.row(number).revision
    drain(door.sessions, desk, lambda: MOMENT)
    assert door.row(number).revision == before
    assert "被拒绝" in faults_of(door.sessions())[0].error


def test_switched_off_it_hears_nothing_and_its_effects_wait(house: tuple[DoorDesk, Desk]) -> None:
    door, desk = house
    do_jobs(door.sessions, desk, lambda: MOMENT)
    turn(door.sessions, door.books, on=False)
    door.submit("2026-09-07 Mon 09:10")
    drain(door.sessions, desk, lambda: MOMENT)
    assert (guest(door.books).told, guest(door.books).did) == ([], [])
    turn(door.sessions, door.books, on=True)
    drain(door.sessions, desk, lambda: MOMENT + timedelta(hours=2))
    assert ("yunyang", "每日") in guest(door.books).did


def test_a_job_visits_the_tenants_at_which_something_waits(house: tuple[DoorDesk, Desk]) -> None:
    door, desk = house
    do_jobs(door.sessions, desk, lambda: MOMENT)
    assert guest(door.books).did == []
    door.submit("2026-09-07 Mon 09:10")
    do_jobs(door.sessions, desk, lambda: MOMENT)
    assert guest(door.books).did == [("yunyang", "看过")]
    turn(door.sessions, door.books, on=False)
    do_jobs(door.sessions, desk, lambda: MOMENT)
    assert guest(door.books).did == [("yunyang", "看过")]


def test_a_job_that_asks_for_what_is_not_there_is_the_plugins_fault(
    house: tuple[DoorDesk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    door, desk = house
    nowhere = select(text("nowhere")).select_from(text("no_such_table"))
    monkeypatch.setattr(guest(door.books), "asks", [nowhere])
    assert do_jobs(door.sessions, desk, lambda: MOMENT) == 0
    assert [(each.hook, each.tenant_id) for each in faults_of(door.sessions())] == [("jobs:ask", "-")]


def test_a_job_that_fails_leaves_nothing_behind(house: tuple[DoorDesk, Desk]) -> None:
    door, desk = house
    heard = guest(door.books)
    heard.fails.extend(["停电"] * len(door.books.users_of("house_guest")))
    assert do_jobs(door.sessions, desk, lambda: MOMENT) == 0
    drain(door.sessions, desk, lambda: MOMENT)
    assert heard.did == []
    assert {each.hook for each in faults_of(door.sessions())} == {"jobs:daily"}
