"""`tongban lint --fix`, `tongban lint --exemptions` and `tongban grade` on a copy of the repository's data."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tongban.cli.main import commands
from tongban.settings import REPOSITORY

ITEM = "item_defs/chengguan/occupy-road/item.yaml"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for folder in ("tenants", "item_defs"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    return tmp_path


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(commands, list(arguments), env={"TONGBAN_HOME": str(home)})


@pytest.mark.row("C6")
def test_fix_writes_what_is_certain_and_nothing_else(home: Path) -> None:
    before = (home / ITEM).read_text("utf-8")
    spoilt = before.replace("channels: [online, window, courier]\n", "channels: [online, window, courier]\nvisits: 0\n")
    (home / ITEM).write_text(spoilt, "utf-8")
    result = run(home, "lint", "--fix", str(home / ITEM))
    assert "-visits: 0" in result.output
    assert "改正了 1 处（TB149）。" in result.output
    assert (home / ITEM).read_text("utf-8") == before
    assert "没有可以代为改正的问题。" in run(home, "lint", "--fix").output


@pytest.mark.row("C6")
def test_exemptions_are_listed_with_place_reason_and_end(home: Path) -> None:
    output = run(home, "lint", "--exemptions").output
    assert "TB170 birth-service：materials.marriage-certificate，到 2027-12-31 为止，涉及 1 个问题。" in output
    assert "理由：已公布的办事指南要求" in output


def test_a_grade_says_what_the_next_one_needs(home: Path) -> None:
    output = run(home, "grade", "occupy-road").output
    assert output.splitlines()[0] == "金级  occupy-road"
    # several examples end in a refusal: the outcome is shown until the last of them is gone
    for each in (home / ITEM).parent.glob("examples/*.yaml"):
        if "outcome: refused" in each.read_text("utf-8"):
            each.unlink()
    output = run(home, "grade", "occupy-road").output
    assert "银级  occupy-road" in output
    assert "没有示例覆盖的结果：不予办理" in output


def test_grades_are_told_to_programs_too(home: Path) -> None:
    text = (home / ITEM).read_text("utf-8").replace("statutory: {working_days: 20}", "statutory: {working_days: 5}")
    (home / ITEM).write_text(text, "utf-8")
    (graded,) = json.loads(run(home, "grade", "occupy-road", "--format", "json").output)
    assert graded["grade"] == "none"
    assert any("TB102" in each for each in graded["lacking"]["bronze"])


def test_an_item_that_is_not_there_is_refused_in_words(home: Path) -> None:
    result = run(home, "grade", "no-such-item")
    assert result.exit_code != 0
    assert "没有可用的事项" in str(result.exception)
