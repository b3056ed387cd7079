"""The tree of an expression: a small closed set of frozen nodes, each knowing its type.

An operation over the tree (`evaluate`, `tell`, `text`, `json_form`, and whoever proves things of conditions) is one
file with one `match` that ends in `assert_never`, so that a new kind of node cannot be forgotten anywhere.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tongban.conditions.types import BOOL, INTEGER, Type

Scalar = bool | int | Decimal | str | date
Comparator = typing.Literal["==", "!=", "<", "<=", ">", ">="]
Operator = typing.Literal["+", "-", "*"]


@dataclass(frozen=True, slots=True)
class Constant:
    """A value written in the text; the type tells `1` from `1.0` and from `true`, which Python holds for equal."""

    value: Scalar
    type: Type


@dataclass(frozen=True, slots=True)
class Listing:
    """A list written in the text."""

    elements: tuple[Node, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Name:
    """An answer, by its key in the values: a field id, `applicant.kind`, or `row` for the row one stands in."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Member:
    """A part of an answer that has parts: a column of the row, a date of a period."""

    of: Node
    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Not:
    operand: Node

    @property
    def type(self) -> Type:
        return BOOL


@dataclass(frozen=True, slots=True)
class And:
    """Two or more parts, all of which must hold."""

    parts: tuple[Node, ...]

    @property
    def type(self) -> Type:
        return BOOL


@dataclass(frozen=True, slots=True)
class Or:
    """Two or more parts, one of which must hold."""

    parts: tuple[Node, ...]

    @property
    def type(self) -> Type:
        return BOOL


@dataclass(frozen=True, slots=True)
class Comparison:
    operator: Comparator
    left: Node
    right: Node

    @property
    def type(self) -> Type:
        return BOOL


@dataclass(frozen=True, slots=True)
class Membership:
    element: Node
    container: Node

    @property
    def type(self) -> Type:
        return BOOL


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Numbers, or days: date - date is a number of days, date + n and date - n are dates."""

    operator: Operator
    left: Node
    right: Node
    type: Type


@dataclass(frozen=True, slots=True)
class Negative:
    operand: Node

    @property
    def type(self) -> Type:
        return self.operand.type


@dataclass(frozen=True, slots=True)
class Size:
    """The number of elements of a list, or of characters (code points) of a text."""

    of: Node

    @property
    def type(self) -> Type:
        return INTEGER


Node = Constant | Listing | Name | Member | Not | And | Or | Comparison | Membership | Arithmetic | Negative | Size


def children(node: Node) -> tuple[Node, ...]:  # noqa: PLR0911 -- the one dispatch of this operation
    """List the nodes directly below, from left to right."""
    match node:
        case Constant() | Name():
            return ()
        case Listing():
            return node.elements
        case And() | Or():
            return node.parts
        case Not() | Negative():
            return (node.operand,)
        case Member() | Size():
            return (node.of,)
        case Comparison() | Arithmetic():
            return (node.left, node.right)
        case Membership():
            return (node.element, node.container)
        case _:
            typing.assert_never(node)


def walk(node: Node) -> Iterator[Node]:
    """Visit a node and all below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def names_in(node: Node) -> frozenset[str]:
    """Collect the names that an expression needs; a column counts as `row.<column>`, a part of a field as the field."""
    if isinstance(node, Member) and isinstance(node.of, Name) and node.of.name == "row":
        return frozenset({f"row.{node.name}"})
    if isinstance(node, Name):
        return frozenset({node.name})
    return frozenset().union(*(names_in(child) for child in children(node)))
