"""A change upstream is told to every claimant in words; a conflict keeps back that claimant alone (C3)."""

from __future__ import annotations

import pytest

from tongban.assurance.impact import impact_on_claimants, impact_since
from tongban.definitions import MemorySources, Workspace, load_workspace
from tongban.definitions.lint import Sample
from tongban.definitions.lint.sample import sample_texts

ITEM = "item_defs/chengguan/occupy-road/item.yaml"
SERVICE = "service: {address: 示例路 9 号, hours: 工作日 9:00—17:00, phone: 023-55187618, complaints: 023-55163608}"
TOWN = "tenant: jiangkou\nname: 江口镇\nkind: township\nparent: yunyang\n"
OWN = "authority: {name: 渝中区城市管理局, uscc: 11500235MB1218247M}, " + SERVICE
DISTRICT = "tenant: yuzhong\nname: 渝中区\nkind: county\nparent: chongqing\n"


def workspace(item: str = "", claim: str = "", town: str = "{}", district: str = "", files=None) -> Workspace:
    """Return a city, a county, a township below it and a district beside it, which all claim one item."""
    more = {
        "tenants/jiangkou/tenant.yaml": TOWN,
        "tenants/jiangkou/items.yaml": f"claims:\n  occupy-road: {town}\n",
        "tenants/yuzhong/tenant.yaml": DISTRICT,
        "tenants/yuzhong/items.yaml": f"claims:\n  occupy-road: {{{', '.join(filter(None, (OWN, district)))}}}\n",
        **(files or {}),
    }
    return load_workspace(MemorySources(sample_texts(Sample(item, claim, more, ()))))


def told(before: Workspace, after: Workspace) -> dict[str, object]:
    return {each.tenant: each for each in impact_on_claimants(before, after)}


@pytest.fixture
def before() -> Workspace:
    return workspace()


@pytest.mark.row("C3")
def test_a_change_of_the_item_reaches_county_township_and_district_in_words(before: Workspace) -> None:
    found = told(before, workspace("time: {statutory: {working_days: 20}, promise: {working_days: 4}}"))
    assert list(found) == ["yunyang", "yuzhong", "jiangkou"]
    assert all(each.changes == ("承诺办结时限由5 个工作日改为4 个工作日。",) for each in found.values())


@pytest.mark.row("C3")
def test_a_change_of_the_county_reaches_its_township_only(before: Workspace) -> None:
    found = told(before, workspace(claim=SERVICE))
    assert list(found) == ["jiangkou"]
    assert "办理地址由“示例路 1 号”改为“示例路 9 号”。" in found["jiangkou"].changes


def test_who_changes_only_its_own_words_is_not_told_of_a_change_upstream(before: Workspace) -> None:
    assert told(before, workspace(town="{visits: 0}")) == {}


@pytest.mark.row("C3")
def test_a_promise_now_longer_than_upstreams_conflicts_and_keeps_back_that_claimant_alone() -> None:
    shorter = "time: {promise: {working_days: 4}}"
    found = told(
        workspace(district=shorter),
        workspace("time: {statutory: {working_days: 20}, promise: {working_days: 3}}", district=shorter),
    )
    conflict = found["yuzhong"].conflicts[0]
    assert "上级为 3 个工作日" in conflict.text
    assert conflict.blocks
    assert conflict.place == "tenants/yuzhong/items.yaml:2"
    assert {name: each.blocked for name, each in found.items()} == {
        "yunyang": False,
        "yuzhong": True,
        "jiangkou": False,
    }


@pytest.mark.row("C3")
def test_own_words_that_still_bind_more_stand_and_this_is_said() -> None:
    shorter = "time: {promise: {working_days: 2}}"
    found = told(
        workspace(district=shorter),
        workspace("time: {statutory: {working_days: 20}, promise: {working_days: 3}}", district=shorter),
    )["yuzhong"]
    assert found.changes == ()
    assert found.kept == ("上级改了“承诺办结时限”，本级另有规定，仍按本级的执行。",)
    assert found.conflicts == ()


@pytest.mark.row("C3")
def test_own_words_over_what_vanished_above_are_pointed_at_with_their_line() -> None:
    own = "questions: [{question: 几点开门？, answer: 九点。}]"
    after = workspace(district=own)
    without = "\n".join(line for line in after.sources.read(ITEM).split("\n") if not line.startswith("questions"))
    found = told(after, workspace(district=own, files={ITEM: without}))["yuzhong"]
    assert [each.text for each in found.conflicts] == ["上级已经删去“常见问题”，本级对它的改写没有了对象。"]
    assert not found.conflicts[0].blocks
    assert found.conflicts[0].place.startswith("tenants/yuzhong/items.yaml:")


@pytest.mark.row("C3")
def test_an_item_that_is_gone_keeps_back_all_who_claim_it(before: Workspace) -> None:
    texts = {path: before.sources.read(path) for path in before.sources.paths() if path != ITEM}
    found = impact_on_claimants(before, load_workspace(MemorySources(texts)))
    assert {each.tenant for each in found} == {"yunyang", "yuzhong", "jiangkou"}
    assert all(each.gone and each.blocked for each in found)


def test_nothing_is_told_where_nothing_changed(before: Workspace) -> None:
    assert impact_on_claimants(before, workspace()) == ()


def test_what_is_published_is_compared_with_what_the_sources_give_now(before: Workspace) -> None:
    after = workspace("time: {statutory: {working_days: 20}, promise: {working_days: 4}}")
    published = before.definition("occupy-road", "yunyang")
    assert impact_since(published, after, "occupy-road", "yunyang").changes == (
        "承诺办结时限由5 个工作日改为4 个工作日。",
    )
    assert impact_since(published, before, "occupy-road", "yunyang").changes == ()
