"""Lists are measured per district and department (C10); labels are computed and counted against targets (C11)."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tongban.assurance.measures import counts_of, measure_city, targets_of, time_cut
from tongban.assurance.measures.elements import ELEMENTS
from tongban.assurance.measures.lists import Claimed
from tongban.definitions import FolderSources, MemorySources, Workspace, load_workspace
from tongban.definitions.lint import Sample
from tongban.definitions.lint.sample import CLAIM_PATH, ITEM_PATH, sample_texts
from tongban.definitions.model import Material, Reach, Span, Time, Unit
from tongban.definitions.rulebook import Target
from tongban.errors import NotFound
from tongban.forms import labels_of
from tongban.settings import REPOSITORY

CATALOGUE = "item_defs/_shared/catalogue.yaml"
SECOND = """\
  street-lamp:
    name: 路灯迁移审批
    kind: "01"
    department: 城市管理局
    levels: [county]
    basis: [{law: 城市道路照明设施管理规定}]
  fine:
    name: 占道处罚
    kind: "02"
    department: 城市管理局
    levels: [county]
    basis: [{law: 城市市容和环境卫生管理条例}]
  old-entry:
    name: 已取消的事项
    kind: "01"
    state: cancelled
    department: 城市管理局
    levels: [county]
    basis: [{law: 示例办法}]
