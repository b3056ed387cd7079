"""Standards: what those who extend or claim one may change, from the nation down to a township (C3)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tongban.definitions import Finding, Policy, Workspace, lint, policy_of, show
from tongban.definitions.lint.sample import sample_texts
from tongban.definitions.load import load_workspace
from tongban.definitions.sources import MemorySources

MakeWorkspace = Callable[..., Workspace]
NATIONAL = "item_defs/_national/road-national/item.yaml"
CITY = "item_defs/_city/road-city/item.yaml"
NATION = """\
item: road-national
standard: true
policies: {materials: tighten_only, conditions: locked, rights: open, time.promise: locked, service.hours: locked}
title: 占道施工审批
catalogue: occupy-road
conditions: [确需临时占用城市道路。]
materials:
  - {id: plan, name: 施工方案, formats: [pdf], copies: 2}
  - {id: map, name: 占用位置图}
rights: [申请人有权陈述、申辩。]
"""
CITY_STANDARD = """\
item: road-city
extends: road-national
standard: true
policies: {rights: tighten_only}
materials:
  - {id: plan, name: 施工方案, formats: [pdf, jpg]}
rights: [申请人有权陈述、申辩。, 申请人有权要求回避。]
"""
ITEM = "extends: road-city\n"
WITHOUT = ("conditions", "materials")


@pytest.fixture
def chain() -> Callable[..., Workspace]:
    """Load nation, city, the department's item, the county's claim and the township's; each with what it adds."""

    def make(*, nation: str = "", city: str = "", item: str = "", county: str = "", township: str = "") -> Workspace:
        texts = dict(sample_texts())
        path = "item_defs/chengguan/occupy-road/item.yaml"
        own = without(texts[path], "conditions", "materials")
        texts[path] = own + ITEM + item
        texts[NATIONAL] = laid(NATION, nation)
        texts[CITY] = laid(CITY_STANDARD, city)
        texts["tenants/yunyang/items.yaml"] += "".join(f"    {line}\n" for line in county.splitlines())
        texts["tenants/jiangkou/tenant.yaml"] = "tenant: jiangkou\nname: 江口镇\nkind: township\nparent: yunyang\n"
        texts["tenants/jiangkou/items.yaml"] = f"claims:\n  occupy-road: {township or '{}'}\n"
        return load_workspace(MemorySources(texts))

    return make


def without(text: str, *keys: str) -> str:
    kept, dropping = [], False
    for line in text.splitlines():
        if not line.startswith((" ", "-")):
            dropping = line.split(":", 1)[0] in keys
        kept += [] if dropping else [line]
    return "\n".join(kept) + "\n"


def laid(under: str, over: str) -> str:
    return without(under, *(line.split(":", 1)[0] for line in over.splitlines() if not line.startswith(" "))) + over


def told(workspace: Workspace, code: str) -> list[str]:
    return [each.message for each in findings(workspace) if each.code == code]


def findings(workspace: Workspace) -> tuple[Finding, ...]:
    return lint(workspace)


@pytest.mark.row("C3")
def test_a_chain_that_keeps_to_its_standards_is_what_all_of_them_say(chain: MakeWorkspace) -> None:
    workspace = chain()
    assert workspace.findings == ()
    assert told(workspace, "TB199") == []
    definition = workspace.definition("occupy-road", "jiangkou")
    assert [each.id for each in definition.materials] == ["plan"]
    assert [each.text for each in definition.conditions] == ["确需临时占用城市道路。"]
    assert definition.rights == ("申请人有权陈述、申辩。", "申请人有权要求回避。")


@pytest.mark.row("C3")
@pytest.mark.parametrize(
    ("city", "element"),
    [
        ("conditions: [另加的条件。]\n", "“受理条件”（conditions）由全国统一标准“占道施工审批”统一管控"),
        ("materials:\n  - {id: extra, name: 另加的材料}\n", "“申请材料”（materials）只能从严"),
        ("materials:\n  - {id: plan, name: 施工方案, formats: [pdf], copies: 3}\n", "“申请材料”（materials）只能从严"),
        ("title: 别的名称\n", "“事项名称”（title）由全国统一标准“占道施工审批”统一管控"),
        ("policies: {conditions: open}\n", "“受理条件”（conditions）规定的是 locked"),
    ],
)
def test_a_city_changes_only_what_the_national_standard_allows(chain: MakeWorkspace, city: str, element: str) -> None:
    workspace = chain(city=city)
    (finding,) = [each for each in findings(workspace) if each.code == "TB199"]
    assert element in finding.message
    assert finding.article == "36 §6"
    assert finding.path == CITY
    assert finding.hint


