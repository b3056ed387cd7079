"""Commands on definitions: lint them, show one resolved. None needs a database."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from tongban.assurance.prove.house import prove_workspace
from tongban.cli.mending import is_below, mend_folder, tell_exemptions
from tongban.cli.stages import today_in, workspace_here
from tongban.definitions import NamedCalendars, Workspace, report
from tongban.definitions import show as show_resolved
from tongban.definitions.finding import in_order
from tongban.definitions.lint import linted
from tongban.errors import TongbanError
from tongban.publishing.plugged import plugin_findings, started
from tongban.settings import settings_from


@click.command(help="检查事项定义；有错误时退出码为 1。")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="报告格式。")
@click.option("--fix", "fixing", is_flag=True, help="先改正确定无疑的问题，显示改动；注释和其余内容保持不变。")
@click.option("--exemptions", "exempt", is_flag=True, help="列出豁免：哪条规则、在哪里、为什么、到什么时候。")
@click.option("--prove", "proving", is_flag=True, help="同时证明每个事项；每个事项约需半秒。")
def lint(path: Path | None, form: str, fixing: bool, exempt: bool, proving: bool) -> None:
    """Lint everything, or what lies below one path; with `--prove`, prove it too."""
    settings = settings_from(os.environ)
    if path is not None and not path.exists():
        raise TongbanError(f"没有这个路径：{path}。")
    below = path.resolve().relative_to(settings.home).as_posix() if path is not None else ""
    sources, workspace = workspace_here()
    today = today_in(workspace)
    if fixing:
        click.echo(mend_folder(settings.home, workspace, below, today), nl=False, err=form != "text")
        sources, workspace = workspace_here()
    plugins = started(settings.home)
    told = linted(workspace, today=today)
    findings = in_order((*told.findings, *plugin_findings(plugins, workspace, sources)))
    if proving:
        touched = _items_at(workspace, below)
        calendars = NamedCalendars(sources)
        proofs = prove_workspace(workspace, lambda at: calendars.named(workspace.tenants[at].calendar), touched)
        findings = in_order((*findings, *(each for proven in proofs for each in proven.proof.findings)))
    if below:
        findings = tuple(each for each in findings if is_below(each.path, below))
    click.echo(report(findings, form))
    if form == "text":
        for line in tell_exemptions(told, below, each_one=exempt):
            click.echo(line)
    if any(each.is_error for each in findings):
        sys.exit(1)


def _items_at(workspace: Workspace, below: str) -> tuple[str, ...]:
    """List the items whose files a path holds or lies among; any other path may touch them all."""
    folders = {name: source.folder for name, source in workspace.items.items()}
    return tuple(name for name, at in folders.items() if below and (is_below(at, below) or is_below(below, at)))


@click.command(help="显示一个租户的事项定义，以及每个值的来源。")
@click.argument("item")
@click.option("--tenant", required=True, help="租户编号，例如 yunyang。")
def show(item: str, tenant: str) -> None:
    """Print the resolved definition with the origin of each value."""
    _sources, workspace = workspace_here()
    click.echo(show_resolved(workspace.resolve(item, tenant)))
