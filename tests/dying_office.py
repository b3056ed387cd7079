"""An office that is killed at the step it is told: run as a program of its own, one fork a life.

Reads orders, one JSON a line, and answers each with one. "open" sets an office up on a city's database, and once plays
a case from the application to the licence, so that no life has to learn what its parent knows. "live" lets a life do
one deed, and tells how it ended and at which steps it was.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from dying_steps import Steps, live_out
from kept import do_not_wait_for_the_disk, hash_passwords_cheaply, keep_templates, kept_folder, kept_workspaces
from office_at_work import Office, opened
from office_over_time import OfficeOverTime
from tongban.database import engine as engine_room
from tongban.publishing import books as books_room

LONGEST = 120  # seconds until a life that does nothing is ended


@dataclass(frozen=True)
class Life:
    """How a life ended: killed, done, or with what exit code; and the steps that it came to."""

    ended: str
    steps: tuple[str, ...]


def main() -> None:
    keep_templates()
    hash_passwords_cheaply()
    engine_room._prepare_sqlite = do_not_wait_for_the_disk(engine_room._prepare_sqlite)
    books_room.load_workspace = kept_workspaces(books_room.load_workspace)
    books_room._held = kept_folder(books_room._held)
    office: Office | None = None
    for line in sys.stdin:
        order = json.loads(line)
        if order["do"] == "open":
            office = opened(OfficeOverTime, order["env"], plays=order["plays"])
            gc.collect()
            assert len(os.listdir("/proc/self/task")) == 1, "no fork survives threads"
            gc.freeze()  # what is never looked at again is shared by all lives
            _say(office.told())
        else:
            assert office is not None
            _say(asdict(_live(office, order)))


def _say(told: object) -> None:
    sys.stdout.write("\n=" + json.dumps(told) + "\n")
    sys.stdout.flush()


def _live(office: Office, order: dict[str, Any]) -> Life:
    told, telling = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(told)
        live_out(lambda: _deed(office, order, telling), LONGEST)
    os.close(telling)
    with os.fdopen(told) as steps:
        said = tuple(steps.read().splitlines())
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return Life("killed" if killed else "done" if status == 0 else f"ended {status}", said)


def _deed(office: Office, order: dict[str, Any], telling: int) -> None:
    office.at(datetime.fromisoformat(order["moment"]))
    counted = {"only_draining": order["only_draining"], "every_statement": order["every_statement"]}
    Steps(order["killed_at"], telling, **counted).watch(office.engine)
    getattr(office, order["deed"])(**order["with"])


if __name__ == "__main__":
    main()
