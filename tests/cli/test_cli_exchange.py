"""Commands that take definitions out and in: schema, spreadsheets, catalogues, figures."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sheet_files import grids_of, workbook_of
from tongban.cli.main import commands
from tongban.errors import TongbanError
from tongban.settings import REPOSITORY

ITEM = "item_defs/chengguan/occupy-road/item.yaml"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the definitions, which commands may change."""
    for folder in ("item_defs", "tenants"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    monkeypatch.setenv("TONGBAN_HOME", str(tmp_path))
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, list(words))


def texts(home: Path) -> dict[str, str]:
    return {str(each.relative_to(home)): each.read_text("utf-8") for each in home.rglob("*.yaml")}


def test_the_schema_command_writes_one_schema_for_each_kind_of_file(tmp_path: Path) -> None:
    told = run("schema", "--out", str(tmp_path / "schemas"))
    assert told.exit_code == 0, told.output
    item = json.loads((tmp_path / "schemas" / "item.json").read_text("utf-8"))
    assert item["properties"]["title"]["title"] == "事项名称"
    assert {"item", "claims", "tenant", "catalogue", "example", "rulebook"} <= {
        each.stem for each in (tmp_path / "schemas").iterdir()
    }


@pytest.mark.row("C8", part="spreadsheets")
def test_a_workbook_goes_out_and_one_change_comes_back_into_one_file(home: Path) -> None:
    file = home / "items.xlsx"
    assert run("export-sheet", "items", str(file)).exit_code == 0
    before = texts(home)
    assert run("import-sheet", "items", str(file)).output.endswith("0 处改动，0 个文件；拒绝 0 处。\n")
    grids = grids_of(file.read_bytes())
    heads, *rows = grids["事项"]
    row = next(each for each in rows if each[0] == "occupy-road")
    row[heads.index("事项简介（summary）")] = "需要临时占用城市道路的，办理本事项。"
    file.write_bytes(workbook_of(grids))
    dry = run("import-sheet", "items", str(file), "--dry-run")
    assert "可以写回 1 处改动" in dry.output
    assert texts(home) == before
    assert "已写回 1 处改动，1 个文件" in run("import-sheet", "items", str(file)).output
    after = texts(home)
    assert [path for path in after if after[path] != before[path]] == [ITEM]
    assert "需要临时占用城市道路的，办理本事项。" in after[ITEM]


@pytest.mark.row("C8", part="spreadsheets")
@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_a_condition_on_an_unknown_name_is_told_and_nothing_is_written(home: Path, options: tuple[str, ...]) -> None:
    file = home / "materials.xlsx"
    run("export-sheet", "materials", str(file))
    grids = grids_of(file.read_bytes())
    heads, *rows = grids["材料"]
    row = next(each for each in rows if each[0] == "occupy-road")
    row[next(place for place, head in enumerate(heads) if "（when）" in head)] = "nonsense == 1"
    file.write_bytes(workbook_of(grids))
    before = texts(home)
    told = run("import-sheet", "materials", str(file), *options)
    assert told.exit_code == 1
    assert "nonsense" in told.output.split("→", 1)[1].split("\n", 1)[1], "a finding, beside the change itself"
    assert ITEM in told.output
    assert "检查有错误，没有写回任何文件" in told.output
    assert texts(home) == before


def test_a_refused_cell_ends_with_1_and_writes_nothing(home: Path) -> None:
    file = home / "materials.xlsx"
    run("export-sheet", "materials", str(file))
    grids = grids_of(file.read_bytes())
    heads, *rows = grids["材料"]
    rows[0][heads.index("大小上限（max_mb）")] = "很大"
    file.write_bytes(workbook_of(grids))
    before = texts(home)
    told = run("import-sheet", "materials", str(file))
    assert told.exit_code == 1
    assert "工作表“材料”第 2 行“大小上限（max_mb）”" in told.output
    assert texts(home) == before


@pytest.mark.row("C1", part="exported")
def test_the_catalogue_is_listed_searched_and_exported(home: Path) -> None:
    assert "占道施工审批" in run("catalogue", "list", "--kind", "01").output
    assert "共 1 条" in run("catalogue", "search", "000117022000").output
    assert run("catalogue", "export", str(home / "catalogue.csv")).exit_code == 0
    assert (home / "catalogue.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert run("catalogue", "export", str(home / "catalogue.json")).exit_code == 0
    wrong = run("catalogue", "export", str(home / "catalogue.doc"))
    assert isinstance(wrong.exception, TongbanError)
    assert ".csv" in wrong.exception.message


def test_a_partner_table_is_taken_in_with_a_report(home: Path) -> None:
    table = home / "partner.csv"
    table.write_text("部门,名称,编码,类型\n区住建局,甲审批,511A0138600000,1\n区住建局,乙审批,A,1\n", encoding="utf-8")
    told = run("import-catalogue", str(table), "--partner", "sample")
    assert "采用 1 项" in told.output
    assert "第 3 行 区住建局｜乙审批" in told.output
    assert "甲审批" in (home / "item_defs/_partners/sample.csv").read_text("utf-8")
    assert "没有目录码" in (home / "item_defs/_partners/sample.refused.csv").read_text("utf-8")
    assert "../x" in str(run("import-catalogue", str(table), "--partner", "../x").exception)
    assert not (home / "item_defs" / "x.csv").exists()


@pytest.mark.row("C10", part="command")
def test_the_figures_are_printed_with_the_items_behind_them(home: Path) -> None:
    told = run("measure", "--tenant", "yunyang", "--items")
    assert told.exit_code == 0, told.output
    assert "云阳县  完备度" in told.output
    assert "零材料" in told.output
    assert "目标：零材料不少于 100 项" in told.output
    assert isinstance(run("measure", "--tenant", "nowhere").exception, TongbanError)
