"""The process is killed at every step of the door and of the outbox: nothing is lost, doubled, skipped or told twice.

After each death a new process goes on as a real client would: the same application is sent again under the same key,
the same page is sent again, the gateway tells again, the outbox is drained again once the dead one's lease has ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from crash_office import BEGUN, DyingOffice, Program, dying_office, each_time
from door_desk import at
from tongban.cases.archiving import ArchiveRow, verify_bag
from tongban.cases.files import FileStore
from tongban.cases.licences import LicenceRow, LicenceVersionRow
from tongban.cases.tables import DocumentRow, FileRow
from tongban.database import Sessions
from tongban.settings import Settings

KILLED = [("sqlite", "alone"), ("postgresql", "alone"), ("postgresql", "rq")]
NAMES = ["sqlite", "postgresql", "rq"]
AFTER_THE_END = at("2026-12-21 Mon 10:00")
#: what an act came to, beside its event
DOOR = ("apply", "request_supplement", "supply", "accept", "complete_step", "grant", "deliver")


@pytest.fixture
def office(
    request: pytest.FixtureRequest, running: Program, city: Settings, city_sessions: Sessions, courier: str
) -> Iterator[DyingOffice]:
    redis_url = request.getfixturevalue("redis_url") if courier == "rq" else ""
    with dying_office(running, city, city_sessions, redis_url) as opened:
        yield opened


@pytest.mark.row("L1", part="killed at every step")
@pytest.mark.row("L15", part="killed at every step")
@pytest.mark.row("N2", part="killed at every step")
@pytest.mark.row("V5", part="killed at every step")
@pytest.mark.parametrize(("city", "courier"), KILLED, ids=NAMES, indirect=["city"])
def test_killed_at_every_step_a_case_goes_its_way_once(
    city: Settings, office: DyingOffice, record_testsuite_property: Callable[[str, object], None]
) -> None:
    site = office.people["site"]
    office.dies_at_every_step("apply", each_time(BEGUN), who="site")
    number = office.eyes.case_of(site).number
    for index, (deed, moment) in enumerate(office.plan):
        if deed == "pay":
            _pay(office, number, datetime.fromisoformat(moment))
        else:
            page = {"number": number, "index": index, "revision": office.eyes.case_of(site).revision}
            office.dies_at_every_step("act", each_time(datetime.fromisoformat(moment)), deed, **page)
    for kind in ("tell_applicant", "seal_licence", "seal_document"):
        office.carried_out_at_every_death(kind, AFTER_THE_END, draining=kind != "tell_applicant")
    _drain_but(office, "archive_case")
    office.carried_out_at_every_death("archive_case", AFTER_THE_END + timedelta(days=30))
    for deed, died in office.deaths.items():
        record_testsuite_property(f"{city.database_url[:6]}: killed at steps of {deed}", len(died))
    print({deed: len(died) for deed, died in office.deaths.items()})


def _pay(office: DyingOffice, number: str, moment: datetime) -> None:
    """Have the fee ordered at the gateway, pay it there, and let the gateway tell of it until it is answered."""
    office.carried_out_at_every_death("order_payment", moment - timedelta(hours=2))
    assert list(office.receivers.gateway.orders).count(f"{number}-F1") == 1
    told = {**office.receivers.gateway.pay(f"{number}-F1"), "paid_at": moment.isoformat()}
    office.dies_at_every_step("paid", each_time(moment), told=told)


def _drain_but(office: DyingOffice, kind: str) -> None:
    waiting = office.eyes.effects()
    office.eyes.put_off([each for each in waiting if each.kind != kind], AFTER_THE_END)
    office.lives("drain", AFTER_THE_END)
    assert {each.kind for each in office.eyes.effects()} == {kind}
