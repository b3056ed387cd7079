"""A checked expression: what every definition holds where a condition or a computed value is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.conditions.tree import Constant, Node, names_in
from tongban.conditions.types import BOOL, Type


@dataclass(frozen=True, slots=True, eq=True)
class Expression:
    """Hold a typed tree and its text in standard spelling; equal text and equal types make equal expressions."""

    text: str
    tree: Node

    @property
    def type(self) -> Type:
        return self.tree.type

    def names(self) -> frozenset[str]:
        """Collect the names it needs; a column counts as `row.<column>`, a part of a field as the field."""
        return names_in(self.tree)

    def __hash__(self) -> int:
        return hash(self.text)

    def __str__(self) -> str:
        return self.text


ALWAYS = Expression("true", Constant(True, BOOL))
NEVER = Expression("false", Constant(False, BOOL))
