"""The adjustment of items as cases: its clocks, what a confirmation does, of each kind (C4; 36 §14–17; 7 §6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from adjusting_city import DEPARTMENT, EDITOR, MANAGER, ROOT, SIGNBOARD, AdjustingCity
from door_desk import CHIEF, CLERK, ZONE, DoorDesk, at
from sqlalchemy import select

from tongban.cases.adjusting import Asked, drafted_files, file_own, party_of
from tongban.cases.adjusting.proposing import AdjustmentRefused
from tongban.cases.documents import documents_of
from tongban.cases.door import act
from tongban.cases.history import verify
from tongban.cases.register import own_case
from tongban.cases.tables import CaseRow, OutboxRow
from tongban.database import Scope, Sessions, scoped
from tongban.delivery import adjusting as handlers
from tongban.errors import NotFound, TongbanError
from tongban.law import CaseOutcome, DeadlineKind, Refusal, State
from tongban.law.commands import Accept, CompleteStep, Deliver, Grant, Refuse
from tongban.publishing import Books, PublicationRefused, in_use, publish_drafts, republish, save_draft
from tongban.publishing.memory import definition
from tongban.publishing.versions import IN_USE, history
from tongban.settings import Settings

DISTRICTS = {"yunyang", "yuzhong", "jiangbei"}
PROPOSED, REVIEWED, CONFIRMED = "2026-09-21 Mon 10:00", "2026-09-22 Tue 10:00", "2026-09-23 Wed 10:00"
CLAIMED = "2026-09-24 Thu 10:00"


@pytest.fixture
def offices(city: Settings, city_sessions: Sessions, books: Books) -> AdjustingCity:
    return AdjustingCity(city, city_sessions, books)


def limit(offices: AdjustingCity, tenant: str, number: str, kind: DeadlineKind, subject: str = "") -> datetime | None:
    found = [each for each in offices.case(tenant, number).deadlines if (each.kind, each.subject) == (kind, subject)]
    due = found[-1].due
    return due.astimezone(ZONE) if due else None


def end(text: str) -> datetime:
    return at(f"{text} 23:59").replace(second=59, microsecond=999999)


#: proposed, reviewed, confirmed → last days of review, confirmation and claim, counted by hand on the wall calendar.
#: 2026: 25–27 September is the mid-autumn holiday, 20 September is worked; 1–7 October, 10 October is worked.
BY_HAND = [
    # Mon 7 → Tue 8, Wed 9, Thu 10, Fri 11, Mon 14; on Wed 9 → Thu 10, Fri 11, Mon 14; on Thu 10 → Fri 11, Mon 14
    (("2026-09-07 Mon", "2026-09-09 Wed", "2026-09-10 Thu"), ("2026-09-14 Mon", "2026-09-14 Mon", "2026-09-14 Mon")),
    # Fri 18 → Sun 20 (worked), Mon 21 … Thu 24; on Thu 24 → (25–27 off) Mon 28, Tue 29, Wed 30; on Wed 30 → Thu 8, Fri 9
    (("2026-09-18 Fri", "2026-09-24 Thu", "2026-09-30 Wed"), ("2026-09-24 Thu", "2026-09-30 Wed", "2026-10-09 Fri")),
    # Tue 29 → Wed 30, (1–7 off) Thu 8, Fri 9, Sat 10 (worked), Mon 12; on Fri 9 → Sat 10, Mon 12, Tue 13; on Fri 9 → Sat 10, Mon 12
    (("2026-09-29 Tue", "2026-10-09 Fri", "2026-10-09 Fri"), ("2026-10-12 Mon", "2026-10-13 Tue", "2026-10-12 Mon")),
]


@pytest.mark.row("C4")
@pytest.mark.parametrize(("days", "ends"), BY_HAND)
def test_each_limit_ends_on_the_day_counted_by_hand(offices: AdjustingCity, days, ends) -> None:
    proposed, reviewed, confirmed = (f"{day} 10:00" for day in days)
    number = offices.propose(proposed).number
    assert limit(offices, ROOT, number, DeadlineKind.STEP, "legality") == end(ends[0])
    offices.review(reviewed)
    assert limit(offices, ROOT, number, DeadlineKind.STEP, "confirmation") == end(ends[1])
    offices.confirm(confirmed)
    offices.work(confirmed)
    for tenant, claimed in offices.claims(confirmed).items():
        assert limit(offices, tenant, claimed.number, DeadlineKind.STEP, "claim") == end(ends[2])


@pytest.mark.row("C4")
def test_what_is_late_is_marked_by_the_sweep_and_stays_marked(offices: AdjustingCity) -> None:
    number = offices.propose("2026-09-07 Mon 10:00").number
    assert offices.sweep("2026-09-14 Mon 23:00") == 0
    offices.sweep("2026-09-15 Tue 00:01")
    late = [each for each in offices.case().deadlines if each.missed_at is not None]
    assert [each.subject for each in late] == ["legality"]
    offices.review("2026-09-15 Tue 10:00")
    offices.confirm("2026-09-16 Wed 10:00")
    offices.work("2026-09-16 Wed 10:00")
    assert not any(each.late for each in offices.claims("2026-09-18 Fri 23:00").values())
    offices.claim("yunyang", "2026-09-18 Fri 15:00")
    offices.sweep("2026-09-19 Sat 00:01")
    claims = offices.claims("2026-09-19 Sat 00:01", number)
    assert {tenant for tenant, each in claims.items() if each.late} == set(claims) - {"yunyang"}
    offices.claim("jiangbei", "2026-09-21 Mon 09:00")
    assert offices.claims("2026-09-21 Mon 09:01")["jiangbei"].late, "claimed late stays late"


@pytest.mark.row("C4")
def test_an_office_among_offices_gets_no_notice_and_its_case_closes_with_the_decision(offices: AdjustingCity) -> None:
    number = offices.confirmed(PROPOSED, REVIEWED, CONFIRMED)
    case = offices.case()
    assert (case.state, case.outcome, case.notices) == (State.CLOSED, CaseOutcome.GRANTED, ())
    with scoped(ROOT):
        assert documents_of(offices.sessions(), number) == []
        assert list(verify(offices.sessions(), [offices.row(ROOT, number)])) == []


@pytest.mark.row("C4")
def test_a_cancelled_item_takes_no_case_at_once_while_running_cases_finish(offices: AdjustingCity) -> None:
    desk = DoorDesk(offices.sessions, offices.books, "yunyang", "signboard-record")
    running = desk.submit("2026-09-21 Mon 09:00")
    offices.confirmed(PROPOSED, REVIEWED, CONFIRMED)
    for tenant in DISTRICTS:
        with scoped(tenant), pytest.raises(NotFound, match="停止受理新的申请；已经受理的办件继续办结") as told:
            in_use(offices.sessions(), tenant, "signboard-record")
        assert told.value.article == "36 §14"
    offices.sessions().rollback()
    _finish(desk, running.number)
    assert desk.row(running.number).state == "closed"
    with scoped("yunyang"), pytest.raises(TongbanError, match="不能恢复旧版本"):
        republish(offices.sessions(), offices.books, "yunyang", "signboard-record", 1, by="x", now=at(CLAIMED))


def _finish(desk: DoorDesk, number: str) -> None:
    with scoped(desk.tenant):
        described = definition(desk.sessions(), desk.row(number).definition_hash)
        from tongban.cases.register import case_of
        from tongban.law import MaterialVerdict, Verdict, applicable

        case = case_of(desk.row(number))
        checked = tuple(MaterialVerdict(each.id, Verdict.OK) for each in applicable.handed_in(case, described))
    commands = [Grant(CHIEF, "准予。", checked)] if described.on_the_spot else [Accept(CLERK, checked)]
    for command in (*commands, Deliver(CLERK, described.delivery[0])):
        desk.done(number, command, "2026-09-24 Thu 11:00")
