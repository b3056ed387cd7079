"""Turn an expression into JSON and back, exactly; the browser's evaluator (`web/static/conditions.js`) reads the same.

Numbers are texts in it, because a JSON number becomes a double in the browser. A form that was tampered with, or
that an operation would refuse, is refused here by the same rules as a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import assert_never, cast

from tongban.conditions import rules
from tongban.conditions.compile import expression_of
from tongban.conditions.expression import Expression
from tongban.conditions.parse import MAX_NESTING
from tongban.conditions.refusal import ConditionError
from tongban.conditions.rules import Placed
from tongban.conditions.scope import is_name
from tongban.conditions.text import decimal_text
from tongban.conditions.tree import (
    And,
    Arithmetic,
    Comparator,
    Comparison,
    Constant,
    Listing,
    Member,
    Membership,
    Name,
    Negative,
    Node,
    Not,
    Operator,
    Or,
    Size,
)
from tongban.conditions.types import BOOL, SIMPLE_TYPES, ChoiceOf, ListOf, RowOf, Simple, Type, list_of, row_of

Json = dict[str, object]


def to_json(expression: Expression) -> Json:
    """Give the JSON form of an expression: nested objects, each with its `op`."""
    return _json(expression.tree)


def from_json(data: object) -> Expression:
    """Read the JSON form of an expression; raise `ConditionError` (broken_json, or what the text would raise)."""
    try:
        return expression_of(_node(data, 1))
    except (KeyError, TypeError, ValueError, ArithmeticError) as problem:
        raise ConditionError("broken_json", f"条件的 JSON 形式有误：{problem!r}。") from problem


def type_to_json(kind: Type) -> object:
    """Give the JSON form of a type."""
    match kind:
        case Simple():
            return kind.kind
        case ChoiceOf():
            return {"choice": list(kind.values)}
        case ListOf():
            return {"list": type_to_json(kind.element)}
        case RowOf():
            return {"row": {name: type_to_json(each) for name, each in kind.columns}}
        case _:
            assert_never(kind)


def type_from_json(data: object) -> Type:
    """Read the JSON form of a type."""
    if isinstance(data, str):
        return SIMPLE_TYPES[data]
    [(form, inner)] = _object(data).items()
    if form == "choice":
        return ChoiceOf(tuple(str(each) for each in _array(inner)))
    if form == "list":
        return list_of(type_from_json(inner))
    if form == "row":
        return row_of({name: type_from_json(each) for name, each in _object(inner).items()})
    raise ValueError(f"no type {form}")


def _json(node: Node) -> Json:  # noqa: PLR0911 -- the one dispatch of this operation
    match node:
        case Constant():
            return {"op": "constant", "type": type_to_json(node.type), "value": _constant(node)}
        case Listing():
            return {"op": "list", "parts": [_json(each) for each in node.elements]}
        case Name():
            return {"op": "name", "name": node.name, "type": type_to_json(node.type)}
        case Member():
            return {"op": "member", "of": _json(node.of), "name": node.name}
        case Not():
            return {"op": "not", "of": _json(node.operand)}
        case And():
            return {"op": "and", "parts": [_json(each) for each in node.parts]}
        case Or():
            return {"op": "or", "parts": [_json(each) for each in node.parts]}
        case Comparison() | Arithmetic():
            return {"op": node.operator, "left": _json(node.left), "right": _json(node.right)}
        case Membership():
            return {"op": "in", "left": _json(node.element), "right": _json(node.container)}
        case Negative():
            return {"op": "negative", "of": _json(node.operand)}
        case Size():
            return {"op": "size", "of": _json(node.of)}
        case _:
            assert_never(node)


def _constant(node: Constant) -> object:
    if isinstance(node.value, bool | str):
        return node.value
    if isinstance(node.value, date):
        return node.value.isoformat()
    return decimal_text(node.value) if isinstance(node.value, Decimal) else str(node.value)


def _node(data: object, depth: int) -> Node:
    if depth > MAX_NESTING:
        raise ConditionError("too_deep", f"条件层层相套，超过了 {MAX_NESTING} 层。")
    given = _object(data)
    operation = str(given["op"])
    if operation in ("==", "!=", "<", "<=", ">", ">="):
        return rules.comparison(
            cast(Comparator, operation), _under(given, "left", depth), _under(given, "right", depth)
        )
    if operation in ("+", "-", "*"):
        return rules.arithmetic(cast(Operator, operation), _under(given, "left", depth), _under(given, "right", depth))
    return _READ[operation](given, depth)


def _under(given: Json, key: str, depth: int) -> Placed:
    return Placed(_node(given[key], depth + 1))


def _parts(given: Json, depth: int) -> list[Placed]:
    parts = [Placed(_node(each, depth + 1)) for each in _array(given["parts"])]
    if len(parts) < 2 and given["op"] != "list":
        raise ValueError("fewer than two parts")
    return parts


def _member(given: Json, depth: int) -> Node:
    of, name = _under(given, "of", depth).node, str(given["name"])
    kind = of.type.column(name) if isinstance(of.type, RowOf) else None
    if kind is None:
        raise ValueError(f"no part {name}")
    return Member(of, name, kind)


def _name(given: Json, _depth: int) -> Node:
    name = str(given["name"])
    if name != "row" and not all(is_name(each) for each in name.split(".")):
        raise ValueError(f"no name {name}")
    return Name(name, type_from_json(given["type"]))


def _value(given: Json, _depth: int) -> Node:
    kind, value = type_from_json(given["type"]), given["value"]
    if kind == BOOL and isinstance(value, bool):
        return rules.constant(value, 1)
    if not isinstance(value, str) or not isinstance(kind, Simple):
        raise TypeError("a constant is a text, or true or false")
    return rules.constant(_SCALARS[kind.kind](value), 1)


def _matching(pattern: str, value: str) -> str:
    if not re.fullmatch(pattern, value, re.ASCII):
        raise ValueError(f"no number or date: {value}")
    return value


def _object(data: object) -> Json:
    if not isinstance(data, dict):
        raise TypeError("an object is expected")
    return data


def _array(data: object) -> list[object]:
    if not isinstance(data, list):
        raise TypeError("an array is expected")
    return data


_SCALARS: Mapping[str, Callable[[str], int | Decimal | str | date]] = {
    "integer": lambda value: int(_matching(r"-?\d{1,19}", value)),
    "number": lambda value: Decimal(_matching(r"-?\d+\.\d+", value)),
    "text": str,
    "date": lambda value: date.fromisoformat(_matching(r"\d{4}-\d\d-\d\d", value)),
}
_READ: Mapping[str, Callable[[Json, int], Node]] = {
    "constant": _value,
    "name": _name,
    "member": _member,
    "list": lambda given, depth: rules.listing(_parts(given, depth), 1),
    "and": lambda given, depth: rules.conjunction(_parts(given, depth)),
    "or": lambda given, depth: rules.disjunction(_parts(given, depth)),
    "not": lambda given, depth: rules.negation(_under(given, "of", depth)),
    "in": lambda given, depth: rules.membership(_under(given, "left", depth), _under(given, "right", depth)),
    "negative": lambda given, depth: rules.negative(_under(given, "of", depth)),
    "size": lambda given, depth: rules.size(_under(given, "of", depth)),
}
