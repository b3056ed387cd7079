"""Commands on definitions: lint them, show one resolved. None needs a database."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from tongban.cli.stages import workspace_here
from tongban.definitions import lint as lint_workspace
from tongban.definitions import report
from tongban.definitions import show as show_resolved
from tongban.errors import TongbanError
from tongban.settings import settings_from


@click.command(help="检查事项定义；有错误时退出码为 1。")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="报告格式。")
def lint(path: Path | None, form: str) -> None:
    """Lint everything, or what lies below one path."""
    settings = settings_from(os.environ)
    if path is not None and not path.exists():
        raise TongbanError(f"没有这个路径：{path}。")
    _sources, workspace = workspace_here()
    findings = lint_workspace(workspace)
    if path is not None:
        below = path.resolve().relative_to(settings.home).as_posix()
        findings = tuple(each for each in findings if each.path == below or each.path.startswith(f"{below}/"))
    click.echo(report(findings, form))
    if any(each.is_error for each in findings):
        sys.exit(1)


@click.command(help="显示一个租户的事项定义，以及每个值的来源。")
@click.argument("item")
@click.option("--tenant", required=True, help="租户编号，例如 yunyang。")
def show(item: str, tenant: str) -> None:
    """Print the resolved definition with the origin of each value."""
    _sources, workspace = workspace_here()
    click.echo(show_resolved(workspace.resolve(item, tenant)))
