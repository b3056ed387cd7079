"""The city's catalogue is listed, searched and exported (C1); a partner's is taken in with a report."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable

import pytest

from tongban.definitions import FolderSources, MemorySources, Workspace, load_workspace
from tongban.definitions.catalogues import (
    Partner,
    Wanted,
    WrittenRow,
    catalogue_csv,
    catalogue_json,
    catalogue_lines,
    check_partner,
    load_partner,
    matching,
    partner_texts,
    refused_of,
    rows_of_file,
)
from tongban.definitions.sheets import export_sheets, write_workbook
from tongban.errors import NotFound, TongbanError
from tongban.settings import REPOSITORY

SICHUAN = Partner("guangan", "51")
KEPT = "item_defs/_partners/guangan.csv"
REFUSED = "item_defs/_partners/guangan.refused.csv"


@pytest.fixture(scope="module")
def city() -> Workspace:
    return load_workspace(FolderSources(REPOSITORY))


def row(line: int = 1, **changes: str) -> WrittenRow:
    whole = {"department": "区住建局", "name": "临时用地审批", "code": "511A0138600000", "kind": "1"}
    return WrittenRow(line, **{**whole, **changes})


@pytest.mark.row("C1")
def test_every_entry_is_listed_with_its_kind_code_basis_department_and_levels(city):
    lines = {each.id: each for each in catalogue_lines(city)}
    assert set(lines) == set(city.catalogue)
    road = lines["occupy-road"]
    assert (road.kind, road.kind_name, road.base_code) == ("01", "行政许可", "000117022000")
    assert road.department == "城市管理局"
    assert road.levels == ("区县级",)
    assert road.basis == ("《城市市容和环境卫生管理条例》第十四条",)
    assert "云阳县" in road.claimants
    assert all(each.basis and each.department for each in lines.values())


@pytest.mark.row("C1")
@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted("占道"), {"occupy-road"}),
        (Wanted("000123014000"), {"nurse-first"}),
        (Wanted("护士 条例"), {"nurse-first"}),
        (Wanted("没有这样的事"), set()),
    ],
)
def test_the_catalogue_is_searched_by_name_code_department_and_basis(city, wanted, ids):
    assert {each.id for each in matching(catalogue_lines(city), wanted)} == ids


def test_the_catalogue_is_narrowed_by_kind_department_and_level(city):
    lines = catalogue_lines(city)
    licences = matching(lines, Wanted(kind="行政许可"))
    assert licences
    assert {each.kind for each in licences} == {"01"}
    assert matching(lines, Wanted(kind="01")) == licences
    assert {each.department for each in matching(lines, Wanted(department="水利局"))} == {"水利局"}
    township = matching(lines, Wanted(level="township"))
    assert {"birth-service", "unemployment"} <= {each.id for each in township}
    assert all("乡镇（街道）级" in each.levels for each in township)


@pytest.mark.row("C1")
def test_the_catalogue_is_exported_as_csv_json_and_workbook_with_all_entries(city):
    lines = catalogue_lines(city)
    read = list(csv.DictReader(io.StringIO(catalogue_csv(lines).decode("utf-8-sig"))))
    assert [each["目录编号"] for each in read] == [each.id for each in lines]
    assert {each["基本编码"] for each in read} >= {"000117022000"}
    assert [each["id"] for each in json.loads(catalogue_json(lines))["entries"]] == [each.id for each in lines]
    (sheet,) = export_sheets(city, "catalogue")
    assert {each.key[0] for each in sheet.rows} == set(city.catalogue)
    assert write_workbook((sheet,)).startswith(b"PK")


def test_the_partner_catalogue_that_is_kept_holds_all_rows_taken_or_refused_with_a_reason():
    sources = FolderSources(REPOSITORY)
    done = load_partner(sources, SICHUAN)
    refused = refused_of(sources, SICHUAN)
    assert len(done.taken) + len(refused) == 1135
    assert (len(done.taken), len(refused), done.refused) == (1112, 23, ())
    assert all(each["reason"] for each in refused)
    assert Counter(each.kind for each in done.taken)["01"] == 535
    assert "511A0138600000" in {each.code for each in done.taken}
    assert partner_texts(done)[KEPT] == sources.read(KEPT)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([row(name="")], "没有事项名称"),
        ([row(department="")], "没有部门"),
        ([row(kind="")], "没有事项类型"),
        ([row(kind="77")], "没有代码为“77”"),
        ([row(kind="一")], "没有代码为“一”"),
        ([row(code="A")], "没有目录码"),
        ([row(code="1J")], "没有目录码"),
        ([row(code="500117022000")], "不合已知结构"),
        ([row(code="511A013860000")], "不合已知结构"),
        ([row(code="511a0138600000")], "不合已知结构"),
        ([row(1), row(2, name="另一个事项")], "与第 1 行重复"),
        ([row(1), row(2, code="511A0138600001")], "第 1 行已有另一个编码"),
        ([row(name="长" * 201)], "超过 200 字"),
    ],
)
def test_a_row_that_is_not_sound_is_refused_with_its_reason(rows, told):
    done = check_partner(SICHUAN, rows)
    assert len(done.refused) == 1
    assert told in done.refused[0].reason
    assert len(done.taken) == len(rows) - 1


def test_a_letter_that_does_not_fit_the_kind_is_remarked_upon_and_not_refused():
    done = check_partner(SICHUAN, [row(code="511Z0100400001", kind="9")])
    assert "待核对" in done.remarked[0].remark
    assert not done.refused


def test_a_broken_copy_of_the_kept_catalogue_is_told_row_by_row():
    lines = FolderSources(REPOSITORY).read(KEPT).splitlines()
    lines[1] = lines[1].replace("511", "990")
    lines[2] = lines[3]
    lines[4] = ",".join(("区教科体局", "", *lines[4].split(",")[2:]))
    done = load_partner(MemorySources({KEPT: "\n".join(lines)}), SICHUAN)
    assert [each.row.line for each in done.refused] == [2, 4, 5]
    assert len(done.taken) == 1112 - 3


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("甲.csv", "部门,名称,编码\n甲,乙,丙\n".encode(), "类型"),
        ("甲.csv", b"\xff\xfe", "UTF-8"),
        ("甲.md", "# 没有事项\n".encode(), "没有事项"),
        ("甲.doc", b"", "不能读取"),
        ("甲.xlsx", b"no workbook", "不是 Excel"),
        ("甲.csv", b"x" * (6 * 1024 * 1024), "超过 5 MB"),
    ],
)
def test_a_file_that_is_no_table_is_refused(name, data, told):
    with pytest.raises(TongbanError, match=told):
        rows_of_file(name, data)


def test_markdown_csv_and_workbook_give_the_same_rows():
    markdown = (
        "## 别的\n- 甲｜不是这一节｜x｜1\n## 广安区名称（部门｜名称）\n- 区住建局｜临时用地审批｜511A0138600000｜1\n"
    )
    table = "名称,部门,taskType,四川编码\n临时用地审批,区住建局,1,511A0138600000\n"
    found = rows_of_file("甲.md", markdown.encode(), "广安区名称")[0]
    assert found == row(4)
    assert rows_of_file("甲.csv", table.encode("utf-8-sig"))[0] == row(2)


def test_an_unknown_partner_names_those_that_there_are():
    with pytest.raises(NotFound, match="guangan"):
        load_partner(FolderSources(REPOSITORY), Partner("mianyang", "51"))


NAMESAKE = """\
entries:
  own-road: {name: 占道施工审批, kind: "20", department: 云阳县城市管理局, basis: [{law: 示例办法}]}
