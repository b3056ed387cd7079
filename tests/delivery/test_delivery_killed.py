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
from tongban.cases.telling import Channel, DeliveryState, in_trouble
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
    office.wants(Channel.EMAIL, Channel.SMS)
    office.endpoint(office.gateway.url)
    number = office.desk.submit(MONDAY).number
    with worker(city, office) as program:
        assert program.live(LATER) == "done"
        ended, step = "killed", 0
        while ended == "killed":
            step += 1
            office.another_notice(number, f"NOTICE{step}")
            ended = program.live(LATER, killed_at=step)  # what the dead hold stays theirs until the lease ends
        assert program.live(LATER + LEASE) == "done"
        assert program.live(LATER + 2 * LEASE) == "done"
    assert (ended, step > 20) == ("done", True)
    assert office.waiting() == []
    # Killed between "begun" and "ended", nobody can know of a mail: it is out (1) or not (0), and a person settles it.
    assert set(_mails(office)) == {(DeliveryState.SENT, 1), (DeliveryState.UNCERTAIN, 0), (DeliveryState.UNCERTAIN, 1)}
    for channel in (Channel.IN_SITE, Channel.SMS, Channel.WEBHOOK):
        assert {each.state for each in office.deliveries(channel)} == {DeliveryState.SENT}, channel
        assert len(office.deliveries(channel)) == step + 1
    told = office.deliveries(Channel.SMS) + office.deliveries(Channel.WEBHOOK)
    assert office.gateway.taken == {each.key: 1 for each in told}
    with office.looking():
        assert {each.channel for each in in_trouble(office.desk.sessions())} == {Channel.EMAIL}


def _mails(office: Office) -> Iterator[tuple[str, int]]:
    """Tell of each mail how it stands and how often the server has it."""
    for each in office.deliveries(Channel.EMAIL):
        yield each.state, office.mails.taken.count(f"<{each.key}@example.com>")
