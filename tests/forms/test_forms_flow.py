"""The flow chart is drawn from the process: layers, ways, groups, conditions, special procedures (F5; 335 §14)."""

from __future__ import annotations

from collections import defaultdict
from xml.etree import ElementTree

import pytest

from tongban.definitions import FolderSources, Workspace, load_workspace
from tongban.forms import guide_view
from tongban.forms.flow import Flow, flow_of
from tongban.forms.flow_layout import WIDTH, broken, lay_out
from tongban.forms.flow_svg import to_svg
from tongban.settings import REPOSITORY

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return load_workspace(FolderSources(REPOSITORY))


def flow(workspace: Workspace, item: str, **situation: object) -> Flow:
    definition = workspace.definition(item, workspace.claimants(item)[0])
    return flow_of(guide_view(definition, situation))


def ways(drawn: Flow) -> dict[tuple[str, str], str]:
    return {(each.start, each.end): each.label for each in drawn.edges}


@pytest.mark.row("F5")
def test_the_chart_goes_from_the_application_to_the_delivery(workspace: Workspace) -> None:
    drawn = flow(workspace, "occupy-road")
    names = "提交申请 收件 受理审查 补正 受理 不予受理 材料审查 现场勘验 审核决定 准予 不予 送达"
    assert [each.name for each in drawn.nodes] == names.split()
    assert ways(drawn)[("check", "supplement")] == "材料不齐"
    assert ("supplement", "check") in ways(drawn)
    assert {("granted", "delivery"), ("refused", "delivery")} <= set(ways(drawn))


@pytest.mark.row("F5")
def test_a_step_with_a_condition_can_be_passed_by_and_the_ways_say_when(workspace: Workspace) -> None:
    told = ways(flow(workspace, "occupy-road"))
    assert told[("step-review", "step-survey")] == "占用种类为占道施工时"
    assert told[("step-review", "step-decision")] == "否则"
    survey = next(each for each in flow(workspace, "occupy-road").nodes if each.id == "step-survey")
    assert survey.kind == "special"
    assert any(each.startswith("特殊程序") for each in survey.notes)


@pytest.mark.row("F3")
def test_a_situation_takes_out_what_it_rules_out(workspace: Workspace) -> None:
    names = [each.name for each in flow(workspace, "occupy-road", purpose="stacking").nodes]
    assert "现场勘验" not in names
    assert ("step-review", "step-decision") in ways(flow(workspace, "occupy-road", purpose="stacking"))


@pytest.mark.row("F5")
def test_steps_of_a_group_part_and_meet_again(workspace: Workspace) -> None:
    drawn = flow(workspace, "medical-practice")
    layer = next(each for each in drawn.layers if each.together)
    assert layer.title == "并联审查（同时进行）"
    assert len(layer.nodes) == 3
    told = ways(drawn)
    after = {end for start, end in told if start == layer.nodes[0].id}
    for node in layer.nodes:
        assert ("accepted", node.id) in told
        assert {end for start, end in told if start == node.id} == after


@pytest.mark.row("F5")
def test_every_item_has_a_chart_in_which_each_place_is_reached_and_leads_to_an_end(workspace: Workspace) -> None:
    for item in workspace.items:
        if not workspace.claimants(item):
            continue
        drawn = flow(workspace, item)
        on, back = defaultdict(set), defaultdict(set)
        for start, end in ways(drawn):
            on[start].add(end)
            back[end].add(start)
        names = {each.id for each in drawn.nodes}
        assert _reached("start", on) == names, item
        assert _reached("delivery", back) == names - {"declined"}, item


def _reached(begin: str, ways: dict[str, set[str]]) -> set[str]:
    found, open_ = {begin}, [begin]
    while open_:
        for each in ways[open_.pop()] - found:
            found.add(each)
            open_.append(each)
    return found


@pytest.mark.row("F5")
def test_no_place_lies_over_another_or_beyond_the_paper(workspace: Workspace) -> None:
    for item in ("occupy-road", "medical-practice", "flexible-subsidy", "unemployment"):
        chart = lay_out(flow(workspace, item))
        for place, one in enumerate(chart.boxes):
            assert one.x >= 0
            assert one.x + one.width <= WIDTH
            assert one.y + one.height <= chart.height
            for other in chart.boxes[place + 1 :]:
                apart = one.x + one.width <= other.x or other.x + other.width <= one.x
                assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y


@pytest.mark.row("F5")
def test_the_picture_is_sound_has_a_title_and_holds_no_script_or_style(workspace: Workspace) -> None:
    drawn = to_svg(lay_out(flow(workspace, "occupy-road")), "流程 <图>", "说明", "flow")
    root = ElementTree.fromstring(drawn)  # noqa: S314 — drawn here
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "flow-title flow-desc"
    assert root.find(f"{SVG}title").text == "流程 <图>"
    assert root.find(f"{SVG}desc").text == "说明"
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        "svg", "title", "desc", "rect", "path", "polygon", "text",
    }  # fmt: skip
    assert not any("style" in each.attrib for each in root.iter())


def test_words_are_broken_to_the_width_and_no_mark_begins_a_line() -> None:
    assert broken("放射诊疗为开展时", 60, 12) == ("放射诊疗为", "开展时")
    assert broken("一二三，四", 36, 12) == ("一二三，", "四")
    assert broken("", 60, 12) == ()
