"""Check a parsed text against its scope, and build the typed tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import cast

from lark import Token, Tree

from tongban.conditions import names, rules
from tongban.conditions.parse import column_of
from tongban.conditions.refusal import ConditionError
from tongban.conditions.rules import Placed
from tongban.conditions.scope import Scope
from tongban.conditions.tree import Comparator, Constant, Node, Operator

_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_ESCAPED = {"\\": "\\", '"': '"', "'": "'", "n": "\n", "t": "\t"}
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def check(tree: Tree[Token], scope: Scope) -> Node:
    """Build the typed tree of a parsed text; raise `ConditionError` where a name or a type is wrong."""
    return _BUILD[str(tree.data)](tree, scope)


def _placed(tree: Tree[Token], scope: Scope) -> list[Placed]:
    return [Placed(check(each, scope), column_of(each)) for each in tree.children if isinstance(each, Tree)]


def _word(tree: Tree[Token]) -> str:
    return next(str(each) for each in tree.children if isinstance(each, Token))


def _path(tree: Tree[Token], scope: Scope) -> Node:
    return names.find([str(each) for each in tree.children], scope, column_of(tree))


def _comparison(tree: Tree[Token], scope: Scope) -> Node:
    left, right = _placed(tree, scope)
    return rules.comparison(cast(Comparator, _word(tree)), left, right)


def _membership(tree: Tree[Token], scope: Scope) -> Node:
    element, container = _placed(tree, scope)
    return rules.membership(element, container)


def _arithmetic(tree: Tree[Token], scope: Scope) -> Node:
    left, right = _placed(tree, scope)
    return rules.arithmetic(cast(Operator, _word(tree)), left, right)


def _call(tree: Tree[Token], scope: Scope) -> Node:
    function, at = _word(tree), column_of(tree)
    arguments = [each for each in tree.children if isinstance(each, Tree)]
    if function not in ("size", "date"):
        hint = '可用的只有 size(…) 和 date("2026-01-31")。'
        raise ConditionError("unsupported", f"没有 “{function}” 这个函数。", column=at, hint=hint)
    if len(arguments) != 1:
        raise ConditionError("wrong_type", f"{function} 的括号里应当正好有一个值。", column=at)
    return rules.size(_placed(tree, scope)[0]) if function == "size" else _date(arguments[0])


def _date(argument: Tree[Token]) -> Constant:
    at = column_of(argument)
    hint = '写作 date("2026-01-31")，年月日各为四位、两位、两位。'
    if argument.data != "text":
        raise ConditionError("bad_literal", "date 的括号里应当是一个写明的日期。", column=at, hint=hint)
    told = _unquoted(argument)
    try:
        if _ISO_DAY.fullmatch(told) and told.isascii():
            return rules.constant(date.fromisoformat(told), at)
    except ValueError:
        pass  # a day that the calendar does not have
    raise ConditionError("bad_literal", f"没有 “{told}” 这一天。", column=at, hint=hint)


def _unquoted(tree: Tree[Token]) -> str:
    token = cast(Token, tree.children[0])
    start = column_of(tree)

    def plain(found: re.Match[str]) -> str:
        sign = found[1]
        if sign in _ESCAPED:
            return _ESCAPED[sign]
        if len(sign) == 5 and not 0xD800 <= int(sign[1:], 16) <= 0xDFFF:
            return chr(int(sign[1:], 16))
        hint = "可用的有：\\\\ \\\" \\' \\n \\t 和 \\u4e2d 这样的写法。"
        raise ConditionError("bad_literal", f"文字里不能写 \\{sign}。", column=start + found.start() + 1, hint=hint)

    return _ESCAPE.sub(plain, token[1:-1])


def _only(tree: Tree[Token], scope: Scope) -> Placed:
    return _placed(tree, scope)[0]


_BUILD: Mapping[str, Callable[[Tree[Token], Scope], Node]] = {
    "either": lambda tree, scope: rules.disjunction(_placed(tree, scope)),
    "both": lambda tree, scope: rules.conjunction(_placed(tree, scope)),
    "comparison": _comparison,
    "membership": _membership,
    "arithmetic": _arithmetic,
    "not_": lambda tree, scope: rules.negation(_only(tree, scope)),
    "negative": lambda tree, scope: rules.negative(_only(tree, scope)),
    "group": lambda tree, scope: _only(tree, scope).node,
    "listing": lambda tree, scope: rules.listing(_placed(tree, scope), column_of(tree)),
    "call": _call,
    "path": _path,
    "integer": lambda tree, _: rules.constant(int(_word(tree)), column_of(tree)),
    "decimal": lambda tree, _: rules.constant(Decimal(_word(tree)), column_of(tree)),
    "text": lambda tree, _: rules.constant(_unquoted(tree), column_of(tree)),
    "true": lambda tree, _: rules.constant(True, column_of(tree)),
    "false": lambda tree, _: rules.constant(False, column_of(tree)),
}
