"""Open the running parts for a command: settings from the environment, sessions, law books."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from tongban.database import Sessions, make_engine, make_sessions
from tongban.delivery import Desk, desk_of
from tongban.errors import TongbanError
from tongban.migrations import is_current
from tongban.publishing.books import Books
from tongban.publishing.plugged import started
from tongban.settings import Settings, settings_from


@dataclass(frozen=True, slots=True)
class Opened:
    """What a command works with."""

    settings: Settings
    sessions: Sessions
    books: Books

    @property
    def desk(self) -> Desk:
        return desk_of(self.settings, self.books)


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def opened(settings: Settings | None = None) -> Iterator[Opened]:
    """Open a migrated instance; say how to make one where there is none."""
    settings = settings or settings_from(os.environ)
    engine = make_engine(settings.database_url)
    sessions = make_sessions(engine)
    try:
        if not is_current(engine, started(settings.home)):
            raise TongbanError("数据库尚未建立或者版本较旧，请先运行 tongban init。")
        yield Opened(settings, sessions, Books(settings).refresh(sessions()))
    finally:
        sessions.remove()
        engine.dispose()
