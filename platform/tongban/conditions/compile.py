"""Compile the text of a condition, or of a computed value, into a checked expression."""

from __future__ import annotations

from tongban.conditions.check import check
from tongban.conditions.expression import Expression
from tongban.conditions.parse import parse
from tongban.conditions.refusal import ConditionError
from tongban.conditions.rules import suits
from tongban.conditions.scope import Scope
from tongban.conditions.text import text_of
from tongban.conditions.tree import Node
from tongban.conditions.types import BOOL, Type, tell_type


def compile_expression(text: str, scope: Scope, *, expect: Type | None = BOOL) -> Expression:
    """Compile a text against the names of its place; `expect` is the type that the place asks for, None for any.

    Raises `ConditionError`, whose column counts within `text` as it was given.
    """
    node = check(parse(text), scope)
    if expect is not None and not suits(node, expect):
        message = f"这里应当得出{tell_type(expect)}，写的却是{tell_type(node.type)}。"
        hint = "请写成比较，例如 area >= 300。" if expect == BOOL else ""
        raise ConditionError("wrong_type", message, hint=hint)
    return expression_of(node)


def expression_of(node: Node) -> Expression:
    """Make the expression of a checked tree; its text is the standard spelling."""
    return Expression(text_of(node), node)
