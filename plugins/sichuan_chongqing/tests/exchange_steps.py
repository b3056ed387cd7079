"""The steps of an exchange at which one side is killed: each by what was going on, and by the messages concerned.

A process dies at the first step at which nobody has died yet. Two steps are one where the same is done at the same
place with the same kind of message; where every single one is asked for, only where it is the very same work.
"""

from __future__ import annotations

import json
import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine

from dying_steps import Steps
from sichuan_chongqing.exchange import http, receiving, sending
from sichuan_chongqing.exchange.sending import Waiting
from sichuan_chongqing.exchange.tables import PLUGIN, IncomingRow
from sichuan_chongqing.handling import book, processing
from sichuan_chongqing.protocol.bodies import Body
from sichuan_chongqing.protocol.message import Message
from tongban.cases.plugins import TELL_PLUGIN
from tongban.delivery import courier

#: steps at which it matters with which messages they are; the others are before or after a step within a transaction,
#: and after the commit of an effect a worker has nothing in hand
_SAID = frozenset({"before commit", "after commit", "before request", "before answer"})
_OURS = (f"{PLUGIN}.", TELL_PLUGIN)


@dataclass
class Work:
    """What a process is at: `name` says which kind, `which` the very one, `said` the messages concerned so far."""

    name: str
    which: str
    is_effect: bool = False
    said: set[str] = field(default_factory=set)
    counted: Counter[str] = field(default_factory=Counter)


class NewSteps(Steps):
    """Kill this process at the first step of which nothing is told among `known`; `who`: its side, and what it is."""

    def __init__(self, who: str, known: Collection[str], told: int, *, single: str = "") -> None:
        super().__init__(0, told)
        self.who, self.known, self.file, self.single = who, set(known), told, single
        self.between = Work("between", single)
        self.work = self.between
        self.asked = False  # whether it has said anything to the other side

    def step(self, name: str) -> None:
        visible = name.startswith(("before ", "after "))
        if not visible or threading.current_thread() is not threading.main_thread():
            return
        self.work.counted[name] += 1
        self.asked |= name == "before request"
        marks = self._marks(name)
        if not marks <= self.known:
            told = {"who": self.who, "work": self.work.name, "said": sorted(self.work.said), "step": name}
            os.write(self.file, (json.dumps(told | {"marks": sorted(marks), "asked": self.asked}) + "\n").encode())
            os.kill(os.getpid(), signal.SIGKILL)

    def _marks(self, name: str) -> set[str]:
        """Mark a step. What comes after a deed of its own and before the next is the same moment to all others."""
        work, count = self.work, self.work.counted[name]
        if self.single:
            return {f"{self.who} {work.name} {work.which} {sorted(work.said)}: {name} {count}"}
        if work is self.between:
            return {f"{self.who}: {name}"}
        if work.is_effect and not work.name.startswith(_OURS):  # killed at each step by tests/crash
            return {f"the core: {name}"}
        if name not in _SAID or (name == "after commit" and work.is_effect):
            return {f"{work.name}: {name}"}
        return {f"{work.name} {said}: {name} {min(count, 2)}" for said in work.said or {""}}

    def watch(self, engine: Engine) -> None:
        super().watch(engine)
        courier._carry_out = self._during(courier._carry_out, lambda _s, _d, effect, _c: (effect.kind, effect.id, True))
        http._receipts = self._during(http._receipts, lambda *_: ("take in", "", False))
        self._sends()
        self._tells(book, "keep", "says", lambda _o, _out, message, *_: [message])
        self._tells(receiving, "take_in", "receives", lambda _o, _e, _r, come: [each.message for each in come])
        self._tells(processing, "_take", "takes", lambda _o, _b, row, _m: [row])
        self._tells(processing, "_note_processed", "takes", lambda _o, _row, body: [body])

    @contextmanager
    def during(self, name: str, which: str, is_effect: bool = False) -> Iterator[None]:
        """Be at a work of its own for a while."""
        self.work = Work(name, which, is_effect)
        try:
            yield
        finally:
            self.work = self.between

    def _during(self, real: Callable[..., Any], named: Callable[..., tuple[str, str, bool]]) -> Callable[..., Any]:
        def watched(*arguments: Any) -> Any:
            with self.during(*named(*arguments)):
                return real(*arguments)

        return watched

    def _tells(self, owner: Any, name: str, verb: str, about: Callable[..., Any]) -> None:
        """Note of which messages a work is, whenever it comes to them."""
        real = getattr(owner, name)

        def watched(*arguments: Any, **named: Any) -> Any:
            self.work.said.update(f"{verb} {self._called(each)}" for each in about(*arguments))
            return real(*arguments, **named)

        setattr(owner, name, watched)

    def _sends(self) -> None:
        """Note what a worker sends when it does: before that, it has only looked what there is."""
        real = sending._send

        def watched(office: Any, side: Any, party: str, batch: Any, post: Any) -> Any:
            called = {f"sends {self._called(each)}" for each in batch}

            def posted(*arguments: Any) -> Any:
                self.work.said |= called
                return post(*arguments)

            return real(office, side, party, batch, posted)

        sending._send = watched

    def _called(self, about: Message | Waiting | IncomingRow | Body) -> str:
        if isinstance(about, Body):
            return about.kind
        kind, case = (about.body.kind, about.case) if isinstance(about, Message) else (about.kind, about.case_id)
        return f"{kind} {case} {about.sequence}" if self.single else kind
