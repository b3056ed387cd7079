"""Commands on definitions: lint them, show one resolved, run their examples. None needs a database."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from tongban.assurance import examples, play, stage_of
from tongban.calendars import calendar_from_texts
from tongban.definitions import FolderSources, Workspace, compile_resolved, load_workspace, report
from tongban.definitions import lint as lint_workspace
from tongban.definitions import show as show_resolved
from tongban.errors import TongbanError
from tongban.settings import settings_from


def _workspace() -> tuple[FolderSources, Workspace]:
    sources = FolderSources(settings_from(os.environ).home)
    return sources, load_workspace(sources)


@click.command(help="检查事项定义；有错误时退出码为 1。")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="报告格式。")
def lint(path: Path | None, form: str) -> None:
    """Lint everything, or what lies below one path."""
    settings = settings_from(os.environ)
    if path is not None and not path.exists():
        raise TongbanError(f"没有这个路径：{path}。")
    _sources, workspace = _workspace()
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
    _sources, workspace = _workspace()
    click.echo(show_resolved(workspace.resolve(item, tenant)))


@click.command(help="运行事项的办件示例，与预期比对；有不符时退出码为 1。")
@click.argument("item", required=False)
def test(item: str | None) -> None:
    """Run the examples of one item, or of all."""
    sources, workspace = _workspace()
    failed = count = 0
    for example in examples(workspace, item):
        tenant = stage_of(workspace, example)
        definition = compile_resolved(workspace.resolve(example.item, tenant).data)
        calendar = calendar_from_texts(_calendar_texts(sources), workspace.tenants[tenant].calendar)
        rulebook = workspace.rulebook(tenant)
        assert rulebook is not None
        played = play(example, definition, rulebook, calendar)
        count += 1
        failed += bool(played.surprises)
        click.echo(f"{'×' if played.surprises else '√'} {example.path}  {example.title}")
        for surprise in played.surprises:
            click.echo(f"    {surprise}")
    click.echo(f"共 {count} 个示例，{failed} 个不符。")
    if failed:
        sys.exit(1)


def _calendar_texts(sources: FolderSources) -> dict[str, str]:
    folder = "item_defs/_shared/calendars/"
    return {path: sources.read(path) for path in sources.paths() if path.startswith(folder) and path.endswith(".yaml")}
