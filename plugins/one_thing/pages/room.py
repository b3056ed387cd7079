"""The blueprint of the citizen's pages, and the bundles that a tenant offers as pages see them."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint
from flask_babel import gettext as _

from one_thing.language.library import Library, load_library
from tongban.kit.cases import Office
from tongban.kit.definitions import NotFound
from tongban.kit.language import Workspace
from tongban.kit.portal import arrive
from tongban.kit.web import books, enter, office_of

NAME = "one_thing"
blueprint = Blueprint(NAME, __name__, url_prefix="/<tenant>/one-thing", template_folder="../templates")
_TENANT = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@blueprint.url_value_preprocessor
def _enter_tenant(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    tenant = (values or {}).get("tenant", "")
    if not _TENANT.fullmatch(tenant):
        raise NotFound(_("没有这个地区的门户，请从首页重新进入。"))
    enter(tenant)


def here(tenant: str) -> Office:
    """Show the tenant on the page, and give the plugin's office there."""
    arrive(tenant)
    return office_of(NAME, tenant)


_MOST = 4
_LIBRARIES: dict[int, tuple[Workspace, Library]] = {}


def library() -> Library:
    """Give all bundles as published now; read again when anything is published."""
    workspace = books().workspace
    kept = _LIBRARIES.get(id(workspace))
    if kept is None or kept[0] is not workspace:
        if len(_LIBRARIES) >= _MOST:
            _LIBRARIES.clear()
        kept = _LIBRARIES[id(workspace)] = (workspace, load_library(workspace))
    return kept[1]
