"""Stepping at a terminal: what is chosen by its number is done, the clock is wound, a step is taken back."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tongban.assurance import examples
from tongban.assurance.simulate import Stage, run
from tongban.assurance.simulate.script import begun
from tongban.calendars import calendar_from_folder
from tongban.cli.stepping import step_through
from tongban.definitions import FolderSources, load_workspace

ROOT = Path(__file__).parents[2]


@click.command()
def stepping() -> None:
    """Step through 占道施工 in 云阳."""
    workspace = load_workspace(FolderSources(ROOT))
    example = next(each for each in examples(workspace, "occupy-road") if each.name == "granted-works")
    rulebook = workspace.rulebook("yunyang")
    assert rulebook is not None
    calendar = calendar_from_folder(ROOT / "item_defs" / "_shared" / "calendars")
    stage = Stage(workspace.definition("occupy-road", "yunyang"), rulebook, calendar, "云阳县")
    done = step_through(run(stage, begun(example)))
    click.echo(f"步骤：{'、'.join(each.do for each in done.script.then)}")


def step(*keys: str) -> str:
    told = CliRunner().invoke(stepping, input="\n".join((*keys, "")))
    assert told.exit_code == 0, told.output
    return told.output


@pytest.mark.row("C7")
def test_a_person_walks_a_case_by_numbers() -> None:
    told = step("w", "1", "1", "1", "齐全。", "q")
    assert "2026-09-29 周二 09:50  受理" in told
    assert "待办：审查人员，现场勘验" in told
    assert told.rstrip().endswith("步骤：wait、accept、complete_step")


def test_the_clock_goes_past_the_next_limit_and_back() -> None:
    told = step("d", "u", "q")
    assert "走到下一个期限之后（2 个工作日）" in told
    assert "依法视为受理" in told
    assert told.rstrip().endswith("步骤：")


def test_a_one_time_notice_asks_what_is_missing_and_the_supply_hands_it_in() -> None:
    told = step("2", "看不清。", "1", "q")
    assert "一次性补正告知书" in told
    assert told.rstrip().endswith("步骤：request_supplement、supply")


def test_what_is_not_on_offer_is_asked_again() -> None:
    told = step("9", "x", "q")
    assert "请选择" in told
    assert told.rstrip().endswith("步骤：")
