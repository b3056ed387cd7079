"""Sources: folders, memory, drafts over folders; and text that is edited without losing its comments (C8)."""

from pathlib import Path

import pytest

from tongban.definitions import (
    FolderSources,
    LayeredSources,
    MemorySources,
    edit_yaml,
    lint,
    load_workspace,
    write_yaml,
)
from tongban.definitions.strict_yaml import read_yaml
from tongban.errors import TongbanError

TEXT = """\
# 占道施工
item: occupy-road   # 编号
title: 占道施工审批

time:
  statutory: {working_days: 20}   # 行政许可法第四十二条
  promise: {working_days: 5}
code: 0123
ratio: 0.10
agreed: yes
since: 2026-01-31
materials:
  - {id: plan, name: 施工方案}   # 一份
  - id: map
    name: 位置图
"""


@pytest.mark.row("C8")
def test_an_edit_changes_its_line_and_no_other() -> None:
    edited = edit_yaml(TEXT, ("time", "promise"), {"working_days": 3})
    assert edited == TEXT.replace("{working_days: 5}", "{working_days: 3}")


@pytest.mark.row("C8")
@pytest.mark.parametrize(
    ("path", "value", "before", "after"),
    [
        (("title",), "占道审批", "title: 占道施工审批", "title: 占道审批"),
        (("materials", 0, "name"), "施工设计", "name: 施工方案}", "name: 施工设计}"),
        (("materials", 1, "name"), "yes: 是", "name: 位置图", "name: 'yes: 是'"),
        (("title",), "12", "title: 占道施工审批", 'title: "12"'),
        (("visits",), 1, "    name: 位置图\n", "    name: 位置图\nvisits: 1\n"),
        (("title",), None, "title: 占道施工审批\n", ""),
    ],
)
def test_comments_quotes_and_spelling_survive(path, value, before: str, after: str) -> None:
    edited = edit_yaml(TEXT, path, value)
    assert edited.count("#") == TEXT.count("#")
    if value is not None:
        assert edited == TEXT.replace(before, after)
    assert "ratio: 0.10\n" in edited
    assert "code: 0123\n" in edited


def test_an_edit_makes_the_place_that_it_needs() -> None:
    edited = edit_yaml("claims:\n  occupy-road: {}\n", ("claims", "occupy-road", "service", "hours"), "每天")
    document, _ = read_yaml(edited, "x.yaml")
    assert document is not None
    assert document.data == {"claims": {"occupy-road": {"service": {"hours": "每天"}}}}


def test_an_edit_of_a_place_that_cannot_be_is_refused() -> None:
    with pytest.raises(TongbanError, match="走不通"):
        edit_yaml(TEXT, ("title", "text"), "x")


def test_house_style_is_short_and_reads_back() -> None:
    data = {
        "item": "a",
        "time": {"promise": {"working_days": 5}},
        "materials": [{"id": "b", "name": "甲", "optional": True}],
    }
    assert (
        write_yaml(data)
        == """\
item: a
time: {promise: {working_days: 5}}
materials:
  - {id: b, name: 甲, optional: true}
"""
    )


@pytest.mark.row("C8")
def test_a_draft_lies_over_the_folder_and_hides_what_it_removes(workspace_with) -> None:
    lower = workspace_with().sources
    path = "item_defs/chengguan/occupy-road/item.yaml"
    draft = MemorySources({path: edit_yaml(lower.read(path), ("title",), "草稿")})
    workspace = load_workspace(LayeredSources((draft, lower)))
    assert workspace.resolve("occupy-road").data["title"] == "草稿"
    without = LayeredSources((draft, lower), frozenset({"tenants/yunyang/items.yaml"}))
    assert load_workspace(without).claimants("occupy-road") == ()
    with pytest.raises(KeyError):
        without.read("tenants/yunyang/items.yaml")
    with pytest.raises(KeyError):
        without.read("item_defs/nothing.yaml")


def test_a_folder_gives_only_what_lies_in_it(tmp_path: Path) -> None:
    (tmp_path / "tenants/a").mkdir(parents=True)
    (tmp_path / "tenants/a/tenant.yaml").write_text("tenant: a\n", encoding="utf-8")
    (tmp_path / "tenants/a/.hidden.yaml").write_text("x", encoding="utf-8")
    (tmp_path / "tenants/a/picture.png").write_text("x", encoding="utf-8")
    (tmp_path / "secret.yaml").write_text("x", encoding="utf-8")
    (tmp_path / "tenants/a/link.yaml").symlink_to(tmp_path / "secret.yaml")
    sources = FolderSources(tmp_path)
    assert sources.paths() == ("tenants/a/tenant.yaml",)
    for path in ("secret.yaml", "tenants/../secret.yaml", "tenants/none.yaml", "/etc/passwd"):
        with pytest.raises(KeyError):
            sources.read(path)


@pytest.mark.row("C2")
def test_the_repositorys_own_items_and_tenants_have_no_error() -> None:
    workspace = load_workspace(FolderSources(Path(__file__).parents[2]))
    assert [str(each) for each in lint(workspace) if each.is_error] == []
    for item in workspace.items:
        for tenant in workspace.claimants(item):
            assert workspace.definition(item, tenant).hash


@pytest.mark.row("C8")
def test_every_item_of_the_repository_survives_an_edit_with_its_comments() -> None:
    sources = FolderSources(Path(__file__).parents[2])
    items = [path for path in sources.paths() if path.endswith("/item.yaml")]
    assert items
    for path in items:
        text = sources.read(path)
        before, _ = read_yaml(text, path)
        edited = edit_yaml(text, ("summary",), "新的简介。")
        after, _ = read_yaml(edited, path)
        assert before is not None
        assert after is not None
        assert after.data == {**before.data, "summary": "新的简介。"}
        assert edited.count("#") == text.count("#")
