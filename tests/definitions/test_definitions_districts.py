"""The whole tree of a city from one list: 38 districts and counties, each a tenant before it joins."""

from __future__ import annotations

import pytest

from tongban.definitions import FolderSources, LayeredSources, MemorySources, Workspace, load_workspace
from tongban.settings import REPOSITORY

LIST = "tenants/chongqing/districts.yaml"


def with_texts(texts: dict[str, str]) -> Workspace:
    return load_workspace(LayeredSources((MemorySources(texts), FolderSources(REPOSITORY))))


def told(workspace: Workspace) -> list[str]:
    return [f"{each.code} {each.path}:{each.line}" for each in workspace.findings if each.path == LIST]


@pytest.mark.row("T1")
def test_the_city_has_its_38_districts_and_counties_with_their_codes_as_published() -> None:
    workspace = with_texts({})
    districts = [each for each in workspace.tree.children("chongqing") if each.kind == "county"]
    published = {each.code: each.name for each in workspace.divisions.values() if each.parent == "500000"}
    assert len(published) == 38
    assert {each.division: each.name for each in districts} == published
    assert told(workspace) == []
    assert {each.id for each in districts if not each.listed} == {"yunyang", "yuzhong", "jiangbei"}
    assert all(workspace.claimed(each.id) == () for each in districts if each.listed)


def test_a_folder_speaks_for_a_district_that_is_listed() -> None:
    text = 'tenant: wushan\nname: 巫山县\nkind: county\nparent: chongqing\ndivision: "500237"\nphone: 023-57000000\n'
    spec = with_texts({"tenants/wushan/tenant.yaml": text}).tenants["wushan"]
    assert (spec.listed, spec.phone) == (False, "023-57000000")


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ('{tenant: xin, name: 新区, division: "500999"}', "TB032"),
        ('{tenant: xin, name: 新区, division: "500235"}', "TB033"),
        ('{tenant: wushan, name: 巫山县, division: "500237"}\n  - {tenant: wushan, name: 巫山县}', "TB033"),
        ('{tenant: xin, name: 新区, division: "510104"}', "TB032"),
    ],
)
def test_a_wrong_row_is_told_at_its_line(row: str, found: str) -> None:
    workspace = with_texts({LIST: f"districts:\n  - {row}\n"})
    assert [each.split()[0] for each in told(workspace)] == [found]
    assert told(workspace)[0].endswith(":3" if "\n" in row else ":2")
