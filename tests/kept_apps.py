"""Applications, kept for the process: whoever comes next moves into the pages that the last one has left.

What tells one instance from another is its house: settings, database, law books, files and clock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import cast

from flask import Flask
from sqlalchemy import Engine

from kept import is_shared, one_engine
from tongban.cases.files import FileStore
from tongban.database import Sessions
from tongban.publishing import Books
from tongban.settings import Settings
from tongban.web.app import create_app, utc_now
from tongban.web.house import House

Clock = Callable[[], datetime]

_free: dict[Settings, list[Flask]] = defaultdict(list)


@contextmanager
def app_on(settings: Settings, *, clock: Clock = utc_now) -> Iterator[Flask]:
    """Give an application as `create_app` makes it, and close its connections at the end."""
    free = _free[_alike(settings)]
    app = _moved(free.pop(), settings, clock) if free else create_app(settings, clock=clock)
    try:
        yield app
    finally:
        let_go(app.extensions["tongban"].sessions)
    free.append(app)  # unless something failed in it


def let_go(sessions: Sessions) -> None:
    """Close all connections of a registry of sessions, but those that all of a test use."""
    engine = cast(Engine, sessions().get_bind())  # never one connection alone
    sessions.remove()
    if not is_shared(engine):
        engine.dispose()


def _moved(app: Flask, settings: Settings, clock: Clock) -> Flask:
    sessions = app.extensions["tongban"].sessions
    sessions.configure(bind=one_engine(settings.database_url))
    app.extensions["tongban"] = House(settings, sessions, Books(settings), FileStore(settings.files_url), clock)
    return app


def _alike(settings: Settings) -> Settings:
    return replace(settings, data=Path(), database_url="", files_url="", public_url="")
