"""A browser for the journey between two installations."""

from journey_browser import browser, open_page, pytest_runtest_teardown

__all__ = ["browser", "open_page", "pytest_runtest_teardown"]
