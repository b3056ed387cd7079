"""Give orders to an office that is killed, and hold what it leaves behind against what must hold."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from crash_eyes import Eyes
from door_desk import at
from dying_program import TESTS, environment
from far_sides import FarSide, MailServer, far_side, mail_server
from tongban.cases.outbox import LEASE
from tongban.cases.telling import Channel, DeliveryState
from tongban.database import Sessions
from tongban.demo.gateway import DemoGateway, serving
from tongban.settings import Settings

PAY_KEY = "the key that gateway and house share"
BEGUN = at("2026-11-09 Mon 09:10")
#: the lease of a dead worker has ended, and a moment more
LATER = LEASE + timedelta(seconds=1)
PUT_OFF = timedelta(days=400)
#: what is sent again is killed at every step too: it is answered by what is there
FROM_ITS_BEGINNING = 1000

Moments = Callable[[int], datetime]


def nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True)
class Life:
    """How a life ended, and the steps that it came to."""

    ended: str
    steps: tuple[str, ...]


@dataclass
class Program:
    """The program that is killed, and asked again."""

    process: subprocess.Popen[str]

    def order(self, **order: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        said = next((line for line in iter(self.process.stdout.readline, "") if line.startswith("=")), None)
        assert said is not None, "the program itself has ended"
        return json.loads(said[1:])


@contextmanager
def program() -> Iterator[Program]:
    process = subprocess.Popen(
        [sys.executable, str(TESTS / "dying_office.py")],
        env=environment(),
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        yield Program(process)
    finally:
        process.kill()
        process.communicate(timeout=20)


@dataclass
class Receivers:
    """Everybody who is told something: real servers on loopback that count."""

    mails: MailServer
    phones: FarSide
    systems: FarSide
    gateway: DemoGateway

    def environment(self) -> dict[str, str]:
        return {
            "TONGBAN_MAIL_URL": self.mails.url,
            "TONGBAN_MAIL_FROM": "office@example.com",
            "TONGBAN_SMS_URL": self.phones.url,
            "TONGBAN_SMS_QUERY_URL": self.phones.url,
            "TONGBAN_SMS_TOKEN": "token",
            "TONGBAN_PAY_URL": self.gateway.url,
            "TONGBAN_PAY_KEY": PAY_KEY,
            "HOOK_URL": self.systems.url,
        }


@contextmanager
def receivers() -> Iterator[Receivers]:
    with ExitStack() as stack:
        mails, gateway = stack.enter_context(mail_server()), stack.enter_context(serving(DemoGateway(PAY_KEY)))
        phones, systems = stack.enter_context(far_side()), stack.enter_context(far_side())
        phones.drops_doubles = False  # it can be asked: nothing may come twice
        yield Receivers(mails, phones, systems, gateway)


@dataclass
class DyingOffice:
    """An office on one database. Every life that it lives is followed by a look at what is there."""

    program: Program
    eyes: Eyes
    receivers: Receivers
    people: dict[str, str]
    plan: list[tuple[str, str]]
    deaths: dict[str, list[str]] = field(default_factory=dict)
    every_statement: bool = True

    def live(self, deed: str, moment: datetime, *, killed_at: int = 0, draining: bool = False, **more: Any) -> Life:
        order = {"do": "live", "deed": deed, "moment": moment.isoformat(), "killed_at": killed_at}
        order |= {"only_draining": draining, "every_statement": self.every_statement}
        told = self.program.order(**order, **{"with": more})
        return Life(told["ended"], tuple(told["steps"]))

    def lives(self, deed: str, moment: datetime, **more: Any) -> None:
        """Let somebody do a deed and live."""
        ended = self.live(deed, moment, **more).ended
        assert ended == "done", f"{deed}: {ended}"

    def dies_at_every_step(
        self,
        deed: str,
        moments: Moments,
        called: str = "",
        *,
        then: Callable[[], None] = nothing,
        rewind: int = 0,
        changes: int | None = 1,
        every: int = 1,
        in_order: bool = True,
        **more: Any,
    ) -> None:
        """Kill a life at each step in turn until one ends by itself: each does the same again, as a client would.

        All that is written of one thing comes at once, or not at all: over all these deaths the city changes once, or
        once for each of several things (None: of any number). What comes to the same request once it is done takes
        fewer steps; `rewind` says from how many before to go on. `every` takes a sample: each so manieth step.
        What does many things in no order of its own (`in_order` False) is looked at in the end alone.
        """
        stood, died, step = [self.eyes.standing()], [], 1
        while (life := self.live(deed, moments(len(stood)), killed_at=step, **more)).ended == "killed":
            died.append(life.steps[-1])
            stood.append(self.eyes.standing())
            if stood[-1] != stood[-2]:
                then()
                step = max(0, step - rewind)
            step += every
        assert life.ended == "done", f"{deed} at step {step}: {life.ended}"
        stood.append(self.eyes.standing())
        changed = [place for place, (was, now) in enumerate(pairwise(stood)) if was != now]
        where = [died[each] if each < len(died) else "the end" for each in changed]
        expected = len(where) or 1 if changes is None else changes
        # a sample passes over some commits, and a step between others counts differently as time goes on
        exact = in_order and every == 1 and self.every_statement
        assert len(where) == expected, f"{deed} changed something at {where}"
        assert not exact or set(where) <= {"after commit"}, f"{deed} changed something at {where}"
        self.deaths.setdefault(called or deed, []).extend(died)
        self.eyes.all_is_in_order()

    def carried_out_at_every_death(
        self, kind: str, moment: datetime, *, draining: bool = True, changes: int = 1, every: int = 1
    ) -> None:
        """Kill whoever carries out the next effect of a kind at every step: each goes on when the other's lease ends.

        No other effect is ready meanwhile, so that each life comes to the steps of the life before, and one more. One
        that changes several things orders the like of it, which is carried out in the same round.
        """

        def put_all_off(but: str = "") -> None:
            self.eyes.put_off([each for each in self.eyes.effects() if each.kind != but], moment + PUT_OFF)

        put_all_off()
        self.eyes.put_off([next(each for each in self.eyes.effects() if each.kind == kind)], moment)
        moments = each_time(moment, pause=LATER)
        rewind = 0 if draining else 20  # what follows in the round moves forward by the steps of the effect
        again = {"rewind": rewind, "then": put_all_off}
        if changes > 1:
            again = {"rewind": FROM_ITS_BEGINNING, "then": lambda: put_all_off(but=kind)}
        self.dies_at_every_step("drain", moments, kind, changes=changes, every=every, draining=draining, **again)
        assert every > 1 or {f"before {kind}", f"after {kind}"} <= set(self.deaths[kind])

    def a_fresh_one_at_every_death(self, channel: Channel, moment: datetime) -> None:
        """Kill whoever makes a delivery at every step: each time another one, as each death may end it differently."""
        keys = {each.key for each in self.eyes.deliveries(channel) if each.state == DeliveryState.WAITING}
        waiting = [each for each in self.eyes.effects() if each.body.get("key") in keys]
        died = self.deaths.setdefault(channel, [])
        for step, effect in enumerate(waiting, 1):
            when = moment + timedelta(seconds=step)  # within the lease: what the dead hold stays theirs
            self.eyes.put_off([effect], when)
            life = self.live("drain", when, killed_at=step, draining=True)
            self.eyes.standing()
            if life.ended == "done":
                return
            died.append(life.steps[-1])
        raise AssertionError(f"{len(waiting)} deliveries are too few")


@contextmanager
def dying_office(
    running: Program, city: Settings, sessions: Sessions, redis_url: str = "", *, plays: bool = True
) -> Iterator[DyingOffice]:
    own = {"TONGBAN_DATA": str(city.data), "DATABASE_URL": city.database_url, "TONGBAN_SECRET_KEY": city.secret_key}
    with receivers() as everybody:
        env = {**own, "REDIS_URL": redis_url, **everybody.environment()}
        told = running.order(do="open", env=env, plays=plays)
        yield DyingOffice(running, Eyes(sessions), everybody, told["people"], told["plan"])


def each_time(moment: datetime, *, pause: timedelta = timedelta(0)) -> Moments:
    """Give the moment of each life: the same, or each time so much later."""
    return lambda step: moment + step * pause
