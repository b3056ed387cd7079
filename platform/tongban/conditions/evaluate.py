"""Evaluate an expression over answers, by CEL's rule for what is not known.

What needs an unanswered value is unknown; but `true || unknown` is true and `false && unknown` is false, whichever
side it stands on. A condition holds when it is true, so an unknown one does not hold, and neither does its negation.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from typing import assert_never

from tongban.conditions.expression import Expression
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
    Size,
)
from tongban.conditions.values import UNKNOWN, part, read

Values = Mapping[str, object]

# No result can need more digits: 1,000 characters hold at most 500 values of 80 digits each.
_EXACT = Context(prec=50_000, Emax=MAX_EMAX, Emin=MIN_EMIN)

_COMPARE: Mapping[str, Callable[..., bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_WHOLE: Mapping[str, Callable[[int, int], int]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}
_DECIMAL: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": _EXACT.add,
    "-": _EXACT.subtract,
    "*": _EXACT.multiply,
}


def evaluate(expression: Expression, values: Values) -> object:
    """Work out an expression: a bool, int, Decimal, str, date or tuple by its type, or UNKNOWN.

    An answer that is absent, None, or not of its type counts as unanswered.
    """
    return _value(expression.tree, values)


def holds(expression: Expression, values: Values) -> bool:
    """Say whether a condition is true; unknown is not."""
    tree = expression.tree
    if isinstance(tree, Constant):  # nearly all conditions of a form are: always, or never
        return tree.value is True
    return _value(tree, values) is True


def _value(node: Node, values: Values) -> object:  # noqa: PLR0911, PLR0912 -- the one dispatch of this operation
    match node:
        case Constant():
            return node.value
        case Name():
            return read(values.get(node.name), node.type)
        case Comparison():
            return _strict(_COMPARE[node.operator], (node.left, node.right), values)
        case And():
            return _kleene(node.parts, values, decided=False)
        case Or():
            return _kleene(node.parts, values, decided=True)
        case Not():
            return _strict(operator.not_, (node.operand,), values)
        case Member():
            return _strict(lambda row: part(row, node.name, node.type), (node.of,), values)
        case Membership():
            return _strict(lambda element, held: element in held, (node.element, node.container), values)
        case Listing():
            return _strict(lambda *elements: elements, node.elements, values)
        case Size():
            return _strict(len, (node.of,), values)
        case Arithmetic():
            return _strict(lambda left, right: _reckon(node, left, right), (node.left, node.right), values)
        case Negative():
            return _strict(lambda number: _reckon(node, 0, number), (node.operand,), values)
        case _:
            assert_never(node)


def _strict(work: Callable[..., object], operands: Iterable[Node], values: Values) -> object:
    known = [_value(each, values) for each in operands]
    return UNKNOWN if any(each is UNKNOWN for each in known) else work(*known)


def _kleene(parts: Iterable[Node], values: Values, *, decided: bool) -> object:
    result: object = not decided
    for each in parts:
        value = _value(each, values)
        if value is decided:
            return decided
        if value is UNKNOWN:
            result = UNKNOWN
    return result


def _reckon(node: Arithmetic | Negative, left: object, right: object) -> object:
    sign = node.operator if isinstance(node, Arithmetic) else "-"
    if isinstance(left, date):
        return (left - right).days if isinstance(right, date) else _shifted(left, sign, right)
    if isinstance(left, int) and isinstance(right, int):
        return _WHOLE[sign](left, right)
    return _DECIMAL[sign](_as_decimal(left), _as_decimal(right))


def _as_decimal(number: object) -> Decimal:
    return number if isinstance(number, Decimal) else Decimal(str(number))


def _shifted(day: date, sign: str, days: object) -> object:
    assert isinstance(days, int)
    try:
        return day + timedelta(days=days if sign == "+" else -days)
    except OverflowError:
        return UNKNOWN  # before year 1 or after year 9999
