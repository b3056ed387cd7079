"""Two who act on one case at the same moment: the second sees what the first has done, and is answered in words."""

from __future__ import annotations

import threading

import pytest

from door_desk import DoorDesk, at
from tongban.cases import door
from tongban.cases.register import case_in_scope
from tongban.database import Sessions, make_engine, make_sessions, scoped
from tongban.law import Actor, Refusal
from tongban.law.commands import Withdraw
from tongban.settings import Settings

MONDAY = "2026-09-14 Mon 10:00"
COMPANY = Actor("applicant-1", "重庆示例建设有限公司", "applicant")


@pytest.mark.row("L1")
def test_a_second_act_on_a_case_already_shown_sees_what_the_first_has_done(city: Settings, desk: DoorDesk) -> None:
    """A page loads its case before it acts: the lock must bring the case as it is now, not as it was shown."""
    number = desk.submit(MONDAY).number
    desk.sessions.remove()
    shown, answers = threading.Barrier(2), []

    def browser() -> None:
        engine = make_engine(city.database_url)
        sessions = make_sessions(engine)
        try:
            answers.append(_withdraw(sessions, desk, number, shown))
        except Exception as fault:  # noqa: BLE001 — whatever it is, it is not an answer
            answers.append(fault)
        finally:
            sessions.remove()
            engine.dispose()

    both = [threading.Thread(target=browser) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(type(each).__name__ for each in answers) == ["Done", "Refusal"], answers
    refusal = next(each for each in answers if isinstance(each, Refusal))
    assert refusal.code == "wrong_state"


def _withdraw(sessions: Sessions, desk: DoorDesk, number: str, shown: threading.Barrier) -> door.Done | Refusal:
    with scoped("yunyang"):
        row = case_in_scope(sessions(), number)
        if sessions().get_bind().dialect.name == "postgresql":  # SQLite lets one in at a time, from its first question
            shown.wait(30)
        answer = door.act(sessions(), desk.books, row.number, Withdraw(COMPANY, "不再需要"), at(MONDAY))
        sessions().commit()
    return answer
