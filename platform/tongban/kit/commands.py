"""The command line for plugins: open the running parts of an installation."""

from tongban.cli.opening import Opened, opened

__all__ = ["Opened", "opened"]
