"""The national calendar as the repository holds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tongban.calendars import WorkingCalendar, calendar_from_folder

FOLDER = Path(__file__).parents[2] / "item_defs" / "_shared" / "calendars"


@pytest.fixture(scope="session")
def national() -> WorkingCalendar:
    return calendar_from_folder(FOLDER)
