"""The house, for the tests of the core."""

pytest_plugins = ["house_door"]
