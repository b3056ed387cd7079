"""The plugin's part of the API, and the office that a request is for."""

from __future__ import annotations

from one_thing.pages.room import NAME
from tongban.kit.api import api_part
from tongban.kit.cases import Office
from tongban.kit.web import enter, office_of

TAG = "一件事"
TENANT = {"tenant": "租户代码，由上级或者门户的地址得知"}
BUNDLE = {**TENANT, "bundle": "一件事的代号"}
APPLICATION = {**TENANT, "application": "开始申请时得到的代号"}
NUMBER = {**TENANT, "number": "一件事的编号"}

blueprint = api_part("one_thing_api")


def office_at(tenant: str) -> Office:
    """Enter a tenant's scope and give the plugin's office there; a tenant without bundles has no such page."""
    office = office_of(NAME, tenant)
    enter(tenant)
    return office
