"""The process is killed at every step of the door and of the outbox: nothing is lost, doubled, skipped or told twice.

After each death a new process goes on as a real client would: the same application is sent again under the same key,
the same page is sent again, the gateway tells again, the outbox is drained again once the dead one's lease has ended.
On SQLite it is killed at every statement as well; on PostgreSQL and with RQ before and after each thing that others
see, and at every statement by `make nightly`. How many steps were tried is kept as a property of the test suite
(`pytest --junitxml`).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from crash_office import BEGUN, FROM_ITS_BEGINNING, LATER, DyingOffice, Program, dying_office, each_time
from door_desk import at
from tongban.cases.archiving import ArchiveRow, verify_bag
from tongban.cases.files import FileStore
from tongban.cases.licences import LicenceVersionRow
from tongban.cases.tables import DocumentRow, FileRow, OutboxRow
from tongban.cases.telling import Channel, DeliveryState
from tongban.cli.main import commands
from tongban.database import Sessions
from tongban.settings import Settings

pytestmark = pytest.mark.drill

KILLED = [("sqlite", "alone"), ("postgresql", "alone"), ("postgresql", "rq")]
NAMES = ["sqlite", "postgresql", "rq"]
#: acts that write nothing which others do not write too: killed on SQLite; on PostgreSQL by `make nightly`
SAME_DOOR = {"supply", "complete_step", "start_special_procedure", "end_special_procedure"}
#: by day, each so manieth step of a whole round on PostgreSQL; with RQ it has some 230, most of them words with Redis
OF_A_ROUND = {"alone": 3, "rq": 11}
#: by day, each so manieth step of one effect: what a worker does for it is the same, whoever told the worker to look
OF_AN_EFFECT = {"alone": 1, "rq": 11}
END = at("2026-11-16 Mon 10:00")
BY_MISTAKE = "paid by mistake a second time"
OF_THE_MISTAKE = ("payment_received.1", "refund_ordered.1", "refund_made.1", "notice_ordered.1")
ARCHIVED, SILENCE = at("2026-12-21 Mon 10:00"), at("2026-12-24 Thu 10:00")


@pytest.fixture
def office(
    request: pytest.FixtureRequest, running: Program, city: Settings, city_sessions: Sessions, courier: str
) -> Iterator[DyingOffice]:
    redis_url = request.getfixturevalue("redis_url") if courier == "rq" else ""
    with dying_office(running, city, city_sessions, redis_url) as opened:
        yield opened


@pytest.mark.row("L1", part="killed at every step")
@pytest.mark.row("L13", part="killed at every step")
@pytest.mark.row("L15", part="killed at every step")
@pytest.mark.row("N2", part="killed at every step")
@pytest.mark.row("N3", part="killed at every step")
@pytest.mark.row("V5", part="killed at every step")
@pytest.mark.article("335 §17")
@pytest.mark.parametrize(("city", "courier"), KILLED, ids=NAMES, indirect=["city"])
def test_however_often_the_process_is_killed_a_case_goes_its_way_once_and_everybody_is_told_once(
    city: Settings, office: DyingOffice, courier: str, record_testsuite_property: Callable[[str, object], None]
) -> None:
    whole = city.embedded or "TONGBAN_NIGHTLY" in os.environ
    office.every_statement = whole
    of_effect, of_round = (1, 1) if whole else (OF_AN_EFFECT[courier], OF_A_ROUND[courier])
    number = _door(office, of_effect, whole=whole)
    _outbox(office, of_effect, of_round)
    _channels(office)
    _the_rest(office, of_effect)
    for deed, died in office.deaths.items():
        record_testsuite_property(f"{courier} {city.database_url[:6]}: killed in {deed}", len(died))
    assert min(len(died) for died in office.deaths.values()) >= (4 if whole else 1), office.deaths

    office.eyes.all_is_in_order()
    office.eyes.everybody_was_told_of_each_document()
    _went_like_a_case_in_which_nobody_died(office, number)
    _receivers_hold_each_thing_once(office, number)
    _kept_once(city, office, number)
    if courier == "alone":
        _time_passes(office)
    _audited(city)


def _door(office: DyingOffice, of_effect: int, *, whole: bool) -> str:
    """Bring a case through the door, from the application to the licence; returns its number."""
    site = office.people["site"]
    office.dies_at_every_step("apply", each_time(BEGUN), rewind=FROM_ITS_BEGINNING, who="site")
    number = office.eyes.case_of(site).number
    for index, (deed, moment) in enumerate(office.plan):
        page = {"number": number, "index": index, "revision": office.eyes.case_of(site).revision}
        if deed == "pay":
            _pay(office, number, datetime.fromisoformat(moment), of_effect)
        elif deed in SAME_DOOR and not whole:
            office.lives("act", datetime.fromisoformat(moment), **page)
        else:
            office.dies_at_every_step("act", each_time(datetime.fromisoformat(moment)), deed, **page)
    return number


def _pay(office: DyingOffice, number: str, moment: datetime, every: int) -> None:
    """Have the fee ordered, pay it at the gateway, and let the gateway tell of it until it is answered; then again."""
    office.carried_out_at_every_death("order_payment", moment - timedelta(hours=2), every=every)
    told = {**office.receivers.gateway.pay(f"{number}-F1"), "paid_at": moment.isoformat()}
    office.dies_at_every_step("paid", each_time(moment), told=told)
    office.lives("paid", moment, told={**told, "payment": BY_MISTAKE})
    office.carried_out_at_every_death("refund_payment", moment, every=every)


def _outbox(office: DyingOffice, of_effect: int, of_round: int) -> None:
    office.lives("complain", END, who="site")
    for kind in ("tell_ticket", "seal_licence", "seal_document"):
        office.carried_out_at_every_death(kind, END, every=of_effect)
    office.carried_out_at_every_death("tell_applicant", END, draining=False, every=of_round)


def _channels(office: DyingOffice) -> None:
    office.lives("tell_often", END, who="site", times=24)
    office.eyes.put_off(office.eyes.effects(), END + timedelta(days=20))
    for place, channel in enumerate((Channel.EMAIL, Channel.SMS, Channel.WEBHOOK)):
        office.a_fresh_one_at_every_death(channel, END + 2 * place * LATER)
        assert {"before deliver", "after deliver"} <= set(office.deaths[channel])


def _the_rest(office: DyingOffice, every: int) -> None:
    """Carry out all that is left; where nobody can know whether a mail went out, a person asks and decides."""
    office.eyes.put_off([each for each in office.eyes.effects() if each.kind != "archive_case"], END)
    office.lives("drain", END + timedelta(hours=1))
    uncertain = [each for each in office.eyes.deliveries(Channel.EMAIL) if each.state == DeliveryState.UNCERTAIN]
    arrived = {each.key: _mails(office)[each.key] for each in uncertain}
    assert set(arrived.values()) == {0, 1}, "killed before and after the mail went out"
    for key, times in arrived.items():
        office.lives("settle", END + timedelta(hours=1), key=key, arrived=bool(times))
    office.lives("drain", END + timedelta(hours=2))
    assert {each.kind for each in office.eyes.effects()} == {"archive_case"}
    office.carried_out_at_every_death("archive_case", ARCHIVED, every=every)
    office.eyes.put_off(office.eyes.effects(), ARCHIVED)
    office.lives("drain", ARCHIVED + timedelta(days=1))
    assert office.eyes.effects() == []


def _went_like_a_case_in_which_nobody_died(office: DyingOffice, number: str) -> None:
    """Compare with the case of somebody who did not pay a second time by mistake."""
    twin = office.eyes.kinds(office.eyes.case_of(office.people["twin"]).number)
    more = Counter(office.eyes.kinds(number)) - Counter(twin)
    assert Counter(twin) - Counter(office.eyes.kinds(number)) == Counter()
    assert more == Counter(OF_THE_MISTAKE)


def _mails(office: DyingOffice) -> Counter[str]:
    return Counter(each.strip("<>").partition("@")[0] for each in office.receivers.mails.taken)


def _receivers_hold_each_thing_once(office: DyingOffice, number: str) -> None:
    """Everything that was ordered came once, and nothing came that nobody ordered."""
    there = {
        Channel.EMAIL: _mails(office),
        Channel.SMS: Counter(office.receivers.phones.taken),
        Channel.WEBHOOK: Counter(office.receivers.systems.taken),
    }
    for channel in (Channel.SMS, Channel.WEBHOOK):
        assert {each.state for each in office.eyes.deliveries(channel)} == {DeliveryState.SENT}
    for channel, taken in there.items():
        assert taken == Counter(each.key for each in office.eyes.deliveries(channel)), channel
    gateway = office.receivers.gateway
    assert f"{number}-F1" in gateway.orders
    assert list(gateway.refunds) == [BY_MISTAKE]


def _kept_once(city: Settings, office: DyingOffice, number: str) -> None:
    """One signed licence, one whole archive, every file under its hash, and no effect that ever failed."""
    store = FileStore(city.files_url)
    with office.eyes.looking() as session:
        assert all(each.signature for each in session.scalars(select(LicenceVersionRow)))
        archive = session.scalars(select(ArchiveRow).where(ArchiveRow.number == number)).one()
        assert list(verify_bag(store.get(archive.package))) == []
        for document in session.scalars(select(DocumentRow)):
            assert len(store.get(str(document.pdf))) == document.pdf_size
        for file in session.scalars(select(FileRow).where(FileRow.case_number == number)):
            assert store.get(file.sha256).startswith(b"%PDF")
        assert set(session.scalars(select(OutboxRow.error))) == {None}


def _time_passes(office: DyingOffice) -> None:
    """Let silence accept a case, and the gateway's lost word be found by asking: once each (335 §17; L13)."""
    office.lives("submit_again", ARCHIVED, who="site")
    number = office.eyes.case_of(office.people["site"]).number
    office.dies_at_every_step("sweep", each_time(SILENCE))
    assert len([each for each in office.eyes.kinds(number) if each.startswith("case_accepted")]) == 1
    office.lives("reconcile", SILENCE + LATER)
    office.receivers.gateway.pay(f"{number}-F1")
    office.dies_at_every_step("reconcile", each_time(SILENCE + LATER, pause=LATER))
    assert len([each for each in office.eyes.kinds(number) if each.startswith("payment_received")]) == 1


def _audited(city: Settings) -> None:
    """Have every chain, and what it folds to, checked as an operator does."""
    env = {"TONGBAN_DATA": str(city.data), "TONGBAN_SECRET_KEY": city.secret_key, "DATABASE_URL": city.database_url}
    told = CliRunner().invoke(commands, ["audit", "verify"], env=env)
    assert told.exit_code == 0, (told.output, told.exception)
    assert told.output.splitlines()[-1].endswith(" 件，0 处不符。")
