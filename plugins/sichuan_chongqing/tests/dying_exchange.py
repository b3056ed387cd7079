"""Two installations of which either is killed at steps of its own: a program by itself, one fork a life.

Reads orders, one JSON a line, and answers each with one. "open" sets both up; "live" lets one side's worker, or
somebody at its window, work while the other side's server answers. Worker and server both die, each at the first step
at which nobody has died before (`exchange_steps`); a server is started again at once, as a supervisor does.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import struct
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from mmap import mmap
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

from dying_steps import live_out
from sichuan_chongqing.tests.exchange_deeds import DEEDS, begin
from sichuan_chongqing.tests.exchange_eyes import left, standing, told
from sichuan_chongqing.tests.exchange_steps import NewSteps
from sichuan_chongqing.tests.two_sides import BEGIN, Clock, Installation, Quiet, both_sides, connect, make_both
from tongban.errors import TongbanError
from tongban.web.app import create_app

LONGEST = 60  # seconds until a life that does nothing is ended
OTHER = {"cq": "ga", "ga": "cq"}


class SharedClock(Clock):
    """One moment that all processes see."""

    def __init__(self) -> None:
        self.memory = mmap(-1, 8)
        self.at = BEGIN

    @property  # type: ignore[override]
    def at(self) -> datetime:
        return datetime.fromtimestamp(struct.unpack("d", self.memory[:8])[0], UTC)

    @at.setter
    def at(self, moment: datetime) -> None:
        self.memory[:8] = struct.pack("d", moment.timestamp())


class Both:
    """Both sides, with their applications made before any fork and no connection open."""

    def __init__(self, folder: Path, postgres: str, single: bool) -> None:
        self.clock, self.single = SharedClock(), single
        first = folder / f"two-sides-{os.getpid()}"
        first.mkdir()
        # elsewhere, so that what only making them needs is not copied with each life
        assert os.waitpid(_fork(lambda: make_both(first, postgres), LONGEST), 0)[1] == 0
        cq, ga = both_sides(folder, self.clock, postgres, first)
        self.sides: dict[str, Installation] = {"cq": cq, "ga": ga}
        self.sockets = {name: socket.create_server(("127.0.0.1", 0)) for name in self.sides}
        connect(cq, {"sichuan": self.address("ga")})
        connect(ga, {"chongqing": self.address("cq")})
        self.apps: dict[str, Flask] = {n: create_app(s.settings, clock=self.clock) for n, s in self.sides.items()}
        for each in self.sides.values():
            each.side()  # reads the agreement, which every life would read anew
        for each in self.sessions():
            each.remove()
            each().get_bind().dispose()
            each.remove()
        self.servers: dict[str, int] = {}
        self.known: set[str] = set()
        self.told, name = tempfile.mkstemp(dir=folder)
        self.reading = Path(name).open("rb")  # noqa: SIM115 — as long as the program

    def sessions(self) -> list[Any]:
        return [each.sessions for each in self.sides.values()] + [
            app.extensions["tongban"].sessions for app in self.apps.values()
        ]

    def address(self, who: str) -> str:
        return f"http://127.0.0.1:{self.sockets[who].getsockname()[1]}"

    def serve(self, who: str, single: str) -> None:
        parent, app = os.getppid(), self.apps[who]
        NewSteps(f"{who} server", self.known, self.told, single=single).watch(
            _engine(app.extensions["tongban"].sessions)
        )
        server = make_server("127.0.0.1", 0, app, fd=self.sockets[who].fileno(), request_handler=Quiet)
        server.service_actions = lambda: None if os.getppid() == parent else os._exit(0)  # type: ignore[method-assign]
        server.serve_forever()

    def deed(self, who: str, order: dict[str, Any]) -> None:
        """Do something at a window; what is refused is told, and leaves nothing."""
        side = self.sides[who]
        self.tell(stood=standing(side))
        steps, refused = self.steps(who, order), ""
        with steps.during(order["deed"], order["place"]):
            try:
                with side.office() as office:
                    DEEDS[order["deed"]](office)
            except TongbanError as refusal:
                refused = refusal.message
                side.sessions.remove()
        self.tell(stood=standing(side), refused=refused)

    def begin(self, who: str, _order: dict[str, Any]) -> None:
        with self.sides[who].office() as office:
            begin(office)

    def work(self, who: str, order: dict[str, Any]) -> None:
        steps = self.steps(who, order)
        self.sides[who].work()
        self.tell(left=left(self.sides[who]), asked=steps.asked)

    def look(self, who: str, _order: dict[str, Any]) -> None:
        self.tell(**told(self.sides[who]))

    def steps(self, who: str, order: dict[str, Any]) -> NewSteps:
        found = NewSteps(f"{who} worker", self.known, self.told, single=order["place"] if self.single else "")
        found.watch(_engine(self.sides[who].sessions))
        return found

    def tell(self, **said: Any) -> None:
        os.write(self.told, (json.dumps(said) + "\n").encode())

    def heard(self) -> list[dict[str, Any]]:
        """Read what was told since the last time, and remember where somebody died."""
        found = [json.loads(line) for line in self.reading.read().splitlines()]
        for each in found:
            self.known.update(each.get("marks", ()))
        return found

    def live(self, order: dict[str, Any]) -> list[dict[str, Any]]:
        """Let one side live until it ends or is killed; gives what it told, and each death."""
        who, other, heard = order["who"], OTHER[order["who"]], []
        self.clock.at = datetime.fromisoformat(order["moment"])
        do: Callable[[str, dict[str, Any]], None] = getattr(self, order["do"])
        self._keep_serving(other, order)
        worker = _fork(lambda: do(who, order), LONGEST)
        while (gone := os.waitpid(-1, 0))[0] != worker:
            heard += self.heard()
            self.servers = {name: pid for name, pid in self.servers.items() if pid != gone[0]}
            self._keep_serving(other, order)
        ended = "" if os.WIFSIGNALED(gone[1]) and os.WTERMSIG(gone[1]) == signal.SIGKILL else gone[1]
        return [*heard, *self.heard(), *([{"ended": ended}] if ended else [])]

    def _keep_serving(self, who: str, order: dict[str, Any]) -> None:
        if who not in self.servers:
            place = order["place"] if self.single else ""
            self.servers[who] = _fork(lambda: self.serve(who, place), 0)

    def close(self) -> None:
        for server in self.servers.values():
            os.kill(server, signal.SIGTERM)
            os.waitpid(server, 0)


def _engine(sessions: Any) -> Any:
    engine = sessions().get_bind()
    sessions.remove()
    return engine


def _fork(deed: Callable[[], None], seconds: int) -> int:
    child = os.fork()
    if not child:
        live_out(deed, seconds)
    return child


def main() -> None:
    both: Both | None = None
    for line in sys.stdin:
        order = json.loads(line)
        if order["do"] == "open":
            both = Both(Path(order["folder"]), order["postgres"], order["single"])
            gc.collect()
            assert len(os.listdir("/proc/self/task")) == 1, "no fork survives threads"
            gc.freeze()
            answer: Any = {}
        else:
            assert both is not None
            answer = both.live(order)
        sys.stdout.write("\n=" + json.dumps(answer) + "\n")
        sys.stdout.flush()
    if both is not None:
        both.close()


if __name__ == "__main__":
    main()
