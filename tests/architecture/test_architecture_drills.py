"""Drills are told apart from the other tests by their mark, and every landing runs both."""

from __future__ import annotations

import ast
from pathlib import Path

from house_plan import tree_of
from tongban.settings import REPOSITORY

#: what kills and what breaks a wire; whoever takes it up is a drill
TOOLS = {"crash_office", "dying_program", "fault_proxy"}


def test_whatever_kills_processes_or_breaks_wires_is_marked_as_a_drill() -> None:
    files = [each for folder in ("tests", "plugins") for each in REPOSITORY.glob(f"{folder}/**/test_*.py")]
    armed = {each for each in files if _imports(each) & TOOLS or each.stem.endswith("_crash")}
    marked = {each for each in files if "\npytestmark = pytest.mark.drill\n" in each.read_text(encoding="utf-8")}

    assert armed
    assert {each.name for each in armed - marked} == set()
    assert {each for each in files if each.parent.name == "crash"} <= marked


def test_a_landing_runs_the_drills_and_all_the_other_tests() -> None:
    landing = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    recipes = (REPOSITORY / "Makefile").read_text(encoding="utf-8")

    assert {"make check", "make drill", "make test"} <= set(landing)
    assert '-m "not drill"' in recipes
    assert "-m drill" in recipes


def _imports(file: Path) -> set[str]:
    """List the last parts of all modules that a file imports."""
    tree = tree_of(file)
    found = {each.module or "" for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)}
    return {name.rsplit(".", 1)[-1] for name in found}
