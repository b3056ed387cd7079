"""The process is killed at work on tickets, limits, checkpoints, days declared off and the catalogue.

On SQLite each time, of the catalogue a sample; on PostgreSQL the tickets each time, and all of it by `make nightly`.
Behind Redis a worker goes whole rounds: a sample of the steps of one in which all is due, each of them by night.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from crash_office import FROM_ITS_BEGINNING, LATER, DyingOffice, Program, dying_office, each_time
from door_desk import at
from office_at_work import TENANT
from tongban.cases.alert_table import StaffAlertRow
from tongban.cases.checkpoints import AuditKey, CheckpointRow, verify_checkpoints
from tongban.cases.tables import CaseRow, DeadlineRow, DocumentRow, EventRow
from tongban.cases.tickets import TicketRow
from tongban.cases.tickets.history import ticket_events
from tongban.cli.main import commands
from tongban.database import Sessions
from tongban.law.tickets.events import LimitMissed
from tongban.publishing.internal import ADJUSTMENT, CLAIM, id_of
from tongban.settings import Settings

pytestmark = pytest.mark.drill

NIGHTLY = "TONGBAN_NIGHTLY" in os.environ
MONDAY, LATE = at("2026-11-09 Mon 10:00"), at("2026-12-07 Mon 09:00")
HANDED_IN, SILENCE = at("2026-12-07 Mon 10:00"), at("2026-12-09 Wed 09:00")
DECLARED, DAY_OFF = at("2026-12-09 Wed 10:00"), "2026-12-10"
OFF = at("2026-12-10 Thu 10:00")
TURN_OF_THE_YEAR, NEXT_YEAR = at("2026-12-30 Wed 10:00"), at("2027-03-15 Mon 09:00")


@pytest.fixture
def office(running: Program, city: Settings, city_sessions: Sessions) -> Iterator[DyingOffice]:
    with dying_office(running, city, city_sessions, plays=False) as opened:
        opened.eyes.over_time = True
        yield opened


@pytest.fixture
def by_rq(running: Program, city: Settings, city_sessions: Sessions, redis_url: str) -> Iterator[DyingOffice]:
    with dying_office(running, city, city_sessions, redis_url, plays=False) as opened:
        opened.eyes.over_time = True
        yield opened


@pytest.mark.row("D3", part="killed at every step")
@pytest.mark.row("D4", part="killed at every step")
@pytest.mark.row("V5", part="checkpoints, killed at every step")
@pytest.mark.row("W4", part="killed at every step")
@pytest.mark.row("C4", part="its effects, killed at every step")
@pytest.mark.article("335 §17", "ORD §52")
def test_however_often_the_process_is_killed_tickets_limits_and_days_go_their_way_once(
    city: Settings, office: DyingOffice
) -> None:
    _tickets(office)
    if city.embedded or NIGHTLY:
        _tickets_over_time(office)
        _limits_end(office)
        _checkpoints(city, office)
        _a_day_is_declared_off(office)
        _the_next_year_is_entered(office)
        _the_catalogue_is_adjusted(office)
    _everything_is_told_once(office)
    _audited(city)


@pytest.mark.row("D4", part="a whole round by RQ, killed at every step")
@pytest.mark.row("W4", part="a whole round by RQ, killed at every step")
@pytest.mark.parametrize("city", ["postgresql"], ids=["rq"], indirect=True)
def test_a_whole_round_behind_redis_is_killed_wherever_it_is_and_all_that_was_due_happens_once(
    city: Settings, by_rq: DyingOffice
) -> None:
    """An RQ worker knows no effect alone: its round sweeps, alerts, carries out and signs, and is killed in each."""
    office = by_rq
    if NIGHTLY:
        _tickets(office)
    _all_is_due_at_once(office)
    steps = {"every": 1, "rewind": 8} if NIGHTLY else {"every": 23}
    office.dies_at_every_step("drain", each_time(OFF, pause=LATER), "round", changes=None, in_order=False, **steps)
    assert len(office.deaths["round"]) > (200 if NIGHTLY else 5)
    recounted = office.eyes.count(EventRow.kind == "deadline_recounted.1")
    office.lives("drain", OFF + timedelta(days=1))
    assert office.eyes.count(EventRow.kind == "deadline_recounted.1") == recounted > 0
    _escalated_once(office)
    _limits_ended_once(office, OFF)
    _signed_once(city, office)
    _everything_is_told_once(office)
    _audited(city)


def _all_is_due_at_once(office: DyingOffice) -> None:
    """Let two tickets and a case wait too long, and have a day declared off; nobody has gone round yet."""
    for body in ("另一件：没有人答复。", "又一件：还是没有人答复。"):
        office.lives("report", MONDAY, who="site", body=body)
    for days in (0, 1):
        office.lives("submit_again", HANDED_IN + timedelta(days=days), who="site")
    office.lives("sweep", SILENCE)
    assert office.eyes.count(EventRow.kind == "case_accepted.1") == 1, "the other is due in the round"
    office.lives("declare", DECLARED, day=DAY_OFF)


def _tickets(office: DyingOffice) -> None:
    """Bring a complaint, and have it accepted, given to somebody and answered."""
    brought = {"who": "site", "body": "窗口另外要一份证明。"}
    office.dies_at_every_step("report", each_time(MONDAY), rewind=FROM_ITS_BEGINNING, **brought)
    for minutes, command in enumerate(("accept", "assign", "answer"), 1):
        row = office.eyes.ticket_of(office.people["site"])
        page = {"number": row.number, "command": command, "revision": row.revision}
        office.dies_at_every_step("handle", each_time(MONDAY + timedelta(minutes=minutes)), command, **page)
    kinds = _ticket_events(office, row.number)
    for each in ("opened", "accepted", "assigned", "answered"):
        assert kinds.count(f"ticket_{each}.1") == 1, kinds
    papers = office.eyes.count(DocumentRow.case_number == row.number, DocumentRow.kind == "complaint_answer")
    assert papers == 1, "the answer is one document; that it is sealed and told once is looked at in the end"


def _tickets_over_time(office: DyingOffice) -> None:
    """Let the limits of two further tickets end: each is put before the supervisor once."""
    for body in ("另一件：没有人答复。", "又一件：还是没有人答复。"):
        office.lives("report", MONDAY, who="site", body=body)
    due = office.eyes.count(TicketRow.fires_at < LATE)
    office.dies_at_every_step("sweep_tickets", each_time(LATE), changes=due, rewind=FROM_ITS_BEGINNING)
    _escalated_once(office)


def _escalated_once(office: DyingOffice) -> None:
    with office.eyes.looking() as session:
        late = session.scalars(select(TicketRow).where(TicketRow.escalated)).all()
        for row in late:
            missed = [each for each in ticket_events(session, row.number) if isinstance(each, LimitMissed)]
            assert len({each.limit for each in missed}) == len(missed) > 0
    assert len(late) == 2


def _limits_end(office: DyingOffice) -> None:
    """Let silence accept two cases, and tell of every limit that is missed, once to each role (335 §17)."""
    for minutes in (0, 1):
        office.lives("submit_again", HANDED_IN + timedelta(minutes=minutes), who="site")
    office.dies_at_every_step("sweep", each_time(SILENCE), changes=2, rewind=FROM_ITS_BEGINNING)
    limits = office.eyes.count(DeadlineRow.alert_at <= SILENCE)
    assert limits > 0
    office.dies_at_every_step("tell_due", each_time(SILENCE), changes=None, rewind=FROM_ITS_BEGINNING)
    _limits_ended_once(office, SILENCE)


def _limits_ended_once(office: DyingOffice, until: datetime) -> None:
    assert office.eyes.count(EventRow.kind == "case_accepted.1") == 2
    assert office.eyes.count(DeadlineRow.alert_at <= until) == 0
    with office.eyes.looking() as session:
        alerts = session.scalars(select(StaffAlertRow)).all()
        told = session.scalars(select(DeadlineRow).where(DeadlineRow.alerted != "")).all()
        assert {(each.number, each.deadline) for each in alerts} == {(each.number, each.id) for each in told}
        assert {each.role for each in alerts} >= {"supervisor"}


def _checkpoints(city: Settings, office: DyingOffice) -> None:
    """Sign where everything stands, with a new key that is made in between; nothing is signed twice or left out."""
    (city.keys / "audit.pem").unlink(missing_ok=True)
    office.dies_at_every_step("checkpoint", each_time(SILENCE), rewind=FROM_ITS_BEGINNING)
    assert {"before key file", "after key file"} <= set(office.deaths["checkpoint"])
    _signed_once(city, office)


def _signed_once(city: Settings, office: DyingOffice) -> None:
    with office.eyes.looking() as session:
        rows = session.scalars(select(CheckpointRow).order_by(CheckpointRow.serial)).all()
        heads = [(number, seq) for row in rows for number, seq, _hash in row.heads]
        assert len(set(heads)) == len(heads) > 0
        assert list(verify_checkpoints(session, AuditKey(city.keys).known())) == []
    assert office.eyes.count(CaseRow.checkpointed < CaseRow.revision) == 0


def _a_day_is_declared_off(office: DyingOffice) -> None:
    """Declare a day off; the worker counts each open limit again, once."""
    office.dies_at_every_step("declare", each_time(DECLARED), rewind=FROM_ITS_BEGINNING, day=DAY_OFF)
    # two cases, the batch itself, and the look that finds no more
    office.carried_out_at_every_death("count_again", DECLARED + LATER, changes=4)
    with office.eyes.looking() as session:
        ends = session.scalars(select(DeadlineRow).where(DeadlineRow.is_open, DeadlineRow.due_at.is_not(None))).all()
        assert len({each.number for each in ends}) == 2
    assert office.eyes.count(EventRow.kind == "deadline_recounted.1") == len(ends)


def _the_next_year_is_entered(office: DyingOffice) -> None:
    """Let a limit that ended on presumed days end once more, on the days that were announced (D1)."""
    office.lives("submit_again", TURN_OF_THE_YEAR, who="site")
    office.lives("want_more", TURN_OF_THE_YEAR + timedelta(hours=1), who="site")
    office.lives("sweep", NEXT_YEAR)
    number = office.eyes.case_of(office.people["site"]).number
    assert office.eyes.count(DeadlineRow.provisional) > 0
    office.dies_at_every_step("sweep_the_new_year", each_time(NEXT_YEAR), changes=None, rewind=FROM_ITS_BEGINNING)
    assert office.eyes.count(DeadlineRow.provisional) == 0
    assert office.eyes.case_of(office.people["site"]).outcome == "deemed_withdrawn"
    assert office.eyes.kinds(number).count("case_withdrawn.1") == 1


def _the_catalogue_is_adjusted(office: DyingOffice) -> None:
    """Confirm the end of an item: the claims of all bodies are opened at once, and each is claimed once (7 §6)."""
    office.lives("adjust", NEXT_YEAR)
    confirmed, sampled = NEXT_YEAR + timedelta(hours=2), 1 if NIGHTLY else 7
    office.carried_out_at_every_death("adjustment_decided", confirmed, every=sampled)
    with office.eyes.looking() as session:
        cases = session.scalars(select(CaseRow).where(CaseRow.item == id_of(CLAIM))).all()
        adjustment = session.scalars(select(CaseRow.number).where(CaseRow.item == id_of(ADJUSTMENT))).one()
    bodies = [each.tenant_id for each in cases]
    assert len(bodies) == len(set(bodies)) > 1
    page = {"adjustment": adjustment, "revision": next(each.revision for each in cases if each.tenant_id == TENANT)}
    office.dies_at_every_step("claim", each_time(confirmed), every=1 if NIGHTLY else 3, **page)
    office.carried_out_at_every_death("adjustment_decided", confirmed + LATER, changes=1, every=sampled)
    claimed = office.eyes.count(CaseRow.item == id_of(CLAIM), CaseRow.outcome == "granted")
    assert claimed == 1


def _everything_is_told_once(office: DyingOffice) -> None:
    """Carry out all that is left: each person is told of each thing once, by each way."""
    office.eyes.put_off([each for each in office.eyes.effects() if each.kind != "archive_case"], NEXT_YEAR)
    for hours in (24, 25):
        office.lives("drain", NEXT_YEAR + timedelta(hours=hours))
    assert {each.kind for each in office.eyes.effects()} <= {"archive_case"}
    office.eyes.all_is_in_order()
    office.eyes.everybody_was_told_of_each_document()
    mails = [each.strip("<>").partition("@")[0] for each in office.receivers.mails.taken]
    assert len(set(mails)) == len(mails) > 0


def _ticket_events(office: DyingOffice, number: str) -> list[str]:
    with office.eyes.looking() as session:
        return [each.kind for each in ticket_events(session, number)]


def _audited(city: Settings) -> None:
    env = {"TONGBAN_DATA": str(city.data), "TONGBAN_SECRET_KEY": city.secret_key, "DATABASE_URL": city.database_url}
    told = CliRunner().invoke(commands, ["audit", "verify"], env=env)
    assert told.exit_code == 0, (told.output, told.exception)
