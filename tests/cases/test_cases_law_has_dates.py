"""Law has dates (C12): a case follows what is in force on the day it is handed in; items are published ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from door_desk import CLERK, DoorDesk, at
from tongban.database import scoped
from tongban.definitions import MemorySources, load_workspace
from tongban.definitions.lint.sample import sample_texts
from tongban.law import Accept, DeadlineKind
from tongban.law.case import Case
from tongban.publishing import Books, change_overlay, definition, history, in_use, publish_drafts
from tongban.publishing.ahead import SCHEDULED, take_effect
from tongban.publishing.sources import keep, stamp
from tongban.settings import REPOSITORY

STANDING = (REPOSITORY / "tenants" / "chongqing" / "rulebook.yaml").read_text("utf-8")
LATER = "tenants/chongqing/rulebook-2026-12-01.yaml"
ZONE = ZoneInfo("Asia/Shanghai")
EVE, DAY = "2026-11-30 Mon 15:00", "2026-12-01 Tue 09:00"


def amended(version: int = 2, day: str = "2026-12-01") -> str:
    """Write the rulebook as amended: online review within two working days."""
    text = STANDING.replace("version: 1\n", f"version: {version}\nin_force: {day}\n", 1)
    return text.replace("online_review:\n  span: {working_days: 1}", "online_review:\n  span: {working_days: 2}", 1)


@pytest.fixture
def amended_desk(desk: DoorDesk) -> DoorDesk:
    session = desk.sessions()
    with scoped("chongqing"):
        keep(
            session, "chongqing", {LATER: amended()}, published=True, by="司法局", now=datetime(2026, 11, 1, tzinfo=UTC)
        )
        stamp(session)
        session.commit()
    return replace(desk, books=desk.books.refresh(session), numbers=[])


def review_due(case: Case) -> str:
    due = next(each.due for each in case.deadlines if each.kind is DeadlineKind.ONLINE_REVIEW)
    assert due is not None
    return due.astimezone(ZONE).date().isoformat()


@pytest.mark.row("C12")
@pytest.mark.article("335 §42")
def test_a_case_handed_in_on_the_eve_of_a_change_and_one_on_the_day_follow_their_own_law(
    amended_desk: DoorDesk,
) -> None:
    before, after = amended_desk.submit(EVE), amended_desk.submit(DAY)
    assert review_due(before) == "2026-12-01"  # one working day: 1 December
    assert review_due(after) == "2026-12-03"  # two working days: 2 and 3 December


@pytest.mark.row("C12")
def test_a_running_case_keeps_the_law_of_its_day_whatever_is_done_later(amended_desk: DoorDesk) -> None:
    before = amended_desk.submit("2026-11-30 Mon 23:59")
    # nobody answered on 1 December: accepted as of the 30th by the old limit, though the new one is in force by now
    done = amended_desk.act(before.number, Accept(CLERK), "2026-12-02 Wed 09:00")
    assert "只能" in str(done) or "不能" in str(done)
    assert amended_desk.row(before.number).snapshot["acceptance_deemed"] is True
    after = amended_desk.submit("2026-12-01 Tue 00:00")
    assert review_due(after) == "2026-12-03"


@pytest.mark.row("C12")
def test_a_version_of_the_rulebook_is_told_by_its_day(amended_desk: DoorDesk) -> None:
    books = amended_desk.books
    assert books.rulebook("yunyang").version == 1, "what is not in force yet is nobody's standing law"
    assert [books.rulebook_at("yunyang", at(each)).version for each in (EVE, DAY)] == [1, 2]
    assert books.rulebook_at("shifan-qu", at(DAY)).id == "shifan"


@pytest.mark.parametrize(
    ("text", "path", "said"),
    [
        (amended(day="2026-12-02"), LATER, "in_force 应与文件名一致"),
        (amended(version=1), LATER, "没有接着前一版"),
    ],
)
def test_a_wrong_version_is_a_finding_and_has_no_effect(text: str, path: str, said: str) -> None:
    texts = {**sample_texts(), "tenants/chongqing/rulebook.yaml": STANDING, path: text}
    workspace = load_workspace(MemorySources(texts))
    assert [said in each.message for each in workspace.findings if each.path == path] == [True]
    assert workspace.later_rulebooks["chongqing"] == ()


def ahead(session: Session, books: Books, hours: str, day: str | None) -> None:
    """Let 云阳县 change its hours, from a day on or at once."""
    with scoped("yunyang"):
        change_overlay(session, books, "yunyang", "occupy-road", {"service.hours": hours}, by="管理员", now=at(EVE))
        effective = datetime.fromisoformat(day).replace(tzinfo=ZONE) if day else None
        assert publish_drafts(session, books, "yunyang", by="管理员", now=at(EVE), effective=effective)
        session.commit()
    books.refresh(session)


def hours_of(desk: DoorDesk) -> str:
    with scoped("yunyang"):
        return definition(desk.sessions(), in_use(desk.sessions(), "yunyang", "occupy-road").hash).service.hours


@pytest.mark.row("C12")
@pytest.mark.row("C5")
def test_an_item_published_ahead_comes_into_use_on_its_day_and_running_cases_keep_theirs(desk: DoorDesk) -> None:
    session = desk.sessions()
    old = hours_of(desk)
    ahead(session, desk.books, "工作日 8:30—17:30", "2026-12-01")
    assert hours_of(desk) == old
    assert desk.books.next_effect == datetime(2026, 12, 1, tzinfo=ZONE)
    eve = desk.submit(EVE)
    assert take_effect(session, at("2026-11-30 Mon 23:59")) == 0
    assert take_effect(session, at("2026-12-01 Tue 00:00")) == 1
    session.commit()
    assert take_effect(session, at(DAY)) == 0
    assert desk.books.refresh(session).next_effect is None
    assert hours_of(desk) == "工作日 8:30—17:30"
    day = desk.submit(DAY)
    assert eve.definition_hash != day.definition_hash
    assert desk.row(eve.number).definition_hash == eve.definition_hash


@pytest.mark.row("C12")
def test_what_is_published_at_once_meanwhile_stands_until_the_day(desk: DoorDesk) -> None:
    session = desk.sessions()
    ahead(session, desk.books, "工作日 8:30—17:30", "2026-12-01")
    ahead(session, desk.books, "工作日 9:30—17:30", None)
    assert hours_of(desk) == "工作日 9:30—17:30"
    take_effect(session, at(DAY))
    session.commit()
    assert hours_of(desk) == "工作日 8:30—17:30"
    with scoped("yunyang"):
        states = [each.state for each in history(session, "yunyang", "occupy-road")]
    assert states.count("in_use") == 1
    assert SCHEDULED not in states


@pytest.mark.row("C12")
def test_a_second_date_takes_the_place_of_the_first(desk: DoorDesk) -> None:
    session = desk.sessions()
    ahead(session, desk.books, "工作日 8:30—17:30", "2026-12-01")
    ahead(session, desk.books, "工作日 8:00—17:00", "2026-12-15")
    assert take_effect(session, at(DAY)) == 0
    assert take_effect(session, at("2026-12-15 Tue 08:00")) == 1
    session.commit()
    assert hours_of(desk) == "工作日 8:00—17:00"
