"""A desk at the door with a courier behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from door_desk import DoorDesk
from far_sides import FarSide, MailServer, far_side, mail_server
from telling_office import Office
from tongban.cases.files import FileStore
from tongban.database import Sessions
from tongban.delivery import Desk
from tongban.notices import FileKeys
from tongban.publishing import Books
from tongban.settings import Settings


@pytest.fixture
def desk(city_sessions: Sessions, books: Books) -> DoorDesk:
    return DoorDesk(city_sessions, books)


@pytest.fixture
def courier(city: Settings, books: Books) -> Desk:
    return Desk(books, FileStore(city.files_url), FileKeys(city.keys), city.public_url)


@pytest.fixture
def mails() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def gateway() -> Iterator[FarSide]:
    with far_side() as running:
        yield running


@pytest.fixture
def office(desk: DoorDesk, courier: Desk, mails: MailServer, gateway: FarSide) -> Office:
    """A courier with a mail server, a text message gateway that can be asked, and one endpoint of the tenant's own."""
    return Office(desk, courier, mails, gateway)
