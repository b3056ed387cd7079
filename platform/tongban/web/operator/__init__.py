"""The operator console: the tree of tenants, a new tenant from a template, what was refused, the way to the records."""

from __future__ import annotations

from tongban.web.operator import calendar, measures, outbox, plugin_list, refusals, tenant_list, tenant_new
from tongban.web.operator.room import blueprint

__all__ = ["blueprint", "calendar", "measures", "outbox", "plugin_list", "refusals", "tenant_list", "tenant_new"]
