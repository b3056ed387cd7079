"""The way into the house of the tests: both folders of tests take it up, and only those who run tests go in."""

from __future__ import annotations

import os

import pytest

from servers.places import quick_place


def pytest_configure(config: pytest.Config) -> None:
    """Bring the fixtures of the house where tests run: who only hands them out (-n) would read it for five seconds."""
    if place := quick_place():  # the folders of tests; who hands tests out names the place for all
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(place))
    if config.getoption("dist", "no") == "no":
        config.pluginmanager.import_plugin("house_fixtures")
