"""Ten thousand exchanges over a network that does what it can to spoil them: nothing lost, doubled or forged (X2)."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select

from sichuan_chongqing.exchange.comparing import Judgement, compare
from sichuan_chongqing.exchange.post import post
from sichuan_chongqing.exchange.saying import moment
from sichuan_chongqing.exchange.sending import dead_letters
from sichuan_chongqing.exchange.side import side_of
from sichuan_chongqing.exchange.tables import IncomingRow, OutgoingRow
from sichuan_chongqing.handling.book import Book, load
from sichuan_chongqing.protocol import bodies as said
from sichuan_chongqing.protocol.envelope import seal
from sichuan_chongqing.protocol.keys import make_key
from sichuan_chongqing.tests.fault_proxy import FaultProxy
from sichuan_chongqing.tests.two_sides import Clock, Installation, both_sides, connect, serving

pytestmark = pytest.mark.drill

GUANGAN, JIANGBEI, AGREEMENT = "511602", "500105", "chongqing-guangan"
CASES, EACH = 100, 51  # messages of each side in each case: one more than 10,000 in all
A_FEW = (8, 12)
WEIGHTS = {
    "pass": 10, "cut before": 2, "cut within": 2, "answer lost": 3, "answer cut": 2, "delay": 2, "double": 3,
    "reorder": 3, "corrupt": 3, "answer corrupted": 2, "replay": 3,
}  # fmt: skip


def open_cases(ga: Installation, cases: range) -> None:
    """Open cases whose paper is still on its way: both sides have something to say, and none is before the law."""
    with ga.office() as office:
        side, at = side_of(office), moment(office.now)
        intake = said.Intake("川渝通办综合窗口", "李四", "card_read", "SJ-1", at)
        who = said.Applicant("person", "张三", "111", "110101199001010015")
        sheets = (said.Sheet("assessment", "残疾评定表", paper=True),)
        for number in cases:
            body = said.Opened("disability-card", "taken_in_there", who, {}, sheets, "0" * 64, intake)
            Book(office, side, f"c-{number:04}").open(AGREEMENT, GUANGAN, JIANGBEI, body)


def speak(side: Installation, case_id: str, count: int, who: str) -> None:
    with side.office() as office:
        book = load(office, side_of(office), case_id)
        for number in range(count):
            book.say(
                said.Progress("waiting", f"{who}{number}", moment(office.now))
                if who == "cq"
                else said.Probe(str(number))
            )


def settle(clock: Clock, *sides: Installation, rounds: int = 400) -> int:
    """Let both workers work at once, an hour after another, until nothing waits."""
    for done in range(rounds):
        workers = [threading.Thread(target=side.work) for side in sides]
        for each in workers:
            each.start()
        for each in workers:
            each.join()
        if not any(waits(side) for side in sides):
            return done
        assert not any(dead(side) for side in sides)
        clock.pass_by(hours=1)
    raise AssertionError("the exchange did not come to rest")


def dead(side: Installation) -> list[str]:
    with side.office() as office:
        return [each.error for each in dead_letters(office)]


def waits(side: Installation) -> int:
    with side.office() as office:
        out = select(func.count()).select_from(OutgoingRow).where(OutgoingRow.kept_at.is_(None))
        into = select(func.count()).select_from(IncomingRow).where(IncomingRow.processed_at.is_(None))
        return (office.session.scalar(out) or 0) + (office.session.scalar(into) or 0)


def kept(side: Installation, table: type[OutgoingRow] | type[IncomingRow]) -> list[tuple[str, int, str]]:
    with side.office() as office:
        wanted = select(table.case_id, table.sequence, table.digest).order_by(table.case_id, table.sequence)
        return [(case, sequence, digest) for case, sequence, digest in office.session.execute(wanted)]


@pytest.mark.row("X2")
@pytest.mark.parametrize(("database", "cases", "each"), [("sqlite", CASES, EACH), ("postgresql", *A_FEW)])
def test_ten_thousand_exchanges_survive_a_network_that_spoils_what_it_can(
    tmp_path: Path, request: pytest.FixtureRequest, database: str, cases: int, each: int
) -> None:
    """On SQLite all of them; on PostgreSQL, two databases of one server, as many as meet most of the faults."""
    clock = Clock()
    server = request.getfixturevalue("postgres_server") if database == "postgresql" else ""
    cq, ga = both_sides(tmp_path, clock, server)
    with serving(cq) as cq_url, serving(ga) as ga_url:
        to_cq = FaultProxy(int(cq_url.rsplit(":", 1)[1]), 1, WEIGHTS)
        to_ga = FaultProxy(int(ga_url.rsplit(":", 1)[1]), 2, WEIGHTS)
        connect(cq, {"sichuan": to_ga.url})
        connect(ga, {"chongqing": to_cq.url})
        open_cases(ga, range(cases))
        settle(clock, cq, ga)
        for number in range(cases):
            speak(ga, f"c-{number:04}", each - 1, "ga")
            speak(cq, f"c-{number:04}", each, "cq")
        settle(clock, cq, ga)
        forge(cq_url, cq, ga)
        for proxy in (to_cq, to_ga):
            proxy.healthy = True
        assert kept(cq, IncomingRow) == kept(ga, OutgoingRow)
        assert kept(ga, IncomingRow) == kept(cq, OutgoingRow)
        said_by_both = [row for side in (cq, ga) for row in kept(side, OutgoingRow)]
        assert len(said_by_both) >= 2 * cases * each >= (10_000 if database == "sqlite" else 0)
        with ga.office() as office:
            compared = list(compare(office, side_of(office), "chongqing"))
            assert len(compared) == 2 * cases
            assert {each.judgement for each in compared} == {Judgement.AGREED}
            processed = select(func.count()).select_from(OutgoingRow).where(OutgoingRow.verdict == "done")
            assert office.session.scalar(processed) == cases * each
        with cq.office() as office:
            course = load(office, side_of(office), "c-0007").course
            assert course is not None
            assert [each.words for each in course.progress] == [f"cq{number}" for number in range(each)]
        met = {fault for fault in WEIGHTS if to_cq.counted[fault] + to_ga.counted[fault]}
        assert met == set(WEIGHTS) if database == "sqlite" else len(met) > 5
        to_cq.close()
        to_ga.close()


def forge(cq_url: str, cq: Installation, ga: Installation) -> None:
    """Send, signed by a stranger, what only the other side may say: nothing of it is kept."""
    with ga.office() as office:
        book = load(office, side_of(office), "c-0001")
        forged = {**book.messages[0].data, "id": "forged", "sequence": 500}
    before = kept(cq, IncomingRow)
    raw = seal({"messages": [forged]}, "messages", make_key(), "sichuan", "chongqing", "n", ga.clock())
    status, answer = post(cq_url, "messages", raw)
    assert (status, b"unknown_key" in answer) == (401, True)
    assert kept(cq, IncomingRow) == before
