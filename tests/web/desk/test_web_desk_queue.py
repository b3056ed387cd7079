"""The queue: the earliest limit first, a page at a time by index, with the working days that remain."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from door_desk import at
from tongban.cases.queue import Asked, Tab, queue
from tongban.cases.tables import CaseRow
from tongban.database import Scope, scoped
from tongban.errors import TongbanError


def copies(room, number: str, count: int, first: str = "2026-09-29 Tue 23:59") -> list[str]:
    """Lay copies of a case beside it, each due an hour after the one before; returns their numbers in that order."""
    session = room.door.sessions()
    with scoped(Scope.everywhere("test", "yunyang")):
        table = CaseRow.__table__
        row = dict(session.execute(select(table).where(table.c.number == number)).mappings().one())
        numbers = [f"5002352026070000{each:05d}" for each in range(count)]
        rows = [
            {**row, "number": each, "due_at": at(first) + timedelta(hours=place), "applicant_name": f"申请人{place}号"}
            for place, each in enumerate(reversed(numbers))
        ]
        session.execute(insert(table), rows)
        session.commit()
    room.door.sessions.remove()
    return [each["number"] for each in rows]


def listed(page: str) -> list[str]:
    return re.findall(r'class="tb-code">([0-9A-Z]{21})<', page)


@pytest.mark.row("D3", part="warnings before, marks after")
@pytest.mark.row("W2", part="overdue first")
def test_the_earliest_limit_comes_first_with_its_lamp_and_days_in_words(room):
    late = room.submitted("2026-09-25 Fri 10:00")
    new = room.submitted("2026-09-28 Mon 10:00")
    room.move_to("2026-09-28 Mon 10:30")
    page = room.clerk.get("/desk/").text
    assert listed(page) == [late, new]
    assert "今天到期" in page
    assert "还剩 1 个工作日" in page
    room.move_to("2026-09-29 Tue 10:30")
    assert "超期 1 个工作日" in room.clerk.get("/desk/").text


@pytest.mark.row("W2", part="work queues")
def test_each_role_sees_what_waits_for_it(room):
    number = room.accepted()
    assert listed(room.reviewer.get("/desk/").text) == [number]
    assert listed(room.clerk.get("/desk/").text) == []
    assert listed(room.clerk.get("/desk/?tab=all").text) == [number]
    assert "待我办理" not in room.seat("supervisor").get("/desk/").text
    assert listed(room.seat("supervisor").get("/desk/").text) == [number]


def test_what_waits_for_the_applicant_and_what_is_done_have_their_own_lists(room):
    waiting, done = room.submitted(), room.submitted()
    room.check_all(waiting, plan="rejected")
    page = f"/desk/cases/{waiting}/act/request_supplement"
    room.clerk.post(page, {"point.material.plan": "yes", "reason.material.plan": "请补充。"}, page=page)
    room.clerk.act(done, "decline", {"ground": "not_allowed", "reasons": "不符合规定。"})
    assert listed(room.clerk.get("/desk/?tab=applicant").text) == [waiting]
    assert listed(room.clerk.get("/desk/?tab=closed").text) == [done]
    assert set(listed(room.clerk.get("/desk/?tab=all").text)) == {waiting, done}


def test_a_long_queue_is_walked_page_by_page_without_a_gap_or_a_double(room):
    first = room.submitted()
    wanted = [*copies(room, first, 60)]
    seen: list[str] = []
    path: str | None = "/desk/"
    while path:
        page = room.clerk.get(path).text
        seen += listed(page)
        found = re.search(r'href="([^"]+)" rel="next"', page)
        assert ("还有更多办件" in page) is (found is not None)
        path = found[1].replace("&amp;", "&") if found else None
    assert [each for each in seen if each != first] == wanted
    assert seen.count(first) == 1


def test_all_cases_are_listed_newest_first_page_by_page(room):
    first = room.submitted()
    wanted = sorted([first, *copies(room, first, 30)], reverse=True)
    page = room.clerk.get("/desk/?tab=all").text
    after = re.search(r'href="([^"]+)" rel="next"', page)
    assert [*listed(page), *listed(room.clerk.get(after[1].replace("&amp;", "&")).text)] == wanted


@pytest.mark.parametrize("words", ["申请人7号", "500235202607", "占道施工"])
def test_cases_are_found_by_number_applicant_or_item(room, words):
    first = room.submitted()
    numbers = copies(room, first, 9)
    found = listed(room.clerk.get("/desk/").text)
    assert len(found) == 10
    page = listed(room.clerk.client.get("/desk/", query_string={"q": words}).text)
    assert page == {"申请人7号": [numbers[7]], "500235202607": numbers}.get(words, page)
    assert page


def test_a_wild_card_is_a_character_like_any_other(room):
    room.submitted()
    assert listed(room.clerk.client.get("/desk/", query_string={"q": "%"}).text) == []


@pytest.mark.parametrize("mark", ["nonsense~1", "9999-12-31T23:59:59-14:00~1"])
def test_a_mark_that_was_tampered_with_is_refused_in_words(room, mark):
    answer = room.clerk.get(f"/desk/?after={mark}")
    assert answer.status_code == 400
    assert "请从队列的第一页重新进入" in answer.text


@pytest.mark.parametrize("tab", list(Tab))
def test_every_list_is_read_in_the_order_of_an_index_and_nothing_is_counted(room, tab):
    number = room.submitted()
    copies(room, number, 5)
    with scoped("yunyang"), room.counted_on(room.door.sessions()) as seen:
        queue(room.door.sessions(), "yunyang", ("window_clerk",), Asked(tab))
    ((statement, parameters),) = [each for each in seen if "case_file" in each[0]]
    assert "count(" not in statement.lower()
    assert "snapshot" not in statement
    room.door.sessions().rollback()
    if room.door.sessions().get_bind().dialect.name == "sqlite":
        with room.door.sessions().get_bind().connect() as connection:
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
        assert not any("TEMP B-TREE" in each for each in plan), plan
        assert any("SEARCH case_file USING INDEX" in each for each in plan), plan
        assert not any(each.startswith(("SCAN case_file", "SCAN task")) for each in plan), plan
        # a queue of several runs is one statement: each run ends at its own limit before they are put together
        runs = [each for each in plan if each.startswith("SEARCH case_file")]
        assert len(runs) == len(re.findall(r"FROM case_file", statement)) == len(re.findall(r" LIMIT 26 ", statement))
        tasks = [each for each in plan if each.startswith("SEARCH task")]
        assert all("(tenant_id=? AND number=?)" in each for each in tasks), plan


@pytest.mark.parametrize("path", ["/desk/", "/desk/?tab=all"])
def test_a_page_of_the_queue_needs_at_most_six_queries(room, path):
    copies(room, room.submitted(), 40)
    room.clerk.get(path)
    with room.counted() as seen:
        room.clerk.get(path)
    sent = [each for each in seen if not each.upper().startswith(("BEGIN", "PRAGMA", "COMMIT"))]
    assert len(sent) <= 6, sent


def test_an_empty_queue_says_so(room):
    assert "这一类没有办件" in room.clerk.get("/desk/").text


def test_a_queue_mark_is_judged_before_the_database_is_asked():
    with pytest.raises(TongbanError, match="第一页"):
        queue(None, "yunyang", ("reviewer",), Asked(Tab.MINE, after="2026~x"))  # type: ignore[arg-type]
