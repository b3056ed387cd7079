"""The tenant tree as it is kept: a code belongs to one tenant, and a subtree is one prefix (T1, T2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tongban.database import Sessions
from tongban.definitions import TenantSpec
from tongban.errors import NotFound, TongbanError
from tongban.tenancy.tree import all_tenants, enter_tenant, subtree_scope, tenant

NOW = datetime(2026, 9, 14, 2, 0, tzinfo=UTC)
CITY = TenantSpec("city", "示例市", "city", division="500000")
COUNTY = TenantSpec("county", "示例县", "county", parent="city", division="500235", uscc="11500235MB1218247M")
TOWN = TenantSpec("town", "示例镇", "township", parent="county")
OTHER = TenantSpec("county-2", "另一县", "county", parent="city", division="500236")


@pytest.fixture
def tree(sessions: Sessions) -> Sessions:
    for spec in (CITY, COUNTY, TOWN, OTHER):
        enter_tenant(sessions(), spec, NOW)
    return sessions


@pytest.mark.row("T1")
def test_the_path_leads_from_the_root(tree: Sessions) -> None:
    assert [row.path for row in all_tenants(tree())] == ["city", "city/county", "city/county-2", "city/county/town"]


@pytest.mark.row("T2")
@pytest.mark.article("335 §40")
def test_a_county_sees_its_townships_and_no_neighbour(tree: Sessions) -> None:
    scope = subtree_scope(tree(), tenant(tree(), "county"), "guidance")
    assert (scope.reads, scope.writes) == (("county", "town"), "county")


@pytest.mark.row("T1")
@pytest.mark.parametrize("change", [{"division": "500235"}, {"uscc": "11500235MB1218247M"}])
def test_a_taken_code_is_refused_and_says_by_whom(tree: Sessions, change: dict[str, str]) -> None:
    with pytest.raises(TongbanError, match="示例县"):
        enter_tenant(tree(), replace(OTHER, **{"id": "third", "division": None, **change}), NOW)  # type: ignore[arg-type]


@pytest.mark.row("T1")
def test_an_unknown_parent_is_refused(tree: Sessions) -> None:
    with pytest.raises(NotFound, match="nowhere"):
        enter_tenant(tree(), replace(TOWN, id="lost", parent="nowhere"), NOW)


def test_entering_again_brings_the_row_up_to_date(tree: Sessions) -> None:
    enter_tenant(tree(), replace(COUNTY, name="示例县（新名）"), NOW)
    assert tenant(tree(), "county").name == "示例县（新名）"
    assert len(all_tenants(tree())) == 4
