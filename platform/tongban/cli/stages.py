"""What the commands that play an item need: the folder's workspace, and the stage of one claimant. No database."""

from __future__ import annotations

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tongban.assurance.simulate import Stage
from tongban.calendars import WorkingCalendar
from tongban.definitions import NamedCalendars, Sources, Workspace, compile_resolved, load_workspace
from tongban.errors import NotFound, TongbanError
from tongban.publishing.plugged import definitions_at
from tongban.settings import settings_from


def workspace_here() -> tuple[Sources, Workspace]:
    """Load the folder of definitions that the environment names."""
    sources = definitions_at(settings_from(os.environ).home)
    return sources, load_workspace(sources)


def today_in(workspace: Workspace) -> date:
    """Give the day in the law's zone: the rulebooks' own, China's where there is none."""
    zone = next((each.timezone for each in workspace.rulebooks.values()), ZoneInfo("Asia/Shanghai"))
    return datetime.now(zone).date()


def calendar_of(sources: Sources, workspace: Workspace, tenant: str) -> WorkingCalendar:
    """Give the working calendar that a tenant names."""
    return NamedCalendars(sources).named(workspace.tenants[tenant].calendar)


def stage_at(sources: Sources, workspace: Workspace, item: str, tenant: str) -> Stage:
    """Work an item out for one claimant; raises NotFound for what is not claimed there."""
    if tenant not in workspace.tenants:
        raise NotFound(f"没有可用的租户“{tenant}”。")
    definition = compile_resolved(workspace.resolve(item, tenant).data)
    rulebook = workspace.rulebook(tenant)
    if rulebook is None:
        raise TongbanError(f"租户“{tenant}”的最上级没有规则集，请写入 rulebook.yaml。")
    return Stage(definition, rulebook, calendar_of(sources, workspace, tenant), workspace.tenants[tenant].name)
