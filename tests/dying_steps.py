"""The steps of a process that is to be killed: each is a moment before or after something that others can see.

Between two steps a process only thinks or reads, which nobody else can see: to be killed there is to be killed at the
step before. Watched are: every statement that writes or locks, every commit, every file put under its name, every
handler of an effect, every word to a mail server, to an HTTP peer, and to Redis where it is more than a question. The
platform has no hook for this: all is watched from outside. A statement within a transaction others see when it
commits: a round that leaves the statements out (`every_statement=False`) dies before and after each thing they see.
"""

from __future__ import annotations

import gc
import http.client
import os
import signal
import smtplib
import sys
import threading
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

from fsspec.implementations.local import LocalFileSystem
from redis.connection import AbstractConnection
from sqlalchemy import Engine, event

from tongban.cases.files import FileStore
from tongban.delivery import courier
from tongban.jobs import queue

_OWNERS: tuple[tuple[Any, str, str], ...] = (
    (FileStore, "put", "store"),
    (LocalFileSystem, "mv", "rename"),
    (smtplib.SMTP, "connect", "mail server"),
    (smtplib.SMTP, "data", "mail"),
    (os, "link", "key file"),
    (http.client.HTTPConnection, "request", "request"),
    (http.client.HTTPConnection, "getresponse", "answer"),
)
#: what Redis is only asked, or told of this connection alone
_QUESTIONS = frozenset(
    b"CLIENT EXISTS GET HELLO HGET HGETALL HMGET INFO LLEN LRANGE PING SCARD SISMEMBER SMEMBERS TTL ZCARD ZRANGE"
    b" ZRANGEBYSCORE ZSCORE".split()
)


class Steps:
    """Count the steps of one life, tell each to whoever listens, and die at the one that is named; 0 is none."""

    def __init__(self, dies_at: int, told: int, *, only_draining: bool = False, every_statement: bool = True) -> None:
        self._dies_at, self._told, self._count = dies_at, told, 0
        self._counting, self._every_statement = not only_draining, every_statement

    def step(self, name: str) -> None:
        if not self._counting or threading.current_thread() is not threading.main_thread():
            return
        self._count += 1
        os.write(self._told, f"{name}\n".encode())
        if self._count == self._dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, engine: Engine) -> None:
        if self._every_statement:
            event.listen(engine, "before_cursor_execute", lambda _c, _r, statement, *_: self._asked(statement))
        self._watch_redis()
        for owner, name, called in ((engine.dialect, "do_commit", "commit"), *_OWNERS):
            setattr(owner, name, self._around(getattr(owner, name), called))
        courier.HANDLERS = {kind: self._around(each, kind) for kind, each in courier.HANDLERS.items()}
        queue.drain = self._counted(queue.drain)

    def _asked(self, statement: str) -> None:
        if not statement.startswith(("SELECT", "PRAGMA")) or "FOR UPDATE" in statement:
            self.step(_name(statement))

    def _watch_redis(self) -> None:
        real = AbstractConnection.send_packed_command
        told = self._around(real, "redis")

        @wraps(real)
        def watched(connection: Any, command: Any, *more: Any, **named: Any) -> Any:
            return (real if _is_question(command) else told)(connection, command, *more, **named)

        AbstractConnection.send_packed_command = watched  # type: ignore[method-assign]

    def _around(self, real: Callable[..., Any], called: str) -> Callable[..., Any]:
        @wraps(real)
        def watched(*arguments: Any, **named: Any) -> Any:
            self.step(f"before {called}")
            answer = real(*arguments, **named)
            self.step(f"after {called}")
            return answer

        return watched

    def _counted(self, real: Callable[..., int]) -> Callable[..., int]:
        """Count within a round what draining does, also where nothing else is counted."""

        def counted(*arguments: Any) -> int:
            before, self._counting = self._counting, True
            try:
                return real(*arguments)
            finally:
                self._counting = before

        return counted


def live_out(deed: Callable[[], None], seconds: int) -> NoReturn:
    """Live a forked child's one life: do the deed and end, after so many seconds (0: no limit) in any case."""
    gc.disable()
    signal.alarm(seconds)
    try:
        deed()
    except BaseException:  # noqa: BLE001 — a child must never go on as its parent
        sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def _is_question(command: Any) -> bool:
    """Tell whether one single question is sent: `*<n>`, then `$<bytes>` and the bytes for each of its n words."""
    words = b"".join([command] if isinstance(command, bytes) else command).split(b"\r\n")
    return len(words) > 2 and words[2].upper() in _QUESTIONS and len(words) == 2 * int(words[0][1:]) + 2


def _name(statement: str) -> str:
    words = statement.split(None, 3)
    return " ".join(words[:3] if words[0] == "INSERT" else words[: 2 if words[0] == "UPDATE" else 1])
