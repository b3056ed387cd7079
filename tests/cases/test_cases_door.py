"""One transaction, one door: what a command writes, what it refuses, and what survives."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from door_desk import CHIEF, CLERK, REVIEWER, DoorDesk, at, surveyed
from tongban.cases import door, history
from tongban.cases.documents import documents_of
from tongban.cases.register import case_of, own_case, own_cases
from tongban.cases.sweep import due, sweep
from tongban.cases.tables import CaseRegister, CaseRow, DeadlineRow, EventRow, OutboxRow, TaskRow
from tongban.database import Scope, make_engine, make_sessions, scoped
from tongban.errors import NotFound
from tongban.law import (
    Actor,
    Applicant,
    DeadlineKind,
    Deficiency,
    DeficiencyKind,
    MaterialVerdict,
    Refusal,
    State,
    Verdict,
)
from tongban.law.commands import (
    Accept,
    CompleteStep,
    Deliver,
    EndSpecialProcedure,
    Grant,
    RequestSupplement,
    StartSpecialProcedure,
)
from tongban.law.numbers import check_case_number
from tongban.settings import Settings

MONDAY = "2026-09-14 Mon 10:00"
TUESDAY = "2026-09-15 Tue 09:00"


@pytest.mark.row("L3")
def test_a_submission_writes_case_events_task_deadline_receipt_and_effects_together(desk: DoorDesk) -> None:
    number = desk.submit(MONDAY).number
    row = desk.row(number)
    with scoped("yunyang"):
        session = desk.sessions()
        assert (row.state, row.waits_for, row.due_kind) == ("submitted", "window_clerk", "online_review")
        assert row.due_at == at("2026-09-15 Tue 23:59").replace(second=59, microsecond=999999)
        assert session.scalar(select(func.count()).select_from(EventRow)) == row.revision > 0
        assert session.scalars(select(TaskRow.role)).all() == ["window_clerk"]
        assert session.scalars(select(DeadlineRow.kind)).all() == ["online_review"]
        assert [document.kind for document in documents_of(session, number)] == ["receipt"]
        assert sorted(session.scalars(select(OutboxRow.kind))) == ["seal_document", "tell_applicant"]


@pytest.mark.row("L15")
def test_a_case_number_is_the_citys_and_checks_itself(desk: DoorDesk) -> None:
    first, second = desk.submit(MONDAY), desk.submit(MONDAY)
    assert check_case_number(first.number).division == "500235"
    assert check_case_number(second.number).sequence == check_case_number(first.number).sequence + 1


@pytest.mark.row("L15")
def test_numbers_stay_unique_when_many_submit_at_once(city: Settings, desk: DoorDesk) -> None:
    application, definition = desk.application(), desk.definition()
    numbers: list[str] = []

    def hand_in_four() -> None:
        engine = make_engine(city.database_url)
        sessions = make_sessions(engine)
        for _ in range(4):
            with scoped("yunyang"):
                actor = Actor("applicant-1", "示例", "applicant")
                answer = door.submit(sessions(), desk.books, definition, application, actor, at(MONDAY))
                assert isinstance(answer, door.Done)
                sessions().commit()
                numbers.append(answer.case.number)
        sessions.remove()
        engine.dispose()

    desk.sessions.remove()
    threads = [threading.Thread(target=hand_in_four) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(numbers) == len(set(numbers)) == 16
    sequences = sorted(check_case_number(number).sequence for number in numbers)
    assert sequences == list(range(1, 17))


def test_a_refused_command_changes_nothing(desk: DoorDesk) -> None:
    number = desk.submit(MONDAY).number
    before = desk.row(number).snapshot
    answer = desk.act(number, Accept(CLERK), TUESDAY)
    assert isinstance(answer, Refusal)
    assert answer.code == "not_all_checked"
    assert desk.row(number).snapshot == before


@pytest.mark.row("L8")
def test_a_case_goes_the_whole_way_and_its_history_holds(desk: DoorDesk) -> None:
    case = desk.submit(MONDAY)
    number = case.number
    with scoped("yunyang"):
        desk.row(number).link = ""  # as of a case from before its row kept the last link
        desk.sessions().commit()
    desk.done(number, Accept(CLERK, desk.all_in_order(case)), TUESDAY)
    desk.done(number, CompleteStep(REVIEWER, "review", "理由充分。"), "2026-09-15 Tue 15:00")
    desk.done(number, StartSpecialProcedure(REVIEWER, "survey"), "2026-09-15 Tue 16:00")
    for each in surveyed("2026-09-16 Wed 11:00"):
        desk.done(number, each, "2026-09-16 Wed 11:00")
    desk.done(number, EndSpecialProcedure(REVIEWER, "survey", "现场一致。"), "2026-09-16 Wed 11:00")
    desk.done(number, Grant(CHIEF, "同意占用。"), "2026-09-17 Thu 10:00")
    closed = desk.done(number, Deliver(CLERK, "electronic", "示例"), "2026-09-17 Thu 11:00")
    assert closed.state is State.CLOSED
    row = desk.row(number)
    assert (row.state, row.outcome, row.waits_for, row.due_at) == ("closed", "granted", None, None)
    with scoped("yunyang"):
        session = desk.sessions()
        kinds = [document.kind for document in documents_of(session, number)]
        assert kinds == [
            "receipt", "acceptance_notice", "special_procedure_notice", "survey_notice", "grant_decision",
            "delivery_receipt",
        ]  # fmt: skip
        grant, receipt = documents_of(session, number)[-2:]
        assert f"| 文书文号 | {grant.number} |" in receipt.markdown  # it names what was delivered
        assert session.scalar(select(func.count()).select_from(TaskRow).where(TaskRow.done_at.is_(None))) == 0
        assert session.scalar(select(func.count()).where(DeadlineRow.due_at.is_not(None))) == 0
        assert list(history.verify(session, [row])) == []
        assert case_of(row) == closed


@pytest.mark.row("V5")
@pytest.mark.parametrize("change", ["body", "gap", "tail", "snapshot", "moment", "who", "owner", "link"])
def test_a_changed_or_missing_record_is_found(desk: DoorDesk, change: str) -> None:
    number = desk.submit(MONDAY).number
    with scoped("yunyang"):
        session = desk.sessions()
        row = desk.row(number)
        events = session.scalars(select(EventRow).order_by(EventRow.seq)).all()
        if change == "body":
            events[0].body = {**events[0].body, "channel": "window"}
        elif change == "gap":
            session.delete(events[1])
        elif change == "tail":
            session.delete(events[-1])
        elif change == "moment":
            events[0].at += timedelta(days=1)
        elif change == "who":
            events[0].actor_name = "别人"
        elif change == "owner":
            row.applicant_id = "applicant-2"
        elif change == "link":
            row.link = events[0].hash
        else:
            row.snapshot = {**row.snapshot, "state": "closed"}
        session.flush()
        assert [fault.number for fault in history.verify(session, [row])] == [number]


@pytest.mark.row("L4")
def test_deemed_acceptance_happens_by_itself_in_the_sweep(desk: DoorDesk) -> None:
    number = desk.submit(MONDAY).number
    desk.sessions.remove()
    assert sweep(desk.sessions, desk.books, at("2026-09-15 Tue 23:00")) == 0
    assert sweep(desk.sessions, desk.books, at("2026-09-16 Wed 08:00")) == 1
    assert sweep(desk.sessions, desk.books, at("2026-09-16 Wed 08:00")) == 0
    case = case_of(desk.row(number))
    assert case.acceptance_deemed
    assert f"{case.accepted_on}" == "2026-09-14"


@pytest.mark.row("L4")
def test_deemed_acceptance_is_kept_even_when_the_late_command_is_refused(desk: DoorDesk) -> None:
    case = desk.submit(MONDAY)
    late = RequestSupplement(CLERK, (Deficiency(DeficiencyKind.MATERIAL, "plan", "缺少安全措施"),))
    answer = desk.act(case.number, late, "2026-09-16 Wed 09:00")
    assert isinstance(answer, Refusal)
    assert case_of(desk.row(case.number)).acceptance_deemed


@pytest.mark.row("D4")
def test_the_sweep_catches_up_after_an_outage_in_legal_order(desk: DoorDesk) -> None:
    case = desk.submit(MONDAY)
    verdicts = tuple(
        MaterialVerdict(each.material, Verdict.DEFICIENT, "未写安全措施") if each.material == "plan" else each
        for each in desk.all_in_order(case)
    )
    missing = (Deficiency(DeficiencyKind.MATERIAL, "plan", "未写安全措施"),)
    supplementing = desk.done(case.number, RequestSupplement(CLERK, missing, verdicts=verdicts), TUESDAY)
    other = desk.submit("2026-09-15 Tue 10:00")
    desk.sessions.remove()
    listed = due(desk.sessions, at("2026-11-02 Mon 09:00"), 10)
    assert list(dict.fromkeys(each.number for each in listed)) == [other.number, case.number]
    sweep(desk.sessions, desk.books, at("2026-11-02 Mon 09:00"))
    lapsed = case_of(desk.row(case.number))
    assert lapsed.outcome == "deemed_withdrawn"
    assert lapsed.closed_at is not None
    limit = supplementing.open_deadline(DeadlineKind.SUPPLEMENT)
    assert limit is not None
    assert lapsed.closed_at == limit.due


@pytest.mark.row("T2")
def test_another_applicants_case_looks_like_none(desk: DoorDesk) -> None:
    number = desk.submit(MONDAY).number
    assert own_case(desk.sessions(), "applicant-1", number).number == number
    with pytest.raises(NotFound):
        own_case(desk.sessions(), "applicant-2", number)
    assert own_cases(desk.sessions(), "applicant-2") == []
    assert [row.number for row in own_cases(desk.sessions(), "applicant-1")] == [number]


@pytest.mark.row("T2")
def test_another_tenants_desk_does_not_find_the_case(desk: DoorDesk) -> None:
    number = desk.submit(MONDAY).number
    with scoped("yuzhong"), pytest.raises(NotFound):
        door.act(desk.sessions(), desk.books, number, Accept(CLERK), at(TUESDAY))


@pytest.mark.row("N2")
def test_document_numbers_have_no_gap_even_after_a_rollback(desk: DoorDesk) -> None:
    desk.submit(MONDAY)
    with scoped("yunyang"):
        actor = Actor("applicant-1", "示例", "applicant")
        door.submit(desk.sessions(), desk.books, desk.definition(), desk.application(), actor, at(MONDAY))
        desk.sessions().rollback()
    desk.submit(MONDAY)
    with scoped("yunyang"):
        numbers = [documents_of(desk.sessions(), number)[0].number for number in desk.numbers]
    assert numbers == ["云阳政务收〔2026〕1号", "云阳政务收〔2026〕2号"]


def test_the_register_holds_every_case_of_the_city_once(desk: DoorDesk) -> None:
    desk.submit(MONDAY)
    desk.submit(MONDAY, Applicant("applicant-2", "enterprise", "另一家公司"))
    registered = set(desk.sessions().scalars(select(CaseRegister.number)))
    with scoped(Scope.everywhere("test")):
        assert registered == set(desk.sessions().scalars(select(CaseRow.number))) == set(desk.numbers)
