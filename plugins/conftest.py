"""The house, for the tests of plugins."""

pytest_plugins = ["house_door"]
