"""The command `tongban`: one file a group of commands."""

from tongban.cli.main import main

__all__ = ["main"]
