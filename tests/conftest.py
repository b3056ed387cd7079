"""The fixtures of the house, for the tests of the core; the plugins' own tests take them up in the same way."""

import gc

# While tests are gathered nearly all that is made stays: looked through as often as usual, it takes a sixth longer.
gc.set_threshold(50_000, 20, 50)

pytest_plugins = ["house_fixtures"]
