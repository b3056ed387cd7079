"""`tongban prove` and `tongban lint --prove`: what holds, what does not, and who would meet it."""

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
    """A copy of the repository's data that a test may spoil."""
    for folder in ("tenants", "item_defs"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    return tmp_path


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(commands, list(arguments), env={"TONGBAN_HOME": str(home)})


def spoil(home: Path, before: str, after: str) -> None:
    path = home / ITEM
    text = path.read_text("utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), "utf-8")


@pytest.mark.row("C6")
def test_an_item_that_holds_is_certified_with_its_longest_path_and_its_limits(home: Path) -> None:
    result = run(home, "prove", "occupy-road", "--tenant", "yunyang")
    assert result.exit_code == 0
    assert "证明成立。" in result.output
    assert "成立  每个问题、字段、材料、环节和结果都有申请人用得到。" in result.output
    assert "最慢的路径“材料审查→现场勘验→审核决定”计 4 个工作日，期限5个工作日，没有超过" in result.output
    assert "局限  填写的文字" in result.output
    assert "规则集 chongqing/" in result.output


@pytest.mark.row("C7", part="overlong path")
def test_a_path_that_is_too_long_is_told_with_its_line_and_a_filled_form(home: Path) -> None:
    spoil(home, "maximum: {working_days: 2}", "maximum: {working_days: 9}")
    result = run(home, "prove", "occupy-road", "--tenant", "yunyang")
    assert result.exit_code == 1
    assert "TB330 错误：最慢的路径（“材料审查”→“现场勘验”→“审核决定”）要用 11 个工作日" in result.output
    assert f"{ITEM}:" in result.output
    assert "申请人类型：" in result.output
    assert "您要办理哪一种占用？：占道施工" in result.output
    assert "依据：335 §25" in result.output
    assert "证明不成立：1 个错误。" in result.output


def test_a_program_reads_the_same_as_json(home: Path) -> None:
    spoil(
        home,
        "when: has_agent}\n      - {use: agent.id_number",
        "when: has_agent && !has_agent}\n      - {use: agent.id_number",
    )
    result = run(home, "prove", "occupy-road", "--tenant", "yunyang", "--format", "json")
    assert result.exit_code == 1
    told = json.loads(result.output)
    # the spoilt condition hides the agent's name: each example in which an agent applies is told as well
    examples = (REPOSITORY / ITEM).parent.glob("examples/*.yaml")
    with_agent = [each for each in examples if "agent_name:" in each.read_text("utf-8")]
    assert [each["finding"]["code"] for each in told["found"]] == ["TB301", *(["TB341"] * len(with_agent))]
    assert with_agent
    assert told["found"][0]["finding"]["line"] > 1
    assert {each["clock"] for each in told["durations"]} == {"promise", "statutory"}
    assert told["witnesses"]


def test_the_linter_proves_when_asked(home: Path) -> None:
    spoil(home, "maximum: {working_days: 2}", "maximum: {working_days: 9}")
    path = str(home / ITEM)
    assert "TB330" not in run(home, "lint", path).output
    result = run(home, "lint", path, "--prove")
    assert result.exit_code == 1
    assert "TB330" in result.output


def test_what_nobody_claims_and_what_is_not_there_is_said_in_a_sentence(home: Path) -> None:
    for arguments, said in (
        (("prove", "no-such-item"), "没有可用的事项“no-such-item”。"),
        (("prove", "occupy-road", "--tenant", "nowhere"), "租户“nowhere”没有认领事项“occupy-road”。"),
    ):
        result = run(home, *arguments)
        assert result.exit_code == 1
        assert said in str(result.exception)
