"""Each command is there under its name, and reads no more of the platform than it needs."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from tongban.cli.main import COMMANDS, commands


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_found_under_its_name_and_says_in_chinese_what_it_does(name: str) -> None:
    command = commands.get_command(click.Context(commands), name)
    assert command is not None
    assert command.name == name
    assert any("一" <= letter <= "鿿" for letter in command.get_short_help_str())


def test_no_name_is_given_twice_and_all_are_listed() -> None:
    listed = commands.list_commands(click.Context(commands))
    assert len(set(listed)) == len(listed)
    assert set(COMMANDS) <= set(listed)


def test_who_lints_or_works_does_not_wait_for_the_web_nor_for_the_pages_of_plugins() -> None:
    asked = """
import sys
from tongban.cli.main import commands
from tongban.database.plugin_tables import plugin_tables
from tongban.publishing.plugged import started
from tongban.settings import REPOSITORY
for name in ("lint", "worker"):
    commands([name, "--help"], standalone_mode=False)
    assert started(REPOSITORY).answering("pages")
    assert {"tongban.web", "tongban.demo", "networkx"}.isdisjoint(sys.modules), name
known = list(plugin_tables())  # a change of bodies moves those that are known, also where nobody asks for pages
assert [list(pages) for _name, pages in started(REPOSITORY).at_start("pages")]
assert known == list(plugin_tables())
"""
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
