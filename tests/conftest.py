"""The fixtures of the house, for the tests of the core; the plugins' own tests take them up in the same way."""

from tongban.cli.main import look_seldom_for_waste

look_seldom_for_waste()  # while tests are gathered nearly all that is made stays

pytest_plugins = ["house_fixtures"]
