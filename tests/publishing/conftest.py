"""A session on the repository's city, each test on each database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from tongban.database import Sessions


@pytest.fixture
def session(city_sessions: Sessions) -> Iterator[Session]:
    yield city_sessions()
    city_sessions.remove()
