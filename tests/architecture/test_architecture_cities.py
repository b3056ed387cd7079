"""No code knows a city: what differs between two jurisdictions is data, so a third needs no line of code (T5)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from house_plan import SOURCE, tree_of
from tongban.settings import REPOSITORY

#: ids and names of the two cities and of their law
CITIES = ("chongqing", "shifan", "重庆", "示范市", "示范区")
#: file → why a city's name stands there though no rule hangs on it
NAMED = {
    "assurance/authoring/citations.py": "full titles of the regulations that are cited by number",
    "cli/tenants.py": "an example in a help text",
    "definitions/lint/sample.py": "the sample workspace of the rules' own examples",
    "fields/types/address.py": "a sample of a written address",
    "web/styleguide.py": "sample pages",
    "web/styleguide_data.py": "sample data of those pages",
}


def spoken(path: Path) -> Iterator[str]:
    """Yield the strings that a program uses; a docstring is for its readers."""
    tree = tree_of(path)
    told = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr):
                told.add(id(first.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


@pytest.mark.row("T5")
def test_no_code_names_either_city():
    named = {
        path.relative_to(SOURCE / "tongban").as_posix()
        for path in (SOURCE / "tongban").rglob("*.py")
        if any(city in text for text in spoken(path) for city in CITIES)
    }
    assert named - NAMED.keys() == set()
    assert NAMED.keys() - named == set(), "an exemption that nothing needs any more"


@pytest.mark.row("T5")
def test_no_folder_of_code_belongs_to_a_city():
    for city in ("chongqing", "shifan"):
        assert [*(REPOSITORY / "tenants").glob(f"{city}*/**/*.py")] == []
        assert [each for each in (SOURCE / "tongban").rglob(f"*{city}*") if "__pycache__" not in each.parts] == []
