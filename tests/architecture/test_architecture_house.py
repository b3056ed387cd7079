"""The rules of the house hold: floors, sizes, no shadow on the standard library, nothing of this machine."""

from __future__ import annotations

import ast
import importlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from house_plan import SOURCE, modules, tracked
from tongban.definitions.lint.registry import all_rules
from tongban.settings import REPOSITORY

#: file → why it is longer than a page that one reads at a sitting
LONG = {
    "platform/tongban/migrations/versions/0001_spine.py": "a migration is one list of statements",
    "platform/tongban/web/styleguide.py": "one entry for each component and page of the design system",
    "platform/tongban/web/styleguide_data.py": "sample data for those entries",
}
LONGEST = 400
PURE = ("conditions", "fields", "calendars", "wording", "definitions", "forms", "law", "notices", "assurance")
#: what a pure floor may not know, and what would give it a clock or an environment of its own
FORBIDDEN_CALLS = {("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("os", "getenv"), ("time", "time")}


def test_platform_does_not_shadow_the_standard_library():
    assert not (SOURCE / "__init__.py").exists()
    told = subprocess.run(
        [sys.executable, "-c", "import platform; print(platform.__file__); print(platform.python_version())"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(REPOSITORY / "platform") not in told.stdout.splitlines()[0]


def test_the_floors_hold():
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_imports_stand_at_the_top():
    inside = [
        f"{path}:{node.lineno}"
        for path, tree in modules().items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_pure_floors_have_no_clock_and_no_environment():
    found = []
    for path, tree in modules().items():
        if path.split("/")[2] in PURE:
            found += [
                f"{path}:{node.lineno} {node.func.value.id}.{node.func.attr}()"
                for node in ast.walk(tree)
                if isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and (node.func.value.id, node.func.attr) in FORBIDDEN_CALLS
            ]
            found += [
                f"{path}:{node.lineno} os.environ"
                for node in ast.walk(tree)
                if isinstance(node, ast.Attribute) and node.attr == "environ"
            ]
    assert found == []


def test_no_file_is_longer_than_one_reads_at_a_sitting():
    sizes = {path: (REPOSITORY / path).read_text(encoding="utf-8").count("\n") for path in modules()}
    assert {path: lines for path, lines in sizes.items() if lines > LONGEST and path not in LONG} == {}


def test_every_lint_rule_has_an_example_that_passes_and_one_that_fails():
    assert len(all_rules()) >= 12
    for rule in all_rules():
        assert rule.passing, rule
        assert rule.failing, rule


def test_nothing_names_this_machine_or_a_registry():
    registries = re.compile(
        r"https?://(?:[a-z0-9.-]*\.)?(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|yarnpkg\.com)"
    )
    machine = re.compile(r"(?<![\w.$}])/(?:work|root|home/[a-z]+|Users/[A-Za-z]+)/")
    found = []
    for path in tracked():
        if path == Path(__file__):
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if registries.search(line) or machine.search(line):
                found.append(f"{path.relative_to(REPOSITORY)}:{number}")
    assert found == []


def test_the_lock_files_record_hashes_and_no_addresses():
    lock = json.loads((REPOSITORY / "requirements" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert packages
    for name, each in packages.items():
        assert each["integrity"].startswith("sha512-"), name
        assert "resolved" not in each, name
    for listed in ("runtime.txt", "dev.txt"):
        text = (REPOSITORY / "requirements" / listed).read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "--index-url" not in text
        assert "://" not in re.sub(r"#.*", "", text)


def test_nothing_of_others_is_committed_with_the_front_end():
    names = [str(path.relative_to(REPOSITORY)) for path in tracked()]
    assert [name for name in names if "/vendor/" in name or "node_modules" in name or name.endswith(".min.js")] == []


ROOMS = {path.name for path in (SOURCE / "tongban").iterdir() if path.is_dir() or path.suffix == ".py"}


def test_the_names_on_the_page_that_follows_a_case_exist():
    page = (REPOSITORY / "docs" / "flow.md").read_text(encoding="utf-8")
    names = re.findall(r"`([a-z_]+(?:\.[A-Za-z_]+)+)(?:\(.*?\))?`", page)
    told = [name for name in names if name.split(".")[0] in ROOMS and not name.endswith((".js", ".py", ".yaml"))]
    assert len(told) >= 20
    assert [name for name in told if not _exists(name)] == []


def _exists(name: str) -> bool:
    """Follow a dotted name from the package through modules to what they hold."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module("tongban." + ".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            if not hasattr(found, part) and part not in getattr(found, "__annotations__", {}):
                return False
            found = getattr(found, part, None)
        return True
    return False


@pytest.mark.parametrize("name", ["cases.door.submit", "law.decide", "definitions.workspace.Workspace.resolve"])
def test_the_check_of_names_knows_what_is_there(name):
    assert _exists(name)
    assert not _exists(name + "_elsewhere")
