"""What every journey of the core has: a browser, and a running city."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from journey_browser import browser, open_page, pytest_runtest_teardown
from journey_city import City, opened_city

__all__ = ["browser", "open_page", "pytest_runtest_teardown"]


@pytest.fixture
def running_city(sqlite_city: Path, tmp_path: Path) -> Iterator[City]:
    """A city of one test: tenants loaded, items published, 云阳 staffed; Monday 28 September 2026, 10:00."""
    city = opened_city(sqlite_city, tmp_path)
    yield city
    city.close()


@pytest.fixture(scope="module")
def shared_city(sqlite_city: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """A city of one file; each of its stories has people and cases of its own."""
    city = opened_city(sqlite_city, tmp_path_factory.mktemp("journey"))
    yield city
    city.close()
