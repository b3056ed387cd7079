"""The worker is killed at every step, and everybody is told once: within the site, by mail, text message, webhook."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from telling_office import HOUSE_KEY, LATER, MONDAY, Office
from tongban.cases.outbox import LEASE
from tongban.cases.telling import Channel, DeliveryRow, DeliveryState, in_trouble
from tongban.settings import Settings

TESTS = Path(__file__).parents[1]


@dataclass
class Worker:
    """The program that is killed, and asked again."""

    process: subprocess.Popen[str]

    def live(self, moment: datetime, *, killed_at: int = 0) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{killed_at} {moment.isoformat()}\n")
        self.process.stdin.flush()
        lines = iter(self.process.stdout.readline, "")
        return next((each.strip() for each in lines if each.startswith(("killed", "done", "ended"))), "gone")


@contextmanager
def worker(city: Settings, office: Office) -> Iterator[Worker]:
    own = {"TONGBAN_DATA": str(city.data), "DATABASE_URL": city.database_url, "TONGBAN_SECRET_KEY": city.secret_key}
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    command = [sys.executable, str(TESTS / "dying_worker.py"), office.mails.url, office.gateway.url, HOUSE_KEY]
    process = subprocess.Popen(command, env={**kept, **own}, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        assert any(line == "ready\n" for line in iter(process.stdout.readline, ""))
        yield Worker(process)
    finally:
        process.kill()
        process.communicate(timeout=20)


@pytest.mark.row("N3")
@pytest.mark.article("335 §17")
def test_however_often_the_worker_is_killed_nobody_is_told_twice_and_nobody_is_forgotten(
    city: Settings, office: Office
) -> None:
    number = office.desk.submit(MONDAY).number
    with worker(city, office) as program:
        assert program.live(LATER) == "done"
        for at, channel in enumerate((Channel.EMAIL, Channel.SMS, Channel.WEBHOOK)):
            office.wants_only(channel)
            lives = _die_at_every_step(program, office, number, channel, LATER + 4 * at * LEASE)
            told = [(each.state, _out(office, each)) for each in office.deliveries(channel)]
            assert len(told) == lives > 12
            if channel is Channel.EMAIL:
                # Killed between "begun" and "ended", nobody can know: it is out (1) or not (0), and a person decides.
                uncertain = {(DeliveryState.UNCERTAIN, 0), (DeliveryState.UNCERTAIN, 1)}
                assert set(told) == {(DeliveryState.SENT, 1), *uncertain}
            else:
                assert set(told) == {(DeliveryState.SENT, 1)}
    assert office.waiting() == []
    with office.looking():
        assert {each.channel for each in in_trouble(office.desk.sessions())} == {Channel.EMAIL}


def _die_at_every_step(program: Worker, office: Office, number: str, channel: Channel, moment: datetime) -> int:
    """Kill a worker at each step in turn, then let others take up what the dead left; returns the number of lives."""
    ended, step = "killed", 0
    while ended == "killed":
        step += 1
        office.another_notice(number, f"{channel}{step}")
        ended = program.live(moment, killed_at=step)  # what the dead hold stays theirs until the lease ends
    assert ended == "done"
    assert program.live(moment + LEASE) == "done"
    assert program.live(moment + 2 * LEASE) == "done"
    return step


def _out(office: Office, row: DeliveryRow) -> int:
    """Count how often the far side has it."""
    if row.channel == Channel.EMAIL:
        return office.mails.taken.count(f"<{row.key}@example.com>")
    return office.gateway.taken.get(row.key, 0)
