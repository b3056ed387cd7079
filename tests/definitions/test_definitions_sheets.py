"""Spreadsheets out and back: nothing changes by itself, one cell changes one value, a wrong cell is told (C8)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter

from tongban.definitions import FolderSources, MemorySources, Workspace, load_workspace
from tongban.definitions.sheets import (
    SheetRefused,
    csv_bytes,
    export_sheets,
    guarded,
    import_sheets,
    read_workbook,
    write_workbook,
)
from tongban.definitions.sheets.reading import Grid
from tongban.definitions.strict_yaml import read_yaml
from tongban.settings import REPOSITORY

ITEM = "item_defs/chengguan/occupy-road/item.yaml"
CLAIMS = "tenants/yunyang/items.yaml"
COMMENTED = """\
# 占道施工：由城市管理局维护
item: occupy-road
title: 占道施工审批   # 全称
catalogue: occupy-road
summary: 因施工等需要临时占用城市道路的，办理本事项。
applicants: [person, enterprise]
visits: 0
conditions:
  - 确需临时占用城市道路。
situation:
  - {id: purpose, ask: 您要办理哪一种占用？, choices: {stacking: 堆放物料, works: 占道施工}}
form:
  - section: applicant
    title: 申请人信息
    fields:
      - use: person.name
      - {id: area, label: 占用面积, type: number, unit: ㎡, min: 1}
materials:
  # 图纸
  - {id: plan, name: 施工方案, formats: [pdf], when: purpose == "works"}
  - {id: note, name: "=说明", copies: 2}
process:
  - {step: review, name: 材料审查, by: reviewer, within: {working_days: 2}}
  - {step: decision, name: 决定, by: chief_representative, decides: true}
