"""The real calendar and rulebook, and a desk for each of the two small items."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from law.desk import ROAD, SPOT, Desk, moment
from tongban.calendars import WorkingCalendar, calendar_from_folder
from tongban.definitions.rulebook import Rulebook, load_rulebook

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def calendar() -> WorkingCalendar:
    return calendar_from_folder(ROOT / "item_defs" / "_shared" / "calendars")


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook(yaml.safe_load((ROOT / "tenants" / "chongqing" / "rulebook.yaml").read_text("utf-8")))


@pytest.fixture
def desk(rulebook: Rulebook, calendar: WorkingCalendar) -> Desk:
    """A desk for the road item, on Friday 2026-11-20 at ten."""
    return Desk(ROAD, rulebook, calendar, moment("2026-11-20 Fri 10:00"))


@pytest.fixture
def spot(rulebook: Rulebook, calendar: WorkingCalendar) -> Desk:
    """A desk for the item decided on the spot."""
    return Desk(SPOT, rulebook, calendar, moment("2026-11-20 Fri 10:00"))
