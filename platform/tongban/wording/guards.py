"""Find the values that a wording puts out without asking first whether they are there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from jinja2 import nodes

from tongban.wording.refusal import WordingError
from tongban.wording.tree import parse

#: The filter that says something else where the value is not there.
OTHERWISE = "缺省"


def unguarded_names(text: str, names: Collection[str]) -> tuple[tuple[str, int], ...]:
    """Return those of `names` that are put out with no `if` about them and no 缺省, each with its line.

    A wording that cannot be read has none: `check_wording` says what is wrong with it.
    """
    return _unguarded(text, frozenset(names))


@lru_cache(maxsize=2048)
def _unguarded(text: str, names: frozenset[str]) -> tuple[tuple[str, int], ...]:
    """Look once in a process, as `check_wording` does: a city's claims share most of their wordings."""
    try:
        tree = parse(text)
    except WordingError:
        return ()
    return tuple(dict.fromkeys(_found(tree.body, names)))


def _found(body: list[nodes.Node], wanted: frozenset[str]) -> Iterator[tuple[str, int]]:
    for node in body:
        if isinstance(node, nodes.If):
            yield from _found(node.body, wanted - _named(node.test))
            yield from _found([*node.elif_, *node.else_], wanted)
        elif isinstance(node, nodes.For):
            yield from _found([*node.body, *node.else_], wanted)
        elif isinstance(node, nodes.Output):
            yield from _put_out(node, wanted)


def _put_out(node: nodes.Node, wanted: frozenset[str]) -> Iterator[tuple[str, int]]:
    if isinstance(node, nodes.Name):
        if node.name in wanted:
            yield node.name, node.lineno
    elif isinstance(node, nodes.CondExpr):
        yield from _put_out(node.expr1, wanted - _named(node.test))
        if node.expr2 is not None:
            yield from _put_out(node.expr2, wanted)
    elif not (isinstance(node, nodes.Filter) and node.name == OTHERWISE):
        for each in node.iter_child_nodes():
            yield from _put_out(each, wanted)


def _named(test: nodes.Node) -> frozenset[str]:
    """Return the names that a test asks for; one that asks for their absence guards nothing."""
    if isinstance(test, nodes.Not):
        return frozenset()
    own = {test.name} if isinstance(test, nodes.Name) else set()
    return frozenset(own | {each.name for each in test.find_all(nodes.Name)})
