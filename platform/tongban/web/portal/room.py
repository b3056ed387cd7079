"""The portal's blueprint: every address begins with a tenant, whose scope is entered before anything is read."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint
from flask_babel import gettext as _

from tongban.errors import NotFound
from tongban.web.scoping import enter

blueprint = Blueprint("portal", __name__, url_prefix="/<tenant>")

#: what a tenant's id looks like; anything else in an address never becomes a scope (`*` is everybody, a comma is two)
_TENANT = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@blueprint.url_value_preprocessor
def _enter_tenant(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    tenant = (values or {}).get("tenant", "")
    if not _TENANT.fullmatch(tenant):
        raise NotFound(_("没有这个地区的门户，请从首页重新进入。"))
    enter(tenant)
