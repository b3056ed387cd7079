"""Write a tree in its standard spelling, so that it parses back to the same tree."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import assert_never

from tongban.conditions.tree import (
    And,
    Arithmetic,
    Comparison,
    Constant,
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
)

# How tightly each binds, from CEL's precedence: or, and, relation, sum, product, sign, primary.
_OR, _AND, _RELATION, _SUM, _PRODUCT, _UNARY, _PRIMARY = range(1, 8)


def text_of(node: Node) -> str:  # noqa: PLR0911, PLR0912 -- the one dispatch of this operation
    """Write a tree as text; parentheses stand only where they are needed, or where one would have to think."""
    match node:
        case Constant():
            return _constant(node.value)
        case Listing():
            return f"[{', '.join(text_of(each) for each in node.elements)}]"
        case Name():
            return node.name
        case Member():
            return f"{text_of(node.of)}.{node.name}"
        case Not():
            return f"!{_within(node.operand, _UNARY)}"
        case Negative():
            return f"-{_within(node.operand, _UNARY)}"
        case And():
            return " && ".join(_within(each, _RELATION) for each in node.parts)
        case Or():
            return " || ".join(_within(each, _AND) for each in node.parts)
        case Comparison():
            return f"{_within(node.left, _SUM)} {node.operator} {_within(node.right, _SUM)}"
        case Membership():
            return f"{_within(node.element, _SUM)} in {_within(node.container, _SUM)}"
        case Arithmetic():
            level = _level(node)
            return f"{_within(node.left, level)} {node.operator} {_within(node.right, level + 1)}"
        case Size():
            return f"size({text_of(node.of)})"
        case _:
            assert_never(node)


def _within(node: Node, least: int) -> str:
    return text_of(node) if _level(node) >= least else f"({text_of(node)})"


def _level(node: Node) -> int:
    if isinstance(node, Arithmetic):
        return _PRODUCT if node.operator == "*" else _SUM
    if isinstance(node, Constant) and text_of(node).startswith("-"):
        return _UNARY
    levels = {Or: _OR, And: _AND, Comparison: _RELATION, Membership: _RELATION, Not: _UNARY, Negative: _UNARY}
    return levels.get(type(node), _PRIMARY)


def _constant(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return f'date("{value.isoformat()}")'
    if isinstance(value, str):
        return quoted(value)
    return decimal_text(value) if isinstance(value, Decimal) else str(value)


def decimal_text(value: Decimal) -> str:
    """Write a decimal without exponent, and with its point, which tells it from a whole number."""
    told = format(value, "f")
    return told if "." in told else f"{told}.0"


def quoted(value: str) -> str:
    """Write a text between double quotes, with the escapes that CEL has."""
    return '"' + "".join(_escaped(each) for each in value) + '"'


def _escaped(sign: str) -> str:
    if sign in '\\"':
        return f"\\{sign}"
    if sign == "\n":
        return "\\n"
    return sign if sign.isprintable() or ord(sign) > 0xFFFF else f"\\u{ord(sign):04x}"
