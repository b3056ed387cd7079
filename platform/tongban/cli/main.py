"""The command `tongban`. Errors are for the reader: a sentence and exit status 1, never a stack of calls."""

from __future__ import annotations

import gc
import sys
from importlib import import_module

import click

from tongban.cli.refused_words import told
from tongban.errors import TongbanError
from tongban.logs import configure_logs

#: Which file of this folder holds which commands. It is read when one of them is called: who lints a folder does not
#: wait for the web.
COMMANDS = {
    name: file
    for file, names in {
        "definitions": ("lint", "show"),
        "grading": ("grade",),
        "proving": ("prove",),
        "testing": ("test",),
        "simulating": ("simulate",),
        "schema": ("schema",),
        "mutating": ("mutate",),
        "sheets": ("export-sheet", "import-sheet"),
        "catalogue": ("catalogue", "import-catalogue"),
        "measuring": ("measure",),
        "impact": ("impact",),
        "cases": ("explain",),
        "archive": ("archive",),
        "audit": ("audit",),
        "calendar": ("calendar",),
        "adjusting": ("adjustments",),
        "replaying": ("replay", "record-example"),
        "keys": ("keys",),
        "documents": ("document",),
        "tenants": ("onboard", "delegate"),
        "divisions": ("divisions",),
        "staff": ("staff",),
        "kiosk": ("kiosk",),
        "running": ("init", "load", "serve"),
        "working": ("worker",),
        "demonstrating": ("demo",),
        "outbox": ("outbox", "webhook"),
        "fees": ("fees",),
        "plugins": ("plugins",),
    }.items()
    for name in names
}


class _Commands(click.Group):
    """The core's commands and, where a name is not one of them or all are listed, those of plugins."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click names it
        return [*COMMANDS, *sorted(each.name or "" for each in _of_plugins())]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name in COMMANDS:
            return _held(COMMANDS[cmd_name], cmd_name.replace("-", "_"))
        return next((each for each in _of_plugins() if each.name == cmd_name), None)


def _held(file: str, name: str) -> click.Command:
    found = getattr(import_module(f"tongban.cli.{file}"), name)
    assert isinstance(found, click.Command), f"tongban.cli.{file} holds no command {name}"
    return found


def _of_plugins() -> list[click.Command]:
    file = import_module("tongban.cli.plugins")
    found: list[click.Command] = file.plugin_commands(file.installed_here())
    return found


@click.group(cls=_Commands, help="通办：政务服务事项写一次，各区县依法办理。")
def commands() -> None:
    """Hold the commands together."""
    configure_logs()


def look_seldom_for_waste() -> None:
    """Have Python look for waste every 50,000 new objects, not every 700.

    A program begins by making what it keeps, and so does who lints thousands of items: it takes a sixth longer else.
    """
    gc.set_threshold(50_000, 20, 50)


def main() -> None:
    """Run the command line; an error of ours is told in one sentence."""
    look_seldom_for_waste()
    try:
        commands(prog_name="tongban", standalone_mode=False)
    except TongbanError as error:
        article = f"（{error.article}）" if error.article else ""
        click.echo(f"{error.message}{article}", err=True)
        sys.exit(1)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        click.echo(told(error), err=True)
        sys.exit(error.exit_code)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
