"""Two installations of which one is killed at the step it is told: a program of its own, one fork a life.

Reads orders, one JSON a line, and answers each with one. "open" sets both up; "live" lets one worker work while the
other side's server answers, and kills either at a step of its own.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

from dying_steps import Steps
from sichuan_chongqing.exchange.saying import moment
from sichuan_chongqing.exchange.side import side_of
from sichuan_chongqing.handling.book import Book
from sichuan_chongqing.protocol import bodies as said
from sichuan_chongqing.tests.two_sides import Clock, Installation, Quiet, both_sides, connect
from tongban.web.app import create_app

LONGEST = 60  # seconds until a life that does nothing is ended


class VisibleSteps(Steps):
    """Only what others can see: commits, requests and answers, files, handlers; not each statement."""

    def step(self, name: str) -> None:
        if name.startswith(("before ", "after ")):
            super().step(name)


class Both:
    """Both sides, with their applications made before any fork and no connection open."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        cq, ga = both_sides(folder, self.clock)
        self.sides: dict[str, Installation] = {"cq": cq, "ga": ga}
        self.sockets = {name: socket.create_server(("127.0.0.1", 0)) for name in self.sides}
        connect(cq, {"sichuan": self.address("ga")})
        connect(ga, {"chongqing": self.address("cq")})
        self.apps: dict[str, Flask] = {n: create_app(s.settings, clock=self.clock) for n, s in self.sides.items()}
        for each in self.sessions():
            each.remove()
            each().get_bind().dispose()
            each.remove()

    def sessions(self) -> list[Any]:
        return [each.sessions for each in self.sides.values()] + [
            app.extensions["tongban"].sessions for app in self.apps.values()
        ]

    def address(self, who: str) -> str:
        return f"http://127.0.0.1:{self.sockets[who].getsockname()[1]}"

    def work(self, who: str) -> None:
        self.sides[who].work()

    def open_case(self, who: str) -> None:
        """Hand an application of 失业登记 over to 江北."""
        with self.sides[who].office() as office:
            at = moment(office.now)
            person = said.Applicant("person", "程守义", "111", "110101196901159997")
            intake = said.Intake("川渝通办综合窗口", "王窗口", "card_read", "SJ-1", at)
            body = said.Opened("unemployment", "online", person, {"applicant.kind": "person"}, (), "0" * 64, intake)
            Book(office, side_of(office), "c-1").open("chongqing-guangan", "511602", "500105", body)

    def serve(self, who: str) -> None:
        app, listening = self.apps[who], self.sockets[who]
        make_server("127.0.0.1", 0, app, fd=listening.fileno(), request_handler=Quiet).serve_forever()


def main() -> None:
    both: Both | None = None
    for line in sys.stdin:
        order = json.loads(line)
        if order["do"] == "open":
            both = Both(Path(order["folder"]))
            gc.collect()
            assert len(os.listdir("/proc/self/task")) == 1, "no fork survives threads"
            gc.freeze()
            told: dict[str, Any] = {"data": {name: str(side.settings.data) for name, side in both.sides.items()}}
        else:
            assert both is not None
            told = _live(both, order)
        sys.stdout.write("\n=" + json.dumps(told) + "\n")
        sys.stdout.flush()


def _live(both: Both, order: dict[str, Any]) -> dict[str, Any]:
    """Let one work while the other answers; what is killed is `dies`: the worker or the server."""
    who, other = order["who"], "cq" if order["who"] == "ga" else "ga"
    both.clock.at = datetime.fromisoformat(order["moment"])
    told, telling = os.pipe()
    server = _fork(lambda: both.serve(other), both, other, order if order["dies"] == "server" else None, telling)
    deed: Callable[[str], None] = getattr(both, order["deed"])
    worker = _fork(lambda: deed(who), both, who, order if order["dies"] == "worker" else None, telling)
    os.close(telling)
    _, status = os.waitpid(worker, 0)
    gone, how = os.waitpid(server, os.WNOHANG)
    if not gone:
        os.kill(server, signal.SIGTERM)
        os.waitpid(server, 0)
    with os.fdopen(told) as steps:
        said_steps = steps.read().splitlines()
    ended = status if order["dies"] == "worker" else how if gone else 0
    killed = os.WIFSIGNALED(ended) and os.WTERMSIG(ended) == signal.SIGKILL
    return {"ended": "killed" if killed else "done" if ended == 0 else f"ended {ended}", "steps": said_steps}


def _fork(deed: Callable[[], None], both: Both, who: str, order: dict[str, Any] | None, telling: int) -> int:
    child = os.fork()
    if child:
        return child
    gc.disable()
    signal.alarm(LONGEST)
    try:
        if order is not None:
            sessions = (
                both.apps[who].extensions["tongban"].sessions if order["dies"] == "server" else both.sides[who].sessions
            )
            engine = sessions().get_bind()
            sessions.remove()
            VisibleSteps(order["killed_at"], telling).watch(engine)
        else:
            os.close(telling)
        deed()
    except BaseException:  # noqa: BLE001 — a child must never go on as its parent
        sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main()
