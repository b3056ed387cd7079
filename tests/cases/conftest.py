"""A desk at the door of one tenant, on each database."""

from __future__ import annotations

import pytest

from door_desk import DoorDesk
from tongban.database import Sessions
from tongban.publishing import Books


@pytest.fixture
def desk(city_sessions: Sessions, books: Books) -> DoorDesk:
    return DoorDesk(city_sessions, books)