time: {statutory: {working_days: 20}, promise: {working_days: 5}}
fees: none
result: {name: 占道许可决定书, kind: approval}
"""


@pytest.fixture
def workspace(workspace_with: Callable[..., Workspace]) -> Workspace:
    found = workspace_with(files={ITEM: COMMENTED})
    assert not found.findings
    return found


def changed(
    workspace: Workspace,
    sheet: str,
    key: str,
    column: str,
    text: str,
    *,
    wanted: str = "items",
    tenant: str | None = None,
) -> dict[str, Grid]:
    """The grids of an export, with one cell written anew; `key` is the last of the columns that name the row."""
    grids = dict(read_workbook(write_workbook(export_sheets(workspace, wanted, tenant))))
    rows = [list(row) for row in grids[sheet]]
    place = next(number for number, head in enumerate(rows[0]) if head.endswith(column))
    row = next(row for row in rows[1:] if key in row)
    row[place] = text
    grids[sheet] = tuple(tuple(row) for row in rows)
    return grids


@pytest.mark.row("C8", part="spreadsheets")
@pytest.mark.parametrize(
    ("wanted", "tenant"), [("items", None), ("materials", None), ("catalogue", None), ("items", "yunyang")]
)
def test_the_whole_city_goes_out_and_comes_back_without_a_change(wanted, tenant):
    workspace = load_workspace(FolderSources(REPOSITORY))
    sheets = export_sheets(workspace, wanted, tenant)
    done = import_sheets(workspace, read_workbook(write_workbook(sheets)), wanted, tenant)
    assert sum(len(each.rows) for each in sheets) > 5
    assert (done.texts, done.changes, done.refused) == ({}, (), ())


@pytest.mark.row("C8", part="spreadsheets")
@pytest.mark.parametrize(
    ("sheet", "key", "column", "text", "line", "written"),
    [
        (
            "事项",
            "occupy-road",
            "（summary）",
            "占用城市道路的，办理本事项。",
            "summary: 因施工等需要",
            "summary: 占用城市道路的",
        ),
        ("事项", "occupy-road", "（visits）", "1", "visits: 0", "visits: 1"),
        ("事项", "occupy-road", "（applicants）", "企业", "applicants: [person", "applicants: [enterprise]"),
        ("事项", "occupy-road", "承诺办结时限（promise）", "当场办结", "time: {", "promise: on_the_spot"),
        ("材料", "plan", "（name）", "交通疏导方案", "  - {id: plan", "name: 交通疏导方案"),
        ("材料", "plan", "（may_follow）", "5 个工作日", "  - {id: plan", "may_follow: {working_days: 5}"),
        ("字段", "area", "（max）", "500", "      - {id: area", "max: 500"),
        ("环节", "review", "（within）", "3 个工作日", "  - {step: review", "within: {working_days: 3}"),
    ],
)
def test_one_changed_cell_changes_exactly_that_value_and_keeps_comments(
    workspace, sheet, key, column, text, line, written
):
    done = import_sheets(workspace, changed(workspace, sheet, key, column, text), "items")
    assert done.refused == ()
    assert len(done.changes) == 1
    assert list(done.texts) == [ITEM]
    before, after = COMMENTED.splitlines(), done.texts[ITEM].splitlines()
    assert len(before) == len(after)
    differing = [(old, new) for old, new in zip(before, after, strict=True) if old.split() != new.split()]
    assert len(differing) == 1
    assert differing[0][0].startswith(line)
    assert written in differing[0][1]
    assert "# 占道施工：由城市管理局维护" in done.texts[ITEM]
    again = load_workspace(MemorySources({**_texts(workspace), **done.texts}))
    assert not import_sheets(again, read_workbook(write_workbook(export_sheets(again, "items"))), "items").changes


def _texts(workspace: Workspace) -> dict[str, str]:
    return {path: workspace.sources.read(path) for path in workspace.sources.paths()}


def test_an_emptied_cell_removes_its_value(workspace):
    done = import_sheets(workspace, changed(workspace, "材料", "note", "（copies）", ""), "items")
    document, _ = read_yaml(done.texts[ITEM], ITEM)
    assert document is not None
    assert document.data["materials"][1] == {"id": "note", "name": "=说明"}


@pytest.mark.parametrize(
    ("sheet", "key", "column", "text", "told"),
    [
        ("事项", "occupy-road", "（visits）", "两次", "整数"),
        ("事项", "occupy-road", "（title）", "", "缺少"),
        ("事项", "occupy-road", "承诺办结时限（promise）", "五天左右", "5 个工作日"),
        ("事项", "occupy-road", "（applicants）", "神仙", "不在可写的值之内"),
        ("事项", "occupy-road", "（catalogue）", "food-permit", "只供查看"),
        ("材料", "plan", "（formats）", "P D F", "扩展名"),
        ("材料", "plan", "（copies）", "-1", "整数"),
        ("环节", "review", "（by）", "局长", "不在可写的值之内"),
        ("字段", "area", "（min）", "{a", "YAML"),
    ],
)
def test_a_wrong_cell_is_told_by_sheet_row_and_column_and_the_item_stays_as_it_was(
    workspace, sheet, key, column, text, told
):
    grids = changed(workspace, sheet, key, column, text)
    other = [list(row) for row in grids["常见问题"]]
    grids["事项"] = tuple(
        tuple(
            "另一句简介。" if head.endswith("（summary）") else cell
            for head, cell in zip(grids["事项"][0], row, strict=True)
        )
        if number
        else row
        for number, row in enumerate(grids["事项"])
    )
    assert other
    done = import_sheets(workspace, grids, "items")
    assert [each.sheet for each in done.refused] == [sheet]
    refusal = done.refused[0]
    assert refusal.column.endswith(column)
    assert refusal.row >= 2
    assert told in refusal.message + refusal.hint
    assert f"第 {refusal.row} 行" in str(refusal)
    assert (done.texts, done.changes) == ({}, ())


def test_a_material_written_below_the_last_row_is_added(workspace):
    grids = dict(read_workbook(write_workbook(export_sheets(workspace, "materials"))))
    heads = grids["材料"][0]
    new = {
        "事项编号": "occupy-road",
        "材料编号（id）": "photo",
        "材料名称（name）": "现场照片",
        "大小上限（max_mb）": "5",
    }
    grids["材料"] = (*grids["材料"], tuple(new.get(head, "") for head in heads))
    done = import_sheets(workspace, grids, "materials")
    assert done.refused == ()
    document, _ = read_yaml(done.texts[ITEM], ITEM)
    assert document is not None
    assert document.data["materials"][-1] == {"id": "photo", "name": "现场照片", "max_mb": 5}
    assert "# 图纸" in done.texts[ITEM]


def test_a_row_of_an_item_that_is_not_there_is_refused_and_a_left_out_row_changes_nothing(workspace):
    grids = dict(read_workbook(write_workbook(export_sheets(workspace, "materials"))))
    unknown = ("no-such-item", "plan", *[""] * (len(grids["材料"][0]) - 2))
    grids["材料"] = (*grids["材料"][:2], unknown)
    done = import_sheets(workspace, grids, "materials")
    assert done.texts == {}
    assert "no-such-item" in done.refused[0].message
    assert any("note" in each and "保持不变" in each for each in done.notes)


def test_a_row_that_stands_twice_is_refused(workspace):
    grids = dict(read_workbook(write_workbook(export_sheets(workspace, "materials"))))
    grids["材料"] = (*grids["材料"], grids["材料"][1])
    assert "第 2 行" in import_sheets(workspace, grids, "materials").refused[0].message


def test_an_unknown_heading_is_refused(workspace):
    grids = dict(read_workbook(write_workbook(export_sheets(workspace, "materials"))))
    grids["材料"] = ((*grids["材料"][0], "随手加的一列"), *grids["材料"][1:])
    done = import_sheets(workspace, grids, "materials")
    assert (done.refused[0].row, done.refused[0].column) == (1, "随手加的一列")


def test_what_loading_refuses_takes_the_item_back(workspace):
    done = import_sheets(workspace, changed(workspace, "材料", "plan", "（licence）", "no-such-licence"), "items")
    assert done.texts == {}
    assert "no-such-licence" in done.refused[0].message
    assert done.refused[0].column.endswith("（licence）")


def test_a_tenant_changes_its_own_claim_and_nothing_that_is_locked(workspace):
    sheets = export_sheets(workspace, "items", "yunyang")
    heads = [each.heading for each in sheets[0].columns]
    assert any(each.endswith("（phone）") for each in heads)
    assert not any("受理条件" in each or each.endswith("（statutory）") for each in heads)
    done = import_sheets(
        workspace,
        changed(workspace, "认领", "occupy-road", "（phone）", "023-12345678", tenant="yunyang"),
        "items",
        "yunyang",
    )
    assert list(done.texts) == [CLAIMS]
    assert "phone: 023-12345678" in done.texts[CLAIMS]


def test_numbers_that_a_spreadsheet_made_of_texts_are_read_as_they_were_meant():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("材料")
        page.write_number(0, 0, 20)
        page.write_boolean(0, 1, True)
        page.write_number(0, 2, 1.5)
    assert read_workbook(out.getvalue())["材料"] == (("20", "是", "1.5"),)


def test_nothing_in_a_workbook_is_a_formula_and_codes_keep_their_zeros(workspace):
    data = write_workbook(export_sheets(workspace, "items") + export_sheets(workspace, "catalogue"))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        pages = [packed.read(each).decode() for each in packed.namelist() if each.startswith("xl/worksheets/sheet")]
        texts = packed.read("xl/sharedStrings.xml").decode()
    assert not any("<f>" in page.replace("<formula", "") for page in pages)
    assert "<t>=说明</t>" in texts
    assert "000117022000" in texts
    assert any("<dataValidation " in page for page in pages)


def test_the_first_page_explains_every_column(workspace):
    sheets = export_sheets(workspace, "items")
    grid = read_workbook(write_workbook(sheets))["说明"]
    told = {cell for row in grid for cell in row}
    assert {column.heading for sheet in sheets for column in sheet.columns} <= told


def bomb(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "不是 Excel"),
        (b"%PDF-1.7", "不是 Excel"),
        (b"PK\x03\x04 broken", "不是 Excel"),
        (b"x" * (6 * 1024 * 1024), "超过 5 MB"),
        (bomb("xl/media/zeros.bin", b"\0" * (60 * 1024 * 1024)), "解开以后超过"),
        (bomb("xl/worksheets/sheet1.xml", b'<w><c x=">" r = "XFD1048576"/></w>'), "行或者"),
        (bomb("xl/theme/theme1.xml", b"<x:w xmlns:x='u'><x:row r='&#49;048576'/></x:w>"), "行或者"),
        (bomb("xl/worksheets/sheet1.xml", b'<c r="A1:B2"/>'), "不合规范的单元格地址"),
        (bomb("xl/worksheets/sheet1.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "不合规范"),
        (bomb("xl/vbaProject.bin", b"macro"), "宏"),
        (bomb("xl/worksheets/sheet1.xml", b"<a><b></a>"), "不是 Excel"),
    ],
)
def test_what_is_no_workbook_or_would_burst_is_refused_before_it_is_read(data, told):
    with pytest.raises(SheetRefused, match=told):
        read_workbook(data)


def test_csv_opens_rightly_and_calculates_nothing():
    data = csv_bytes(["名称", "编码"], [["=HYPERLINK(1)", "000117"], ["@甲", "+1"], ["乙,丙", "-2"]])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines() == ["名称,编码", "'=HYPERLINK(1),000117", "'@甲,'+1", '"乙,丙",\'-2']
    assert guarded("\t=1") == "'\t=1"
