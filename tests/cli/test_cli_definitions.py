"""The command line on definitions: findings with a place and exit status 1, a resolved item with its origins."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tongban.cli.main import commands
from tongban.settings import REPOSITORY


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the repository's data that a test may spoil."""
    return copied(tmp_path)


def copied(home: Path) -> Path:
    for folder in ("tenants", "item_defs"):
        shutil.copytree(REPOSITORY / folder, home / folder)
    (home / "plugins").symlink_to(REPOSITORY / "plugins")  # some tenants use them
    return home


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


#: texts that cannot be taken as they stand, each in a file of its own, and what is said of it
UNREADABLE = {
    "a tab": ("item_defs/renshe/social-card/item.yaml", "item: social-card\n\ttitle: x\n", "制表符"),
    "a key twice": ("item_defs/renshe/startup-loan/item.yaml", "item: startup-loan\nitem: again\n", "重复"),
    "a bracket left open": ("item_defs/renshe/hr-service/item.yaml", "item: [hr-service\n", "YAML"),
    "an unknown tenant": ("tenants/yunyan/items.yaml", "claims:\n  occupy-road: {}\n", "没有可用的租户“yunyan”"),
}
ITEM = "item_defs/chengguan/occupy-road/item.yaml"
OTHER = "item_defs/chengguan/signboard-record/item.yaml"
THIRD = "item_defs/renshe/unemployment/item.yaml"
#: file, what is replaced, by what, and what is said
BROKEN = {
    "a wrong type": (THIRD, "\ntitle: ", "\nvisits: 一次\ntitle: ", "TB011"),
    "a circle of inheritance": (ITEM, "\ntitle:", "\nextends: occupy-road\ntitle:", "TB041"),
    "an unknown data element": (OTHER, "use: enterprise.", "use: enterprises.", "TB043"),
    "a claim of an unknown item": ("tenants/yunyang/items.yaml", "\n  food-permit:", "\n  food-permits:", "TB038"),
    "an unknown parent": ("tenants/jiangbei/tenant.yaml", "parent: chongqing", "parent: chongqin", "TB030"),
}


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository's data with all of these faults at once."""
    home = copied(tmp_path_factory.mktemp("spoiled"))
    for path, text, _said in UNREADABLE.values():
        (home / path).parent.mkdir(exist_ok=True)
        (home / path).write_text(text, "utf-8")
    for path, right, wrong, _code in BROKEN.values():
        text = (home / path).read_text("utf-8")
        assert right in text
        (home / path).write_text(text.replace(right, wrong, 1), "utf-8")
    return home


@pytest.fixture(scope="module")
def told(spoiled: Path) -> list[dict[str, Any]]:
    result = run(spoiled, "lint", "--format", "json")
    assert result.exit_code == 1
    found: list[dict[str, Any]] = json.loads(result.output)
    return found


@pytest.mark.row("C6")
@pytest.mark.parametrize("fault", UNREADABLE)
def test_what_cannot_be_taken_is_a_finding_with_a_line_and_exit_status_1(
    told: list[dict[str, Any]], fault: str
) -> None:
    path, _text, said = UNREADABLE[fault]
    found = [each for each in told if each["path"] == path]
    assert any(said in each["message"] and each["line"] > 0 for each in found), found


@pytest.mark.row("C6")
@pytest.mark.parametrize("fault", BROKEN)
def test_what_is_wrong_in_any_file_is_a_finding_with_its_line_and_exit_status_1(
    told: list[dict[str, Any]], fault: str
) -> None:
    path, _right, _wrong, code = BROKEN[fault]
    found = [each for each in told if each["path"] == path]
    assert any(each["code"] == code and each["line"] > 0 for each in found), found


@pytest.mark.row("C6")
def test_findings_can_be_annotations_of_a_code_host(spoiled: Path) -> None:
    result = run(spoiled, "lint", str(spoiled / "tenants" / "yunyang" / "items.yaml"), "--format", "github")
    assert result.exit_code == 1
    assert result.output.startswith("::error file=tenants/yunyang/items.yaml,line=")


@pytest.mark.row("C6")
def test_an_unknown_key_names_the_nearest_right_one(home: Path) -> None:
    text = item(home).read_text("utf-8").replace("\nsummary:", "\nsumary:")
    item(home).write_text(text, "utf-8")
    result = run(home, "lint", str(item(home)), "--format", "json")
    assert result.exit_code == 1
    finding = next(each for each in json.loads(result.output) if "sumary" in each["message"])
    assert "summary" in finding["hint"] + finding["message"]
    assert finding["line"] > 1


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
