"""The fixtures of the house, for the tests of plugins."""

pytest_plugins = ["house_fixtures"]
