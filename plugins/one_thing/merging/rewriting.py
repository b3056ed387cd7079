"""Say an item's condition in the words of the one form: names renamed, what the bundle knows put in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import assert_never

from tongban.kit.conditions import (
    ALWAYS,
    BOOL,
    NEVER,
    NUMBER,
    TEXT,
    UNKNOWN,
    And,
    Arithmetic,
    Comparison,
    Constant,
    Expression,
    Listing,
    Member,
    Membership,
    Name,
    Negative,
    Node,
    Not,
    Or,
    Scalar,
    Size,
    Type,
    evaluate,
    names_in,
    text_of,
)
from tongban.kit.definitions import TongbanError

TRUE, FALSE = ALWAYS.tree, NEVER.tree


class DependsOnOutcome(TongbanError):
    """Say that a condition needs what only an earlier part's outcome will tell."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"条件用到“{name}”，它要等前序事项办结后才知道。")


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of one item are in the one form."""

    renamed: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, Scalar] = field(default_factory=dict)
    conditions: Mapping[str, Expression] = field(default_factory=dict)
    later: frozenset[str] = frozenset()  # known only by the outcome of an earlier part
    offered: Mapping[str, frozenset[str]] = field(default_factory=dict)  # of choices of the one form: what they offer
    absent: frozenset[str] = frozenset()  # names of the one form that this bundle never asks: never answered


def rewrite(node: Node, names: Names, *, positive: bool = True) -> Node:
    """Rewrite a condition and fold what no longer depends on anything. Raises DependsOnOutcome.

    What needs an answer that is never given does not hold, and neither does its opposite (docs/conditions.md); so
    such a part is false where it stands, and true below a “not”.
    """
    match node:
        case And():
            return conjunction(rewrite(each, names, positive=positive) for each in node.parts)
        case Or():
            return disjunction(rewrite(each, names, positive=positive) for each in node.parts)
        case Not():
            return negation(rewrite(node.operand, names, positive=not positive))
    said = _said(node, names)
    if said.type == BOOL and names_in(said) & names.absent:
        return FALSE if positive else TRUE
    return said


def _said(node: Node, names: Names) -> Node:  # noqa: PLR0911 -- the one dispatch of this operation
    match node:
        case Constant():
            return node
        case And() | Or() | Not():
            return rewrite(node, names)
        case Name():
            return _name(node, names)
        case Member():
            return replace(node, of=rewrite(node.of, names))
        case Listing():
            return replace(node, elements=tuple(rewrite(each, names) for each in node.elements))
        case Comparison():
            return _compared(replace(node, left=rewrite(node.left, names), right=rewrite(node.right, names)), names)
        case Arithmetic():
            return _folded(replace(node, left=rewrite(node.left, names), right=rewrite(node.right, names)))
        case Membership():
            element, container = rewrite(node.element, names), rewrite(node.container, names)
            return _contained(replace(node, element=element, container=container), names)
        case Negative():
            return _folded(replace(node, operand=rewrite(node.operand, names)))
        case Size():
            return _folded(replace(node, of=rewrite(node.of, names)))
        case _:
            assert_never(node)


def _name(node: Name, names: Names) -> Node:
    if node.name in names.later:
        raise DependsOnOutcome(node.name)
    if node.name in names.conditions:
        return names.conditions[node.name].tree
    if node.name in names.constants:
        return constant(names.constants[node.name])
    return replace(node, name=names.renamed.get(node.name, node.name))


def constant(value: Scalar) -> Constant:
    kind: Type = BOOL if isinstance(value, bool) else NUMBER if isinstance(value, int | Decimal) else TEXT
    return Constant(value, kind)


def _compared(node: Comparison, names: Names) -> Node:
    """Compare; with a value that the one form does not offer there is nothing to compare."""
    for name, value in ((node.left, node.right), (node.right, node.left)):
        if isinstance(name, Name) and isinstance(value, Constant) and not _is_offered(name, value, names):
            return TRUE if node.operator == "!=" else FALSE
    return _folded(node)


def _contained(node: Membership, names: Names) -> Node:
    if isinstance(node.element, Name) and isinstance(node.container, Listing):
        kept = tuple(
            each
            for each in node.container.elements
            if not isinstance(each, Constant) or _is_offered(node.element, each, names)
        )
        if not kept:
            return FALSE
        node = replace(node, container=replace(node.container, elements=kept))
    return _folded(node)


def _is_offered(name: Name, value: Constant, names: Names) -> bool:
    return name.name not in names.offered or value.value in names.offered[name.name]


def _folded(node: Node) -> Node:
    """Work out what names nothing; a date and the like stays as it is written."""
    if names_in(node):
        return node
    value = evaluate(Expression(text_of(node), node), {})
    return constant(value) if value is not UNKNOWN and isinstance(value, bool | int | Decimal | str) else node


def conjunction(parts: Iterable[Node]) -> Node:
    """Join with “and”; what always holds falls away, and so does what is said twice."""
    found = _flat(parts, And)
    if FALSE in found:
        return FALSE
    kept = [each for each in found if each != TRUE]
    return TRUE if not kept else kept[0] if len(kept) == 1 else And(tuple(kept))


def disjunction(parts: Iterable[Node]) -> Node:
    """Join with “or”; what never holds falls away, and a part that another contains does too."""
    found = _flat(parts, Or)
    if TRUE in found:
        return TRUE
    kept = [each for each in found if each != FALSE]
    kept = [each for each in kept if not any(other != each and _implies(each, other) for other in kept)]
    return FALSE if not kept else kept[0] if len(kept) == 1 else Or(tuple(kept))


def _implies(narrow: Node, wide: Node) -> bool:
    """Tell, by their parts alone, that where the first holds the second does: `a && b` and `a`."""
    parts = set(narrow.parts) if isinstance(narrow, And) else {narrow}
    asked = set(wide.parts) if isinstance(wide, And) else {wide}
    return asked < parts


def negation(node: Node) -> Node:
    if node in (TRUE, FALSE):
        return FALSE if node == TRUE else TRUE
    return node.operand if isinstance(node, Not) else Not(node)


def _flat(parts: Iterable[Node], kind: type[And] | type[Or]) -> list[Node]:
    found: dict[Node, None] = {}
    for each in parts:
        for one in each.parts if isinstance(each, kind) else (each,):
            found.setdefault(one)
    return list(found)


def written(node: Node) -> str:
    return text_of(node)


def expression(node: Node) -> Expression:
    return Expression(text_of(node), node)
