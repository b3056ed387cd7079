"""What refers to something that is not there, or to itself, is told with a line; nothing is half loaded."""

import pytest

from tongban.definitions import FolderSources, lint, load_workspace
from tongban.definitions.lint import Sample
from tongban.definitions.lint.sample import ITEM_PATH, sample_texts
from tongban.errors import NotFound

BASE = "item_defs/chengguan/base/item.yaml"


def finding_of(workspace, code):
    found = [each for each in workspace.findings if each.code == code]
    assert found, [str(each) for each in workspace.findings]
    return found[0]


@pytest.mark.row("C2")
@pytest.mark.parametrize(
    ("item", "code", "words"),
    [
        ("catalogue: occupy-roads", "TB042", "是否想写“occupy-road”"),
        ("extends: chengguan-standard", "TB040", "没有事项“chengguan-standard”"),
        ("extends: occupy-road", "TB041", "occupy-road → occupy-road"),
        ("form:\n  - {section: a, title: 甲, fields: [{use: person.nam}]}", "TB043", "是否想写“person.name”"),
        ("materials:\n  - {id: a, name: 甲, licence: busines-licence}", "TB044", "是否想写“business-licence”"),
        ("result: {name: 证, kind: licence, licence: road-licence}", "TB044", "road-licence"),
        ("item: occupy-the-road", "TB021", "与文件夹名“occupy-road”不一致"),
    ],
)
def test_a_wrong_reference_is_told_and_the_item_is_absent(workspace_with, item: str, code: str, words: str) -> None:
    workspace = workspace_with(item=item)
    finding = finding_of(workspace, code)
    assert words in finding.message + finding.hint
    assert finding.line > 0
    assert workspace.items == {}
    with pytest.raises(NotFound):
        workspace.resolve("occupy-road", "yunyang")


@pytest.mark.row("C2")
def test_a_circle_of_inheritance_is_told_by_each_of_its_members(workspace_with) -> None:
    other = "item: base\nextends: occupy-road\n"
    workspace = workspace_with(item="extends: base", files={BASE: other})
    circles = [each for each in workspace.findings if each.code == "TB041"]
    assert {each.path for each in circles} == {BASE, "item_defs/chengguan/occupy-road/item.yaml"}
    assert all(each.line == 2 or "occupy" in each.path for each in circles)
    assert workspace.items == {}


def test_what_inherits_from_a_broken_item_is_absent_too(workspace_with) -> None:
    workspace = workspace_with(item="extends: base", files={BASE: "item: base\ntitle: 甲\nsumary: 乙\n"})
    assert workspace.items == {}


def test_an_item_is_completed_by_what_it_begins_from(workspace_with) -> None:
    base = "item: base\nsummary: 来自上一级的简介。\nvisits: 1\nvisits_reason: 现场领取\n"
    workspace = workspace_with(item="extends: base", files={BASE: base})
    assert workspace.findings == ()
    data = workspace.resolve("occupy-road").data
    assert (data["visits"], data["summary"]) == (1, "因施工等需要临时占用城市道路的，办理本事项。")
    assert workspace.resolve("occupy-road").origin("visits").path == BASE


def test_an_item_that_lacks_an_element_is_told_which(workspace_with) -> None:
    base = "item: alone\ntitle: 单独的事项\ncatalogue: occupy-road\n"
    workspace = workspace_with(files={"item_defs/chengguan/alone/item.yaml": base})
    told = [each.message for each in workspace.findings]
    assert "事项缺少“process”。" in told
    assert "事项缺少“time”。" in told
    assert list(workspace.items) == ["occupy-road"]


def test_the_same_id_in_two_departments_is_refused(workspace_with) -> None:
    copy = workspace_with().sources.read("item_defs/chengguan/occupy-road/item.yaml")
    workspace = workspace_with(files={"item_defs/weijian/occupy-road/item.yaml": copy})
    assert finding_of(workspace, "TB023").path == "item_defs/weijian/occupy-road/item.yaml"


@pytest.mark.row("C2")
def test_a_claim_of_an_unknown_item_or_by_an_unknown_tenant_is_told(workspace_with) -> None:
    files = {
        "tenants/yunyang/items.yaml": "claims:\n  occupy-rod: {}\n",
        "tenants/nowhere/items.yaml": "claims:\n  occupy-road: {}\n",
    }
    workspace = workspace_with(files=files)
    unknown = finding_of(workspace, "TB038")
    assert (unknown.line, unknown.column, unknown.hint) == (2, 3, "是否想写“occupy-road”？")
    assert finding_of(workspace, "TB037").path == "tenants/nowhere/items.yaml"
    assert workspace.claimants("occupy-road") == ()


def test_a_broken_file_does_not_make_a_flood_of_findings(workspace_with) -> None:
    workspace = workspace_with(files={"item_defs/_shared/elements.yaml": "elements:\n\t- x\n"})
    assert [each.code for each in workspace.findings] == ["TB002"]
    assert workspace.items == {}
    assert lint(workspace) == workspace.findings


def test_a_file_that_is_not_utf8_is_told(tmp_path, workspace_with) -> None:
    from_memory = workspace_with().sources
    for path in from_memory.paths():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(from_memory.read(path), encoding="utf-8")
    (tmp_path / "tenants/yunyang/tenant.yaml").write_bytes("name: 云阳".encode("gbk"))
    workspace = load_workspace(FolderSources(tmp_path))
    assert finding_of(workspace, "TB008").path == "tenants/yunyang/tenant.yaml"
    assert "yunyang" not in workspace.tenants


@pytest.mark.row("N1")
def test_wordings_of_unknown_kinds_and_of_controlled_kinds_are_refused(workspace_with) -> None:
    files = {
        "tenants/yunyang/wording/grant_decision.md": "同意。\n",
        "tenants/yunyang/wording/acceptance_notic.md": "受理。\n",
        "tenants/yunyang/wording/receipt.md": "已收件。\n",
    }
    workspace = workspace_with(files=files)
    assert "市级统一规定" in finding_of(workspace, "TB046").message
    assert "是否想写“acceptance_notice”" in finding_of(workspace, "TB045").hint
    assert list(workspace.tenant_wordings["yunyang"]) == ["receipt"]


def test_what_an_item_lacks_is_told_anew_whenever_what_it_begins_from_changes(workspace_with) -> None:
    item = "".join(
        line for line in sample_texts(Sample())[ITEM_PATH].splitlines(keepends=True) if not line.startswith("summary:")
    )
    base = "item: base\ncatalogue: occupy-road\nvisits: 0\n"
    for summary, lacking in (("", True), ("summary: 上一级的简介。\n", False), ("", True)):
        workspace = workspace_with(files={ITEM_PATH: f"{item}extends: base\n", BASE: base + summary})
        told = [each.message for each in workspace.findings if each.path == ITEM_PATH]
        assert told == (["事项缺少“summary”。"] if lacking else [])
        assert ("occupy-road" in workspace.items) is not lacking
