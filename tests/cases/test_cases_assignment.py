"""Tasks in hands: by load at the door, in the queue by index, and claimed exactly once (L8, W2)."""

from __future__ import annotations

import threading

import pytest

from door_desk import CLERK, DoorDesk, at
from tongban.cases import door
from tongban.cases.queue import Asked, Seat, Tab, queue
from tongban.cases.register import case_in_scope
from tongban.cases.tables import TaskRow
from tongban.database import Sessions, make_engine, make_sessions, scoped
from tongban.law import Accept, Actor, Applicant, Case, Claim, Recuse, Refusal, Release, Transfer
from tongban.law.work import work_of
from tongban.settings import Settings
from tongban.tenancy.accounts import add_staff

MONDAY = "2026-09-14 Mon 10:00"
LATER = "2026-09-14 Mon 11:00"
REVIEWERS = tuple(Actor(f"r{number}", f"审查员{number}", "reviewer") for number in range(1, 3))
FIRST, SECOND = REVIEWERS
CITIZEN = Applicant("applicant-1", "person", "示例申请人")


def _accepted(desk: DoorDesk, applicant: Applicant | None = None) -> Case:
    case = desk.submit(MONDAY, applicant) if applicant else desk.submit(MONDAY)
    return desk.done(case.number, Accept(CLERK, desk.all_in_order(case)), LATER)


def _hire(desk: DoorDesk, *people: Actor) -> None:
    for each in people:
        add_staff(
            desk.sessions(), username=each.id, display_name=each.name, tenant="yunyang", roles=(each.role,),
            password="reviewer-2026", desk=each.desk,
        )  # fmt: skip
    desk.sessions().commit()


def _listed(desk: DoorDesk, tab: Tab, seat: Seat) -> set[str]:
    with scoped("yunyang"):
        return {each.number for each in queue(desk.sessions(), "yunyang", ("reviewer",), Asked(tab), seat=seat).lines}


@pytest.mark.row("W2", part="claims")
@pytest.mark.row("L8", part="assignment")
def test_a_queue_shows_what_is_mine_and_what_is_free_and_nothing_of_others(desk: DoorDesk) -> None:
    mine, free, others, at_a_desk = (_accepted(desk).number for _ in range(4))
    desk.done(mine, Claim(FIRST, "review"), LATER)
    desk.done(others, Claim(SECOND, "review"), LATER)
    desk.done(at_a_desk, Transfer(FIRST, "review", "由该窗口办理。", desk="社会事务综合窗口"), LATER)
    seat = Seat(FIRST.id, ("建设城管综合窗口",))
    assert _listed(desk, Tab.MINE, seat) == {mine, free}
    assert _listed(desk, Tab.HELD, seat) == {mine}
    assert _listed(desk, Tab.FREE, seat) == {free}
    assert _listed(desk, Tab.FREE, Seat(SECOND.id, ("社会事务综合窗口",))) == {free, at_a_desk}
    assert _listed(desk, Tab.ALL, seat) == {mine, free, others, at_a_desk}
    desk.done(mine, Release(FIRST, "review"), LATER)
    assert _listed(desk, Tab.HELD, seat) == set()


@pytest.mark.row("L8", part="assignment")
@pytest.mark.article("335 §16")
def test_tasks_go_in_turn_to_whoever_holds_the_fewest(desk: DoorDesk) -> None:
    desk.item = "flexible-subsidy"
    _hire(desk, FIRST, SECOND)
    holders = [_holder(desk, _accepted(desk, CITIZEN)) for _ in range(4)]
    assert holders == ["r1", "r2", "r1", "r2"]
    last = desk.numbers[-1]
    case = desk.done(last, Recuse(SECOND, "与申请人是近亲属。"), LATER)
    assert _holder(desk, case) == "r1", "whoever steps aside gives the next the task at once"
    with scoped("yunyang"):
        held = [each.held_by for each in desk.sessions().query(TaskRow).filter_by(number=last, done_at=None)]
    assert held == ["r1"]


def _holder(desk: DoorDesk, case: Case) -> str:
    (work,) = work_of(case, desk.definition())
    assert work.holder is not None
    return work.holder.id


@pytest.mark.row("L8", part="assignment")
@pytest.mark.row("W2", part="claims")
def test_of_two_who_claim_one_task_at_the_same_moment_exactly_one_has_it(city: Settings, desk: DoorDesk) -> None:
    number = _accepted(desk).number
    desk.sessions.remove()
    shown, answers = threading.Barrier(2), []

    def browser(person: Actor) -> None:
        engine = make_engine(city.database_url)
        sessions = make_sessions(engine)
        try:
            answers.append(_claim(sessions, desk, number, person, shown))
        except Exception as fault:  # noqa: BLE001 — whatever it is, it is not an answer
            answers.append(fault)
        finally:
            sessions.remove()
            engine.dispose()

    both = [threading.Thread(target=browser, args=(each,)) for each in REVIEWERS]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(type(each).__name__ for each in answers) == ["Done", "Refusal"], answers
    refusal = next(each for each in answers if isinstance(each, Refusal))
    assert refusal.code == "held_by_other"
    assert desk.row(number).held_by in {"r1", "r2"}


def _claim(
    sessions: Sessions, desk: DoorDesk, number: str, person: Actor, shown: threading.Barrier
) -> door.Done | Refusal:
    with scoped("yunyang"):
        row = case_in_scope(sessions(), number)
        if sessions().get_bind().dialect.name == "postgresql":  # SQLite lets one in at a time, from its first question
            shown.wait(30)
        answer = door.act(sessions(), desk.books, row.number, Claim(person, "review"), at(LATER))
        sessions().commit()
    return answer