"""


@pytest.mark.row("C1")
def test_a_tenant_may_not_set_up_an_entry_that_the_city_has_under_the_same_name(
    workspace_with: Callable[..., Workspace],
):
    found = workspace_with(files={"item_defs/yunyang/own-road/catalogue.yaml": NAMESAKE})
    assert any(
        each.code == "TB024" and "占道施工审批" in each.message and each.article == "36 §6" for each in found.findings
    )
    assert "own-road" not in found.catalogue


@pytest.mark.row("C1")
@pytest.mark.parametrize(
    ("second", "told"),
    [
        ('{name: "占道施工审批", kind: "20", department: 公安局}', "名称"),
        ('{name: 另一个名称, kind: "01", base_code: "000117022000", department: 公安局}', "基本编码"),
    ],
)
def test_two_entries_of_one_name_or_code_are_refused(workspace_with: Callable[..., Workspace], second, told):
    path = "item_defs/_shared/catalogue.yaml"
    text = f"{workspace_with().sources.read(path)}  second:\n    {second[1:-1].replace(', ', chr(10) + '    ')}\n"
    (finding,) = [each for each in workspace_with(files={path: text}).findings if each.code == "TB026"]
    assert told in finding.message
    assert (finding.path, finding.article) == (path, "36 §6")


@pytest.mark.row("C1")
@pytest.mark.parametrize("locked", ["title: 云阳占道", "catalogue: other-entry", "conditions: [另一个条件。]"])
def test_a_district_may_not_say_another_name_entry_or_condition(workspace_with: Callable[..., Workspace], locked):
    resolved = workspace_with(claim=locked).resolve("occupy-road", "yunyang")
    assert resolved.violations
    assert resolved.data["title"] == "占道施工审批"
    assert resolved.data["catalogue"]["kind"] == "01"


@pytest.mark.row("C1")
def test_every_claimant_of_an_item_has_its_name_kind_code_and_basis(city):
    for item in city.items:
        entries = [city.resolve(item, tenant).data["catalogue"] for tenant in city.claimants(item)]
        assert all(each == entries[0] for each in entries)
