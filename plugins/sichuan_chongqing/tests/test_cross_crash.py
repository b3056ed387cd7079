"""Either side is killed at every step of an exchange: it resumes and finishes, nothing is lost, doubled or orphaned."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sichuan_chongqing.tests.two_sides import BEGIN

TESTS = Path(__file__).parents[3] / "tests"
#: the lease of a dead worker has ended, and the longest pause before a message is sent again
LATER = timedelta(minutes=61)
COUNTED = (
    "sichuan_chongqing_outgoing", "sichuan_chongqing_outgoing WHERE kept_at IS NOT NULL", "sichuan_chongqing_incoming",
    "sichuan_chongqing_incoming WHERE processed_at IS NOT NULL", "case_file",
    "outbox WHERE done_at IS NOT NULL",
)  # fmt: skip


@dataclass
class Exchange:
    """The program with both sides, and eyes for what stands in their databases."""

    process: subprocess.Popen[str]
    data: dict[str, str] = field(default_factory=dict)
    at: datetime = BEGIN
    deaths: list[str] = field(default_factory=list)

    def order(self, **order: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        told = next((line for line in iter(self.process.stdout.readline, "") if line.startswith("=")), None)
        assert told is not None, "the program itself has ended"
        return json.loads(told[1:])

    def live(self, who: str, deed: str = "work", dies: str = "worker", killed_at: int = 0) -> dict[str, Any]:
        self.at += LATER
        told = {"who": who, "deed": deed, "dies": dies, "killed_at": killed_at, "moment": self.at.isoformat()}
        answer: dict[str, Any] = self.order(do="live", **told)
        return answer

    def dies_at_every_step(self, who: str, deed: str = "work", dies: str = "worker") -> None:
        """Kill one life after another, each a step later, and from the first again when something has been done."""
        step, stood = 1, self.standing()
        for _life in range(300):
            life = self.live(who, deed, dies, step)
            if life["ended"] == "done":
                return
            assert life["ended"] == "killed", life
            self.deaths.append(f"{who} {dies}: {life['steps'][-1]}")
            now = self.standing()
            step, stood = (1 if now != stood and dies == "worker" else step + 1), now
        raise AssertionError("it never came to its end")

    def ask(self, who: str, question: str) -> Any:
        with closing(sqlite3.connect(Path(self.data[who]) / "tongban.db")) as database:
            return database.execute(question).fetchall()

    def standing(self) -> list[Any]:
        return [self.ask(who, f"SELECT count(*) FROM {each}") for who in ("cq", "ga") for each in COUNTED]  # noqa: S608


@pytest.fixture
def exchange(tmp_path: Path) -> Iterator[Exchange]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    kept["PYTHONPATH"] = os.pathsep.join([str(TESTS), *sys.path])
    program = str(Path(__file__).parent / "dying_exchange.py")
    process = subprocess.Popen(  # noqa: S603 — our own program
        [sys.executable, program], env=kept, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        found = Exchange(process)
        found.data = found.order(do="open", folder=str(tmp_path))["data"]
        yield found
    finally:
        process.kill()
        process.communicate(timeout=20)


@pytest.mark.row("X2", part="killed at every step")
def test_however_often_either_side_is_killed_the_exchange_finishes_once(exchange: Exchange) -> None:
    exchange.live("ga", "open_case")
    exchange.dies_at_every_step("ga", dies="server")
    for who in ("ga", "cq", "ga", "cq", "ga"):
        exchange.dies_at_every_step(who)
    messages = "SELECT sequence, kind, digest FROM sichuan_chongqing_{} ORDER BY sequence"
    for sender, receiver in (("ga", "cq"), ("cq", "ga")):
        sent = exchange.ask(sender, messages.format("outgoing"))
        assert sent == exchange.ask(receiver, messages.format("incoming"))
        assert [sequence for sequence, *_ in sent] == list(range(1, len(sent) + 1))
    kinds = Counter(kind for _, kind, _ in exchange.ask("cq", messages.format("outgoing")))
    assert (kinds["case.complete"], kinds["notice.sent"]) == (1, 2)  # one case, and its two notices once each
    assert set(kinds) == {"case.complete", "notice.sent", "processed"}
    assert exchange.ask("cq", "SELECT count(*) FROM case_file") == [(1,)]
    assert exchange.ask("ga", "SELECT verdict FROM sichuan_chongqing_outgoing WHERE kind = 'case.opened'") == [
        ("done",)
    ]
    died = set(exchange.deaths)
    steps = ("before commit", "after commit", "before request", "after request", "before answer", "after answer")
    assert {f"{who} worker: {step}" for who in ("ga", "cq") for step in steps} <= died
    assert {"ga server: before commit", "ga server: after commit"} <= died
    assert len(exchange.deaths) > 60
