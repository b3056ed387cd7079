"""A browser for the journey between two installations."""

from journey_browser import browser, open_page

__all__ = ["browser", "open_page"]
