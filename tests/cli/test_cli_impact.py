"""`tongban impact` on two states of the repository's folder."""

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
def old(tmp_path: Path) -> Path:
    """A folder in which the item promised six working days."""
    for folder in ("tenants", "item_defs"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    text = (tmp_path / ITEM).read_text("utf-8")
    assert "promise: {working_days: 5}" in text
    (tmp_path / ITEM).write_text(text.replace("promise: {working_days: 5}", "promise: {working_days: 6}"), "utf-8")
    return tmp_path


def run(home: Path, *arguments: str) -> Result:
    env = {"TONGBAN_HOME": str(REPOSITORY), "TONGBAN_DATA": str(home / "no-data")}
    return CliRunner().invoke(commands, ["impact", *arguments], env=env)


@pytest.mark.row("C3")
def test_every_claimant_is_told_what_changes_for_it(old: Path) -> None:
    result = run(old, "occupy-road", "--against", str(old))
    assert result.exit_code == 0, result.output
    assert "云阳县《临时性建筑物搭建、堆放物料、占道施工审批》（yunyang/occupy-road）：可以发布" in result.output
    assert "变化：承诺办结时限由6 个工作日改为5 个工作日。" in result.output
    assert "0 项要先处理冲突才能发布。" in result.output


def test_all_items_are_compared_and_only_what_changed_is_told(old: Path) -> None:
    rows = json.loads(run(old, "--all", "--against", str(old), "--format", "json").output)
    assert {each["item"] for each in rows} == {"occupy-road"}
    assert {each["blocked"] for each in rows} == {False}
    assert rows[0]["under_way"] == {"cases": 0, "drafts": 0}


def test_one_says_which_item_or_all(old: Path) -> None:
    assert "请写一个事项编号，或者用 --all 比较全部事项。" in str(run(old, "--against", str(old)).exception)
    assert "没有可用的事项“nothing”。" in str(run(old, "nothing", "--against", str(old)).exception)


def test_without_a_database_one_is_told_to_make_one(old: Path) -> None:
    assert "tongban init" in str(run(old, "--all").exception)