@pytest.mark.row("C3")
def test_what_is_not_allowed_changes_nothing(chain: MakeWorkspace) -> None:
    resolved = chain(city="conditions: [另加的条件。]\n").resolve("occupy-road", "yunyang")
    assert resolved.data["conditions"] == ["确需临时占用城市道路。"]
    assert "违反全国统一标准“占道施工审批”的改写没有采用" in show(resolved)


@pytest.mark.row("C3")
def test_an_item_is_bound_by_all_standards_above_it(chain: MakeWorkspace) -> None:
    (message,) = told(chain(item="rights: [申请人有权陈述、申辩。]\n"), "TB199")
    assert "“依法享有的权利”（rights）只能从严" in message
    assert "统一标准" in message
    assert told(chain(item="rights: [申请人有权陈述、申辩。, 申请人有权要求回避。, 申请人有权查询。]\n"), "TB199") == []


@pytest.mark.row("C3")
def test_what_no_standard_says_the_first_who_extends_it_may_say_and_then_its_policy_holds(chain: MakeWorkspace) -> None:
    locked = "policies: {materials: tighten_only, rights: open, obligations: locked}\n"
    assert told(chain(nation=locked, item="obligations: [如实提供材料。]\n"), "TB199") == []
    said = chain(nation=locked, city="obligations: [如实提供材料。]\n", item="obligations: [另一项义务。]\n")
    (message,) = told(said, "TB199")
    assert "“应当履行的义务”（obligations）由全国统一标准“占道施工审批”统一管控" in message


@pytest.mark.row("C3")
def test_a_claim_is_bound_by_a_standard_more_than_by_the_platform_and_never_less(chain: MakeWorkspace) -> None:
    workspace = chain(county="time: {promise: {working_days: 3}}")
    (message,) = told(workspace, "TB108")
    assert "“承诺办结时限”（time.promise）由全国统一标准“占道施工审批”统一管控" in message
    assert policy_of("time.promise") is Policy.TIGHTEN_ONLY
    resolved = workspace.resolve("occupy-road", "yunyang")
    assert resolved.policy("time.promise") is Policy.LOCKED
    assert resolved.policy("materials") is Policy.LOCKED  # a standard that lets its extenders ease does not open claims
    assert resolved.policy("rights") is Policy.LOCKED
    assert resolved.policy("service.phone") is Policy.OPEN
    assert resolved.policy("service.hours") is Policy.LOCKED


@pytest.mark.row("C3")
def test_a_township_is_bound_too_and_only_it_is_stopped(chain: MakeWorkspace) -> None:
    workspace = chain(township="{service: {hours: 每天}}")
    (finding,) = [each for each in findings(workspace) if each.code == "TB108"]
    assert finding.path == "tenants/jiangkou/items.yaml"
    assert workspace.definition("occupy-road", "yunyang").service.hours == "工作日 9:00—17:00"


@pytest.mark.row("C3")
def test_a_standard_is_extended_and_never_claimed(chain: MakeWorkspace) -> None:
    workspace = chain()
    assert "road-national" not in workspace.items
    texts = dict(sample_texts())
    texts[NATIONAL] = NATION
    texts["tenants/yunyang/items.yaml"] += "  road-national: {}\n"
    (finding,) = load_workspace(MemorySources(texts)).findings
    assert finding.code == "TB048"
    assert "不能直接认领" in finding.message


@pytest.mark.parametrize(
    ("nation", "message"),
    [
        ("policies: {material: locked}\n", "没有“material”这个要素"),
        ("policies: {process: tighten_only}\n", "没有从严从宽之分"),
        ("policies: {title: open}\n", "应当一致，不能放开"),
        ("standard: false\n", "这个文件夹里只能放统一标准"),
    ],
)
def test_a_wrong_policy_is_told_where_it_stands(chain: MakeWorkspace, nation: str, message: str) -> None:
    found = [each for each in chain(nation=nation).findings if each.code == "TB047"]
    assert message in found[0].message
    assert found[0].hint
    assert found[0].path == NATIONAL


def test_an_item_that_is_no_standard_is_extended_as_freely_as_before(workspace_with: MakeWorkspace) -> None:
    base = "item: base\ntitle: 占道施工审批\ncatalogue: occupy-road\nconditions: [甲。]\n"
    workspace = workspace_with(item="extends: base", files={"item_defs/chengguan/base/item.yaml": base})
    assert [each for each in lint(workspace) if each.code == "TB199"] == []
    assert workspace.definition("occupy-road", "yunyang").conditions[0].text == "确需临时占用城市道路。"
