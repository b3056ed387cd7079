"""The house, for the tests of plugins."""

from house_door import pytest_configure

__all__ = ["pytest_configure"]
