"""What every page may ask for: settings, session, law books, file store and the clock. Made once by `create_app`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app, g
from sqlalchemy.orm import Session

from tongban.cases.files import FileStore
from tongban.database import Sessions
from tongban.delivery import seals_of
from tongban.publishing.books import Books
from tongban.settings import Settings

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class House:
    """The running program's parts. `clock` gives aware moments; tests and simulations hand in their own."""

    settings: Settings
    sessions: Sessions
    books: Books
    files: FileStore
    clock: Clock


def house() -> House:
    return cast(House, current_app.extensions["tongban"])


def db() -> Session:
    """Give this request's session; it is rolled back at the end of the request unless the view committed."""
    return house().sessions()


def now() -> datetime:
    """Give the request's moment: one and the same throughout, so that nothing in it disagrees about the time."""
    if "now" not in g:
        g.now = house().clock()
    return cast(datetime, g.now)


def seal_roots() -> tuple[bytes, ...]:
    """Give the certificates, as DER, that seals and stamps of this installation lead to: ours, or a service's (E4)."""
    return seals_of(house().settings).roots()


def books() -> Books:
    """Give the law books as they stand for this request."""
    if "books" not in g:
        g.books = house().books.refresh(db())
    return cast(Books, g.books)
