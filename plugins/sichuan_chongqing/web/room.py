"""The blueprint of the zone in the portal, and the office behind its pages."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint
from flask_babel import gettext as _

from sichuan_chongqing.exchange.side import SideOf, side_of
from sichuan_chongqing.exchange.tables import PLUGIN
from tongban.kit.cases import Office
from tongban.kit.definitions import NotFound
from tongban.kit.portal import arrive
from tongban.kit.web import enter, office_of

NAME = "sichuan_chongqing_portal"
blueprint = Blueprint(NAME, __name__, url_prefix="/<tenant>/chuanyu", template_folder="../templates")
_TENANT = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@blueprint.url_value_preprocessor
def _enter_tenant(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    tenant = (values or {}).get("tenant", "")
    if not _TENANT.fullmatch(tenant):
        raise NotFound(_("没有这个地区的门户，请从首页重新进入。"))
    enter(tenant)


def here(tenant: str) -> tuple[Office, SideOf]:
    """Show the tenant on the page, and give the plugin's office there with its side."""
    arrive(tenant)
    office = office_of(PLUGIN, tenant)
    return office, side_of(office)
