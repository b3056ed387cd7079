"""Texts of plugins in a change of bodies: what lies in the folder of a body that ends goes to its successor.

Which files are meant the plugins say themselves (hook `vocabulary`). What cannot be settled here is told to the
operator with file and line (36 §14(3)); it is never guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from tongban.definitions import EditedYaml
from tongban.definitions.changes import Change
from tongban.definitions.strict_yaml import Path, read_yaml
from tongban.publishing.books import Books

#: tenant → its texts by path
Texts = dict[str, dict[str, str]]


def texts_going_along(books: Books, change: Change) -> Texts:
    """Give every text of a plugin that goes to the main successor of a body that ends; what lies there stays.

    Where it names bodies that end, it names their successors from now on.
    """
    texts: Texts = {}
    for to, path, new in _going(books, change):
        own = texts.setdefault(to, {})
        if new not in own and not _lies_there(books, new):
            own[new] = _renamed(books.shelf.sources.read(path), path, _successors(change))
    return {to: own for to, own in texts.items() if own}


def _renamed(text: str, path: str, successors: Mapping[str, str]) -> str:
    edited = EditedYaml(text)
    for where, said, _line in _naming(text, path, successors):
        edited.set(where, successors[said])
    return edited.text


def left_to_do(books: Books, change: Change) -> Iterator[str]:
    """Tell what the change leaves to people: texts that both bodies have, and texts that name a body that ends."""
    given: dict[str, str] = {}
    for _to, path, new in _going(books, change):
        text = books.shelf.sources.read(path)
        there = books.shelf.sources.read(new) if _lies_there(books, new) else given.setdefault(new, text)
        if there != text:
            yield f"{path}:1：承接单位已经有“{new}”，这份内容没有并入，请核对后在承接单位修改"
    yield from naming(books, _successors(change))


def naming(books: Books, ended: Collection[str]) -> Iterator[str]:
    """List the places in texts of plugins that still name a body that has ended, by file and line."""
    for path in plugin_paths(books):
        if _owner(path) not in ended:  # what a body that ended has written stays as it was
            for _where, said, line in _naming(books.shelf.sources.read(path), path, ended):
                yield f"{path}:{line}：写着撤销的单位“{said}”，请改为承接单位"


def _naming(text: str, path: str, ended: Collection[str]) -> Iterator[tuple[Path, str, int]]:
    document, _findings = read_yaml(text, path)
    for where in document.values if document is not None else ():
        assert document is not None
        said = _at(document.data, where)
        if isinstance(said, str) and said in ended:
            yield where, said, document.mark(where).line


def _owner(path: str) -> str:
    parts = path.split("/")
    return parts[1] if parts[0] == "tenants" and len(parts) > 1 else ""


def plugin_paths(books: Books) -> list[str]:
    """List the files of plugins that lie among the definitions."""
    patterns = [kind.pattern.split("/") for _name, kinds in books.plugins.at_start("vocabulary") for kind in kinds]
    return [path for path in books.shelf.sources.paths() if any(_fits(path.split("/"), each) for each in patterns)]


def _fits(parts: list[str], pattern: list[str]) -> bool:
    return len(parts) == len(pattern) and all(map(fnmatchcase, parts, pattern))


def _successors(change: Change) -> dict[str, str]:
    """Give the main successor of each body that ends."""
    return {each.old: each.to for each in change.moves if each.ends and each.to and each.to != each.old}


def _going(books: Books, change: Change) -> Iterator[tuple[str, str, str]]:
    """Yield the new body, and each path at the old one and at it."""
    paths = plugin_paths(books)
    for old, to in _successors(change).items():
        begins = f"tenants/{old}/"
        yield from (
            (to, each, f"tenants/{to}/{each.removeprefix(begins)}") for each in paths if each.startswith(begins)
        )


def _lies_there(books: Books, path: str) -> bool:
    return path in books.shelf.sources.paths()


def _at(data: Any, where: Path) -> object:
    for step in where:
        data = data[step]
    return data
