"""Plugins and the core keep to their sides: the kit is all that a plugin sees, and the core knows no plugin by name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from house_plan import tree_of
from tongban.hooks import Hooks
from tongban.publishing.plugged import started
from tongban.settings import REPOSITORY

PLUGINS = REPOSITORY / "plugins"
NAMES = sorted(each.parent.name for each in PLUGINS.glob("*/plugin.yaml"))
CORE = REPOSITORY / "platform" / "tongban"
#: words after a name in the page of hooks that say who answers it
PAGE = (REPOSITORY / "docs" / "plugins.md").read_text(encoding="utf-8")
HOOKS = sorted(name for name, hook in vars(Hooks).items() if hasattr(hook, "tongban_spec"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def typed_only(path: Path) -> bool:
    """Tell whether a file imports something of ours for types alone."""
    blocks = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.If))
    inner = (each for node in blocks if "TYPE_CHECKING" in ast.dump(node.test) for each in ast.walk(node))
    return any(isinstance(each, ast.ImportFrom) and (each.module or "").startswith("tongban") for each in inner)


def code_of(plugin: str) -> Iterator[Path]:
    for path in (PLUGINS / plugin).rglob("*.py"):
        if "tests" not in path.relative_to(PLUGINS / plugin).parts:
            yield path


@pytest.mark.parametrize("plugin", NAMES)
def test_a_plugin_sees_the_hooks_and_the_kit_and_nothing_else_of_the_core(plugin: str) -> None:
    allowed = re.compile(r"tongban\.(hooks|kit(\..+)?)$")
    reached = {
        (path.relative_to(PLUGINS).as_posix(), name)
        for path in code_of(plugin)
        for name in imported(path)
        if name.split(".")[0] == "tongban" and not allowed.match(name)
    }
    assert reached == set()


@pytest.mark.parametrize("plugin", NAMES)
def test_a_plugin_reaches_into_another_only_where_it_says_that_it_needs_it(plugin: str) -> None:
    needs = {plugin, *started(REPOSITORY).manifests[plugin].needs_plugins}
    assert {name.split(".")[0] for path in code_of(plugin) for name in imported(path)} & set(NAMES) <= needs


def test_the_core_names_no_plugin() -> None:
    said = re.compile("|".join(NAMES) or "nothing")
    files = [path for suffix in ("py", "html", "yaml") for path in CORE.rglob(f"*.{suffix}")]
    assert [path.name for path in files if said.search(path.read_text(encoding="utf-8"))] == []


def test_only_the_page_of_hooks_names_floors_above_it() -> None:
    """The floors are checked without what is imported for types alone; so nobody else may import so."""
    named = {path.relative_to(CORE).as_posix() for path in CORE.rglob("*.py") if typed_only(path)}
    assert named == {"hooks.py", "offers.py"}


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_has_its_line_in_the_documentation_and_a_user(hook: str) -> None:
    line = re.search(rf"^\| `{hook}` \|.*\| `(\w+)` \|$", PAGE, re.M)
    assert line is not None, f"docs/plugins.md tells nothing of `{hook}`"
    user = line.group(1)
    code = list((PLUGINS / user).rglob("*.py")) if user in NAMES else [REPOSITORY / "docs" / "plugin-author.md"]
    assert any(re.search(rf"^def {hook}\(", path.read_text(encoding="utf-8"), re.M) for path in code), user
