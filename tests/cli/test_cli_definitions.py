"""The command line on definitions: findings with a place and exit status 1, a resolved item with its origins."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tongban.cli.main import commands
from tongban.settings import REPOSITORY


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the repository's data that a test may spoil."""
    for folder in ("tenants", "item_defs"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    (tmp_path / "plugins").symlink_to(REPOSITORY / "plugins")  # some tenants use them
    return tmp_path


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(commands, list(arguments), env={"TONGBAN_HOME": str(home)})


def item(home: Path) -> Path:
    return home / "item_defs" / "chengguan" / "occupy-road" / "item.yaml"


@pytest.mark.row("C6")
def test_the_repositorys_own_definitions_are_sound(home: Path) -> None:
    result = run(home, "lint")
    assert result.exit_code == 0
    exempted = r"另有 \d+ 条豁免，不再报告 \d+ 个问题。用 --exemptions 列出。"
    assert re.fullmatch(rf"没有发现问题。\n\n{exempted}\n", result.output)


@pytest.mark.row("C6")
@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("item: occupy-road\n\ttitle: x\n", "制表符"),
        ("item: occupy-road\nitem: again\n", "重复"),
        ("item: [occupy-road\n", "item.yaml"),
    ],
)
def test_broken_yaml_is_a_finding_with_a_line_and_exit_status_1(home: Path, broken: str, said: str) -> None:
    item(home).write_text(broken, "utf-8")
    result = run(home, "lint")
    assert result.exit_code == 1
    assert "item_defs/chengguan/occupy-road/item.yaml:" in result.output
    assert said in result.output


ITEM = "item_defs/chengguan/occupy-road/item.yaml"
OTHER = "item_defs/chengguan/signboard-record/item.yaml"
#: file, what is replaced, by what, and what is said
BROKEN = {
    "a wrong type": (ITEM, "\ntitle: ", "\nvisits: 一次\ntitle: ", "TB011"),
    "a circle of inheritance": (ITEM, "\ntitle:", "\nextends: occupy-road\ntitle:", "TB041"),
    "an unknown data element": (OTHER, "use: enterprise.", "use: enterprises.", "TB043"),
    "a claim of an unknown item": ("tenants/yunyang/items.yaml", "\n  food-permit:", "\n  food-permits:", "TB038"),
    "an unknown parent": ("tenants/yunyang/tenant.yaml", "parent: chongqing", "parent: chongqin", "TB030"),
}


@pytest.mark.row("C6")
@pytest.mark.parametrize("fault", BROKEN)
def test_what_is_wrong_in_any_file_is_a_finding_with_its_line_and_exit_status_1(home: Path, fault: str) -> None:
    path, right, wrong, code = BROKEN[fault]
    text = (home / path).read_text("utf-8")
    assert right in text
    (home / path).write_text(text.replace(right, wrong, 1), "utf-8")
    result = run(home, "lint", "--format", "json")
    assert result.exit_code == 1
    found = [each for each in json.loads(result.output) if each["path"] == path]
    assert any(each["code"] == code and each["line"] > 0 for each in found), result.output[:2000]


@pytest.mark.row("C6")
def test_an_unknown_key_names_the_nearest_right_one(home: Path) -> None:
    text = item(home).read_text("utf-8").replace("\nsummary:", "\nsumary:")
    item(home).write_text(text, "utf-8")
    result = run(home, "lint", str(item(home)), "--format", "json")
    assert result.exit_code == 1
    finding = next(each for each in json.loads(result.output) if "sumary" in each["message"])
    assert "summary" in finding["hint"] + finding["message"]
    assert finding["line"] > 1


@pytest.mark.row("C6")
def test_findings_can_be_annotations_of_a_code_host(home: Path) -> None:
    path = home / "tenants" / "yunyang" / "items.yaml"
    path.write_text(path.read_text("utf-8").replace("claims:", "claims:\n  no-such-item: {}", 1), "utf-8")
    result = run(home, "lint", "--format", "github")
    assert result.exit_code == 1
    assert result.output.startswith("::error file=tenants/yunyang/items.yaml,line=")


def test_a_path_that_is_not_there_is_told(home: Path) -> None:
    result = run(home, "lint", str(home / "nowhere"))
    assert result.exit_code == 1
    assert "没有这个路径" in str(result.exception)


@pytest.mark.row("C2")
def test_show_tells_where_each_value_comes_from(home: Path) -> None:
    result = run(home, "show", "occupy-road", "--tenant", "yunyang")
    assert result.exit_code == 0
    assert "item_defs/chengguan/occupy-road/item.yaml:" in result.output
    assert "tenants/yunyang/items.yaml:" in result.output


def test_show_names_the_nearest_item(home: Path) -> None:
    result = run(home, "show", "ocupy-road", "--tenant", "yunyang")
    assert result.exit_code == 1
    assert "occupy-road" in str(result.exception)


def test_the_examples_of_one_item_run_by_command(home: Path) -> None:
    result = run(home, "test", "unemployment")
    assert result.exit_code == 0
    assert "0 个不符" in result.output


def test_an_example_that_expects_another_end_fails(home: Path) -> None:
    path = next((home / "item_defs" / "renshe" / "unemployment" / "examples").glob("granted*.yaml"))
    path.write_text(path.read_text("utf-8").replace("outcome: granted", "outcome: refused"), "utf-8")
    result = run(home, "test", "unemployment")
    assert result.exit_code == 1
    assert "应为“refused”" in result.output
