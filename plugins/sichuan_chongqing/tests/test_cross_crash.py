"""Either side is killed wherever it can be, from the intake until both have closed: all goes on, once, and is whole.

A worker dies at every kind of step with every kind of message, its partner's server in the midst of taking in, and
whoever works at a window dies before and after the commit of each deed, and does it again. `make nightly` kills at
each single step, on both databases.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from dying_program import environment
from sichuan_chongqing.tests.two_sides import BEGIN

pytestmark = pytest.mark.drill

NIGHTLY = "TONGBAN_NIGHTLY" in os.environ
#: the lease of a dead worker has ended; where that brings nothing, the longest pause before a message is sent again
LATER, LONG_AFTER = timedelta(minutes=3), timedelta(minutes=61)
MOST = 4000  # lives
OTHER = {"cq": "ga", "ga": "cq"}
#: what is done at the windows, in rounds: after each, both sides work until nothing is left
ROUNDS = (
    (("cq", "notice"), ("cq", "receive"), ("cq", "hand over"), ("ga", "open alone"), ("ga", "open joint"),
     ("ga", "open back")),
    (("cq", "send"), ("cq", "grant alone"), ("ga", "withdraw"), ("ga", "decline joint")),
    (("ga", "signed damaged"), ("ga", "send back"), ("cq", "decline joint")),
    (("cq", "signed back"), ("cq", "send again")),
    (("ga", "signed missing"),),
    (("cq", "send anew"),),
    (("ga", "signed whole"),),
    (("ga", "ask"),),
    (("cq", "supply"),),
    (("ga", "accept"),),
    (("ga", "review"), ("ga", "grant"), ("ga", "send result")),
    (("cq", "handed"),),
)  # fmt: skip
CHONGQING, GUANGAN = "500105", "511602"
SAID_BY_CQ = {
    "case.opened": 1, "material.sent": 2, "papers.sent": 3, "papers.received": 1, "supplement.sent": 1,
    "result.handed": 1, "case.complete": 2, "case.declined": 1, "part.finished": 1, "notice.sent": 5, "case.decided": 1,
    "result.sent": 1, "case.progress": 1,
}  # fmt: skip
SAID_BY_GA = {
    "case.opened": 3, "case.withdrawn": 1, "part.finished": 1, "joint.result": 1, "papers.received": 3,
    "papers.sent": 1, "case.complete": 1, "notice.sent": 6, "supplement.asked": 1, "case.progress": 1,
    "case.decided": 1, "result.sent": 1, "result.handed": 1,
}  # fmt: skip


@dataclass
class Exchange:
    """The program with both sides, and what was told of their lives."""

    process: subprocess.Popen[str]
    at: datetime = BEGIN
    place: int = 0
    lives: int = 0
    deaths: list[dict[str, Any]] = field(default_factory=list)

    def order(self, **order: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        told = next((line for line in iter(self.process.stdout.readline, "") if line.startswith("=")), None)
        assert told is not None, "the program itself has ended"
        return json.loads(told[1:])

    def live(self, do: str, who: str, after: timedelta = LATER, **more: Any) -> list[dict[str, Any]]:
        """Let one side live; gives what it told, which ends with its own word where it was not killed."""
        self.at, self.lives = self.at + after, self.lives + 1
        assert self.lives < MOST, "it never came to its end"
        told: list[dict[str, Any]] = self.order(
            do=do, who=who, place=str(self.place), moment=self.at.isoformat(), **more
        )
        assert not any(each.get("ended") for each in told), told
        self.deaths += [each for each in told if "step" in each]
        return [each for each in told if not each.get("who", "").endswith("server")]

    def done(self, who: str, deed: str) -> None:
        """Have a deed done however often the window dies at it: over all its lives things change once."""
        self.place += 1
        stood: list[Any] = []
        ended = False
        while not ended:
            first, *_, last = self.live("deed", who, deed=deed)
            ended = "refused" in last
            stood += [first["stood"], *([last["stood"]] if ended else [])]
        changes = sum(was != now for was, now in pairwise(stood))
        assert changes == 1, f"{deed} changed {changes} things: {stood} {last}"
        repeated = stood[-1] == stood[-2]
        assert bool(last["refused"]) == repeated, last  # who does again what is done already is told so

    def rest(self, begun: Sequence[str]) -> None:
        """Let both workers work, and be killed, until nothing is left of what was begun at these sides."""
        busy, after = list(dict.fromkeys(begun)), LATER
        while busy:
            who = busy[0]
            *_, last = self.live("work", who, after)
            more = [OTHER[who]] if last["asked"] else []
            if "left" in last:
                self.place += 1
                busy = [*busy[1:], *([who] if last["left"] else [])]
            after = LONG_AFTER if last.get("left") else LATER
            busy = list(dict.fromkeys([*busy, *more]))

    def look(self, who: str) -> dict[str, Any]:
        self.place += 1
        told: dict[str, Any] = self.live("look", who)[-1]
        return told


#: what dying differs in between the two databases is one commit of the door and one lease of a worker, and tests/crash
#: kills these on PostgreSQL in each run; all that an exchange adds above them is the same code on both
BY_NIGHT = pytest.mark.skipif(not NIGHTLY, reason="make nightly kills exchanges on PostgreSQL too; the door, each run")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=BY_NIGHT)])
def exchange(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Exchange]:
    postgres = request.getfixturevalue("postgres_server") if request.param == "postgresql" else ""
    program = str(Path(__file__).parent / "dying_exchange.py")
    process = subprocess.Popen(  # noqa: S603 — our own program
        [sys.executable, program], env=environment(), text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        found = Exchange(process)
        found.order(do="open", folder=str(tmp_path), postgres=postgres, single=NIGHTLY)
        yield found
        process.communicate(timeout=20)  # its servers end with it
    finally:
        process.kill()
        process.wait(20)


@pytest.mark.row("X2", part="killed at every step")
@pytest.mark.row("X3", part="killed at every step")
def test_however_often_either_side_is_killed_each_case_goes_its_whole_way_once(
    exchange: Exchange, record_testsuite_property: Callable[[str, object], None]
) -> None:
    exchange.live("begin", "cq")
    for deeds in ROUNDS:
        for who, deed in deeds:
            exchange.done(who, deed)
        exchange.rest([who for who, _deed in deeds])
    cq, ga = exchange.look("cq"), exchange.look("ga")
    _both_have_the_same_and_each_once(cq, ga)
    _nothing_is_orphaned(cq, ga)
    _each_paper_is_in_one_hand(cq, ga)
    _each_notice_once(cq, ga)
    _killed_wherever_it_can_be(exchange, cq, ga)
    record_testsuite_property(
        f"killed in an exchange, {'single' if NIGHTLY else 'kinds of'} steps", len(exchange.deaths)
    )


def _both_have_the_same_and_each_once(cq: dict[str, Any], ga: dict[str, Any]) -> None:
    """Hold what each side has against what the other side said: in order, without a gap, each kind as often as done."""
    for sender, receiver, expected in ((cq, ga, SAID_BY_CQ), (ga, cq, SAID_BY_GA)):
        assert sender["sent"] == receiver["received"]
        cases = Counter(case for case, *_ in sender["sent"])
        assert [[case, n] for case, count in sorted(cases.items()) for n in range(1, count + 1)] == [
            each[:2] for each in sender["sent"]
        ]
        said = Counter(kind for _case, _number, kind, _digest in sender["sent"])
        heard = Counter(kind for _case, _number, kind, _digest in sender["received"])
        assert said.pop("processed") == heard.total() - heard["processed"]  # each acknowledged, and no more
        assert said == expected
        assert sender["compared"] == {"agreed": 8}  # four cases in both directions
        assert (sender["waiting"], sender["faults"], sender["chains"]) == ([], [], [])


def _nothing_is_orphaned(cq: dict[str, Any], ga: dict[str, Any]) -> None:
    """Hold the cases before the law on both sides against the cross-region ones: all closed, and none of its own."""
    ended = {"id-card": "finished", "unemployment": "finished", "household-transfer": "finished"}
    for side, items in ((cq, {"unemployment", "household-transfer"}), (ga, {"id-card", "household-transfer"})):
        assert side["stages"] == {**ended, "disability-card": "declined"}
        assert set(side["numbers"]) == items
        assert side["local"] == dict.fromkeys(side["numbers"].values(), "closed")
    assert (cq["loose"], ga["loose"]) == ({"photo": 2}, {})  # the window keeps what it took in, once each


def _each_paper_is_in_one_hand(cq: dict[str, Any], ga: dict[str, Any]) -> None:
    way = [CHONGQING, "courier", GUANGAN, "courier", CHONGQING, "courier", "courier", GUANGAN]
    for side in (cq, ga):
        assert side["hands"] == {"old-card": way, "assessment": [GUANGAN]}
        assert side["noted"] == {"old-card": GUANGAN, "assessment": GUANGAN}


def _each_notice_once(cq: dict[str, Any], ga: dict[str, Any]) -> None:
    for side in (cq, ga):
        assert len({number for _case, _name, number in side["notices"]}) == len(side["notices"])
        assert set(Counter(map(tuple, side["documents"])).values()) == {1}
    names = {item: Counter(name for case, name, _number in side["notices"] if item in case)
             for side, item in ((ga, "500105-511602"), (cq, "unemployment"), (cq, "household-transfer"))}  # fmt: skip
    begun = ["收件凭证", "跨域材料收讫告知书"]
    assert names == {
        "500105-511602": Counter([*begun, "一次性补正告知书", "补正材料收件凭证", "受理通知书", "送达回证"]),
        "unemployment": Counter([*begun, "送达回证"]),
        "household-transfer": Counter(begun),
    }


def _killed_wherever_it_can_be(exchange: Exchange, cq: dict[str, Any], ga: dict[str, Any]) -> None:
    """Make sure that both sides died: with each kind of message, wherever it was said, sent, taken in or obeyed."""
    died = {(each["who"].split()[1], " ".join(said.split()[:2]), each["step"]) for each in exchange.deaths
            for said in each["said"]}  # fmt: skip
    for kind in {kind for side in (cq, ga) for _case, _number, kind, _digest in side["sent"]}:
        for verb in ("says", "sends", "takes"):
            assert ("worker", f"{verb} {kind}", "before commit") in died, (verb, kind)
        assert {("worker", f"sends {kind}", f"before {step}") for step in ("request", "answer")} <= died
        assert {("server", f"receives {kind}", f"{when} commit") for when in ("before", "after")} <= died
    ends = Counter((each["work"], each["step"]) for each in exchange.deaths)
    for _who, deed in (each for deeds in ROUNDS for each in deeds):
        assert ends[deed, "before commit"], deed
        assert ends[deed, "after commit"], deed
    who = Counter(each["who"] for each in exchange.deaths)
    assert min(who[f"{side} {process}"] for side in ("cq", "ga") for process in ("worker", "server")) > 4, who
