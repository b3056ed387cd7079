"""Article by article: what the law asks, which room carries it out, which tests prove it.

What is asked and where stands in `docs/articles.yaml`; the tests say which articles they prove, by their mark
`article`. `PYTHONPATH=tests python -m articles` writes both into `docs/law.md`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
LIST, PAGE = ROOT / "docs" / "articles.yaml", ROOT / "docs" / "law.md"
BEGIN, END = "<!-- articles -->", "<!-- /articles -->"
_CITED = re.compile(r"(335|36|ORD|7|XK) §\d+|30 (\([一二三四五六七八九十]+\)|（[一二三四五六七八九十]+）)")
MOST_NAMED = 3  # tests of an article that the page names


@dataclass(frozen=True, slots=True)
class Article:
    """One article: what it asks, and the room that does it or the reason why none can."""

    law: str
    number: int
    says: str
    module: str = ""
    beyond: str = ""

    @property
    def cited(self) -> str:
        return f"{self.law} §{self.number}"


def articles() -> tuple[Article, ...]:
    listed = yaml.safe_load(LIST.read_text("utf-8"))
    return tuple(Article(law, number, **said) for law, entries in listed.items() for number, said in entries.items())


@cache
def marked() -> dict[str, list[str]]:
    """Give the tests that prove each article, as `tests/law/test_law_intake.py::test_…`."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for name, cited in _marks(ast.parse(path.read_text("utf-8"))):
            found.setdefault(cited, []).append(f"{path.relative_to(ROOT)}::{name}")
    return found


def _marks(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.article":
                    yield from ((node.name, str(ast.literal_eval(each))) for each in mark.args)


def unreadable() -> list[str]:
    """List the citations in marks that name no law we know by article."""
    return [f"{tests[0]}: {cited}" for cited, tests in marked().items() if not _CITED.fullmatch(cited)]


def table() -> str:
    tests = marked()
    lines = ["| article | what it asks | room | proved by |", "|---|---|---|---|"]
    for each in articles():
        if each.beyond:
            lines.append(f"| {each.cited} | {each.says} | – | beyond a system's reach: {each.beyond} |")
        else:
            lines.append(f"| {each.cited} | {each.says} | `{each.module}` | {_told(tests.get(each.cited, []))} |")
    return "\n".join(lines)


def _told(tests: list[str]) -> str:
    named = "<br>".join(f"`{each.removeprefix('tests/')}`" for each in tests[:MOST_NAMED])
    return f"{named}<br>and {len(tests) - MOST_NAMED} more" if len(tests) > MOST_NAMED else named


def page_with(text: str) -> str:
    """Put the table into the page, between its two marks."""
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n{table()}\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(page_with(PAGE.read_text("utf-8")), "utf-8")
