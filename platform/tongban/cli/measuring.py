"""Command that measures the lists: completeness, coverage, accuracy, labels and targets, with the items behind them."""

from __future__ import annotations

import os

import click

from tongban.assurance.measures import CityMeasure, Figure, Measured, measure_city
from tongban.definitions import FolderSources, load_workspace
from tongban.errors import NotFound
from tongban.settings import settings_from


@click.command(help="衡量各部门、各区县事项清单的完备度、覆盖度、准确度，并按目标统计便民标签。")
@click.option("--root", default=None, help="最上级租户；不写则逐个衡量。")
@click.option("--tenant", default=None, help="只看一个区县。")
@click.option("--items", is_flag=True, help="列出每个数字背后的事项。")
def measure(root: str | None, tenant: str | None, items: bool) -> None:
    """Print the figures; with `--items`, what keeps each from being whole."""
    workspace = load_workspace(FolderSources(settings_from(os.environ).home))
    if tenant is not None and tenant not in workspace.tenants:
        raise NotFound(f"没有可用的租户“{tenant}”。")
    all_roots = [each.id for each in workspace.tenants.values() if each.is_root]
    for each in [root] if root else [workspace.tree.root(tenant).id] if tenant else all_roots:
        found = measure_city(workspace, each, tenant)
        click.echo(f"{found.name}")
        for measured in (*found.districts, *found.departments):
            _show(measured, items)
        _labels(found, items)


def _show(measured: Measured, items: bool) -> None:
    figures = {
        "完备度": measured.completeness,
        "覆盖度": measured.coverage,
        "准确度": measured.accuracy,
        "核实度": measured.verified,
    }
    click.echo(f"  {measured.name}  " + "  ".join(f"{name} {_told(each)}" for name, each in figures.items()))
    for name, figure in figures.items() if items else ():
        for behind in figure.behind:
            click.echo(f"      {name}：{behind.title}（{behind.tenant}）{behind.reason}")


def _labels(found: CityMeasure, items: bool) -> None:
    for count in found.counts:
        click.echo(f"  {count.label}：{len(count.items)} 项，共 {count.of} 项。")
        for each in count.items if items else ():
            click.echo(f"      {each.title}（{each.tenant}）")
    for reached in found.targets:
        unit = " 项" if reached.target.unit == "items" else "%"
        state = "已达到" if reached.holds else "未达到"
        got = "无可比较" if reached.got is None else f"{reached.got}{unit}"
        goal = f"{reached.label}不少于 {reached.target.at_least}{unit}（{reached.target.article}）"
        click.echo(f"  目标：{goal}：{got}，{state}。")
        for each in reached.behind if items else ():
            click.echo(f"      {each.title}（{each.tenant}）{each.reason}")
    if found.not_joined:
        click.echo(f"  另有 {found.not_joined} 个区县尚未接入，不计入。")


def _told(figure: Figure) -> str:
    return "—" if figure.percent is None else f"{figure.percent}%（{figure.got}/{figure.of}）"
