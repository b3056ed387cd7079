"""The command `tongban`. Errors are for the reader: a sentence and exit status 1, never a stack of calls."""

from __future__ import annotations

import sys

import click

from tongban.cli.adjusting import adjustments
from tongban.cli.archive import archive
from tongban.cli.audit import audit
from tongban.cli.calendar import calendar
from tongban.cli.cases import explain
from tongban.cli.catalogue import catalogue, import_catalogue
from tongban.cli.definitions import lint, show
from tongban.cli.divisions import divisions
from tongban.cli.documents import document
from tongban.cli.fees import fees
from tongban.cli.grading import grade_items
from tongban.cli.impact import impact
from tongban.cli.keys import keys
from tongban.cli.measuring import measure
from tongban.cli.mutating import mutate
from tongban.cli.outbox import outbox, webhook
from tongban.cli.plugins import installed_here, plugin_commands, plugins
from tongban.cli.proving import prove
from tongban.cli.refused_words import told
from tongban.cli.replaying import record_example, replay
from tongban.cli.running import demo, init, load, serve, worker
from tongban.cli.schema import schema
from tongban.cli.sheets import export_sheet, import_sheet
from tongban.cli.simulating import simulate
from tongban.cli.staff import staff
from tongban.cli.tenants import delegate, onboard
from tongban.cli.testing import test
from tongban.errors import TongbanError
from tongban.logs import configure_logs


class _WithPlugins(click.Group):
    """The core's commands and, where a name is not one of them or all are listed, those of plugins."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *sorted(each.name or "" for each in plugin_commands(installed_here()))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        own = super().get_command(ctx, cmd_name)
        return own or next((each for each in plugin_commands(installed_here()) if each.name == cmd_name), None)


@click.group(cls=_WithPlugins, help="通办：政务服务事项写一次，各区县依法办理。")
def commands() -> None:
    """Hold the commands together."""
    configure_logs()


ON_DEFINITIONS = (
    lint,
    grade_items,
    prove,
    show,
    test,
    simulate,
    schema,
    mutate,
    export_sheet,
    import_sheet,
    catalogue,
    import_catalogue,
    measure,
    impact,
)
ON_CASES = (explain, archive, audit, calendar, adjustments, replay, record_example)
RUNNING = (keys, document, onboard, delegate, divisions, staff, init, load, serve, worker, demo)
OUTSIDE = (outbox, webhook, fees, plugins)

for command in (*ON_DEFINITIONS, *ON_CASES, *RUNNING, *OUTSIDE):
    commands.add_command(command)


def main() -> None:
    """Run the command line; an error of ours is told in one sentence."""
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
