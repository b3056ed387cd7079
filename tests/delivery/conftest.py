"""A desk at the door with a courier behind it."""

from __future__ import annotations

import pytest

from door_desk import DoorDesk
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
