"""Plugins on the command line: what is installed, who uses it, where it failed; switch one on or off."""

from __future__ import annotations

import json
import os

import click

from tongban.cases.plugins import faults_of
from tongban.cli.opening import now, opened
from tongban.database import scoped
from tongban.errors import TongbanError
from tongban.plugins.host import Plugins
from tongban.publishing.plugged import started
from tongban.publishing.switching import path_of, switch
from tongban.settings import settings_from


@click.group(help="插件：查看已安装的插件，按租户启用或者停用，查看故障。")
def plugins() -> None:
    """Hold the commands of plugins together."""


@plugins.command("list", help="列出已安装的插件和使用它们的租户。")
def listed() -> None:
    """Tell each plugin, what it asked for, and the tenants that use it."""
    with opened() as house:
        if not house.books.plugins:
            click.echo("没有安装插件。")
        for name, each in house.books.plugins.manifests.items():
            users = "、".join(house.books.users_of(name)) or "没有租户启用"
            click.echo(f"{name} {each.version}  {each.title}：{each.summary}")
            click.echo(f"  权限：{'、'.join(each.permissions) or '无'}；使用：{users}")


@plugins.command("on", help="为一个租户（及其下级）启用插件。")
@click.argument("plugin")
@click.option("--tenant", required=True, help="租户编号，例如 yunyang。")
@click.option("--settings", "given", default=None, help="设置，JSON 对象；不写则保持原设置。")
def switched_on(plugin: str, tenant: str, given: str | None) -> None:
    """Switch a plugin on; settings that do not fit change nothing."""
    _switch(plugin, tenant, on=True, given=given)


@plugins.command("off", help="为一个租户（及其下级）停用插件；已有的数据保留。")
@click.argument("plugin")
@click.option("--tenant", required=True, help="租户编号，例如 yunyang。")
def switched_off(plugin: str, tenant: str) -> None:
    """Switch a plugin off; what it keeps stays."""
    _switch(plugin, tenant, on=False, given=None)


def _switch(plugin: str, tenant: str, *, on: bool, given: str | None) -> None:
    settings = _json(given) if given is not None else None
    with opened() as house:
        house.books.shelf.tenant(tenant)
        session, text = house.sessions(), house.books.shelf.text(path_of(tenant))
        with scoped(tenant):
            switch(
                session, house.books.plugins, text, tenant=tenant, plugin=plugin, on=on, settings=settings,
                by="命令行", now=now(),
            )  # fmt: skip
            session.commit()
    click.echo(f"已为“{tenant}”{'启用' if on else '停用'}插件 {plugin}。")


def _json(given: str) -> dict[str, object]:
    try:
        found = json.loads(given)
    except ValueError as fault:
        raise TongbanError(f'--settings 应为 JSON 对象，例如 {{"rate_each": true}}：{fault}。') from None
    if not isinstance(found, dict):
        raise TongbanError('--settings 应为 JSON 对象，例如 {"rate_each": true}。')
    return found


@plugins.command("faults", help="列出插件的故障：何处、几次、最近一次。")
@click.argument("plugin", required=False)
def faults(plugin: str | None) -> None:
    """Tell where plugins failed, the latest first."""
    with opened() as house:
        found = faults_of(house.sessions(), plugin)
    for each in found:
        about = "，".join(part for part in (each.tenant_id, each.about) if part)
        click.echo(
            f"{each.last_at:%Y-%m-%d %H:%M} {each.plugin} {each.hook}（{about}）共 {each.count} 次：{each.error}"
        )
    if not found:
        click.echo("没有插件故障。")


def plugin_commands(installed: Plugins) -> list[click.Command]:
    """Give the commands that plugins add."""
    return [command for _plugin, commands in installed.at_start("commands") for command in commands]


def installed_here() -> Plugins:
    """Give the plugins of the installation that the environment names."""
    return started(settings_from(os.environ).home)
