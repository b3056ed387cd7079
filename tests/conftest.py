"""The fixtures of the house, for the tests of the core; the plugins' own tests take them up in the same way."""

pytest_plugins = ["house_fixtures"]