"""


def workspace(item: str = "", claim: str = "", more: str = "", **files: str) -> Workspace:
    texts = sample_texts(Sample(item, claim, files))
    found = load_workspace(MemorySources({**texts, CATALOGUE: texts[CATALOGUE] + more}))
    assert not found.findings, found.findings
    return found


@pytest.fixture(scope="module")
def city() -> Workspace:
    return load_workspace(FolderSources(REPOSITORY))


@pytest.mark.row("C10")
def test_a_list_that_lacks_elements_is_less_complete_and_says_which():
    whole = workspace()
    before = measure_city(whole, "chongqing").districts[0].completeness
    assert before.of == len(ELEMENTS)
    missing = before.behind[0].reason
    assert "主题分类" in missing
    assert "材料的受理标准" in missing
    more = workspace(item="themes: [准营准办]\nmaterials: [{id: plan, name: 施工方案, criteria: [写明工期]}]\n")
    after = measure_city(more, "chongqing").districts[0].completeness
    assert after.got == before.got + 2
    assert after.percent == 100


@pytest.mark.row("C10")
def test_coverage_counts_entries_of_the_level_that_are_handled_and_names_those_that_are_not():
    found = measure_city(workspace(more=SECOND), "chongqing")
    (district,) = found.districts
    assert (district.coverage.got, district.coverage.of) == (1, 2)
    assert [(each.item, each.title) for each in district.coverage.behind] == [("street-lamp", "路灯迁移审批")]
    (department,) = found.departments
    assert (department.name, department.coverage.percent) == ("城市管理局", 50)


@pytest.mark.row("C10")
def test_accuracy_counts_lists_with_which_the_linter_finds_nothing():
    sound = measure_city(load_workspace(FolderSources(REPOSITORY)), "chongqing")
    assert all(each.accuracy.percent == 100 for each in sound.districts)
    wrong = measure_city(workspace(item="conditions: [提供其他材料。]\n"), "chongqing").districts[0]
    assert wrong.accuracy.got == 0
    assert wrong.accuracy.behind[0].reason.startswith("TB")
    assert wrong.accuracy.behind[0].tenant == "云阳县"


def test_values_marked_as_samples_are_not_called_verified():
    district = measure_city(workspace(claim="demonstration: [service.hours]\n"), "chongqing").districts[0]
    assert (district.verified.got, district.verified.of) == (0, 1)
    assert district.verified.behind[0].reason == "示范数据：办理时间"
    assert measure_city(workspace(), "chongqing").districts[0].verified.percent == 100


@pytest.mark.row("C10")
@pytest.mark.article("335 §36", "335 §38")
def test_every_district_and_every_department_of_the_city_is_measured_with_the_items_behind_each_figure(city):
    found = measure_city(city, "chongqing")
    joined = {each.name for each in city.tenants.values() if each.kind == "county" and each.parent == "chongqing"}
    assert {"云阳县", "江北区", "渝中区"} <= {each.name for each in found.districts} <= joined | {"云阳县江口镇"}
    assert {"城市管理局", "市场监督管理局"} <= {each.name for each in found.departments}
    for each in (*found.districts, *found.departments):
        for figure in (each.completeness, each.coverage, each.accuracy, each.verified):
            assert 0 <= figure.got <= figure.of
            assert bool(figure.behind) == (figure.got < figure.of)


def test_one_district_is_measured_alone_and_a_stranger_is_not_found(city):
    found = measure_city(city, "chongqing", "yunyang")
    assert [each.id for each in found.districts] == ["yunyang"]
    assert all(behind.tenant.startswith("云阳县") for each in found.counts for behind in each.items)
    with pytest.raises(NotFound, match="nowhere"):
        measure_city(city, "chongqing", "nowhere")


@pytest.mark.row("C11")
def test_labels_follow_from_the_definition_alone():
    plain = workspace().definition("occupy-road", "yunyang")
    assert set(labels_of(plain)) == {"最多跑一次", "全程网办"}
    assert "最多跑一次" not in labels_of(replace(plain, visits=2))
    assert "全程网办" not in labels_of(replace(plain, visits=1))
    assert "全程网办" not in labels_of(replace(plain, delivery=("window",)))
    assert "即办" in labels_of(replace(plain, time=Time(Span(20), None)))
    assert "零材料" in labels_of(replace(plain, materials=()))
    assert "零材料" in labels_of(replace(plain, materials=(Material("licence", "营业执照", source="government"),)))
    assert "就近办" in labels_of(replace(plain, reach=Reach("city")))
    assert "就近办" not in labels_of(replace(plain, reach=Reach("township")))
    assert "就近办" in labels_of(replace(plain, village_agent=True))
    assert "就近办" in labels_of(replace(plain, catalogue=replace(plain.catalogue, levels=("township",))))


@pytest.mark.row("C11")
@pytest.mark.article("335 §22")
def test_labels_are_counted_over_items_and_held_against_the_targets_of_the_rulebook(city):
    found = measure_city(city, "chongqing")
    assert {each.label for each in found.counts} == {"最多跑一次", "零材料", "即办", "全程网办", "就近办"}
    claimed = {
        each for tenant in city.tenants for each in city.claimed(tenant) if city.tree.root(tenant).id == "chongqing"
    }
    assert all(each.of == len(claimed) for each in found.counts)
    by_label = {each.label: each for each in found.counts}
    for label, count in by_label.items():
        for behind in count.items:
            tenants = [each for each in city.claimants(behind.item) if city.tree.root(each).id == "chongqing"]
            assert all(label in labels_of(city.definition(behind.item, each)) for each in tenants)
    no_materials, faster = found.targets
    assert (no_materials.target.at_least, no_materials.got) == (100, len(by_label["零材料"].items))
    assert no_materials.holds == (len(by_label["零材料"].items) >= 100)
    assert (faster.target.at_least, faster.target.unit) == (70, "percent")
    assert faster.got is not None


def test_a_promise_is_compared_with_its_statutory_limit_only_in_units_that_compare():
    plain = workspace().definition("occupy-road", "yunyang")

    def timed(statutory: Span | None, promise: Span | None) -> object:
        return time_cut([replace(plain, time=Time(statutory, promise))])

    assert timed(Span(20), Span(5)) == 75
    assert timed(Span(20), None) == 100
    assert timed(Span(1, Unit.YEARS), Span(3, Unit.MONTHS)) == 75
    assert timed(Span(20, Unit.DAYS), Span(5)) is None
    assert timed(None, Span(5)) is None
    assert time_cut([]) is None


@pytest.mark.row("C11")
def test_a_target_not_reached_names_its_items_the_longest_promise_first(city):
    found = measure_city(city, "chongqing", "yunyang")
    assert found.name == "云阳县"
    faster = next(each for each in found.targets if each.target.measure == "time_cut")
    assert not faster.holds
    promised = [city.definition(each.item, "yunyang").time.promise for each in faster.behind]
    working = [each.amount for each in promised if each and each.unit is Unit.WORKING_DAYS]
    assert working == sorted(working, reverse=True)
    assert len({each.item for each in faster.behind}) == len(faster.behind)
    assert "承诺 20 个工作日，法定 30 个工作日" in {each.reason for each in faster.behind}


@pytest.mark.row("C10")
def test_samples_are_named_in_the_words_of_the_vocabulary(city):
    reasons = [each.reason for each in measure_city(city, "chongqing", "jiangkou").districts[0].verified.behind]
    assert any("申请材料“女方居住情况说明”、" in each and "办理结果“结果样本”" in each for each in reasons)
    assert not [each for each in reasons if re.search("[a-z]", each)]


@pytest.mark.row("C11")
def test_a_target_in_percent_is_held_against_the_share_of_items():
    found = workspace()
    claims = (Claimed("occupy-road", "yunyang", found.definition("occupy-road", "yunyang"), ()),)
    counts = counts_of(found, claims)
    rulebook = found.rulebook("yunyang")
    assert rulebook is not None
    aimed = replace(rulebook, targets=(Target("fully_online", 90, "percent", "30"), Target("nearby", 1, "items", "30")))
    online, nearby = targets_of(aimed, counts, ())
    assert (online.got, online.holds) == (100, True)
    assert (nearby.got, nearby.holds) == (0, False)


def test_the_sample_has_one_claim():
    assert {ITEM_PATH, CLAIM_PATH} <= set(workspace().sources.paths())
