"""Tell an expression in Chinese words, for guides, findings and reviewers: 经营面积≥300㎡且主体业态为餐饮服务.

A negation is pushed down to where it reads naturally; by CEL's rule for the unknown this changes no result.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
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
from tongban.conditions.types import BOOL, DATE, ListOf, RowOf, is_number, is_text

_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRRORED = {"==": "==", "!=": "!=", "<": ">", ">=": "<=", ">": "<", "<=": ">="}
_OF_NUMBERS = {"==": "等于", "!=": "不等于", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
_OF_DATES = {"==": "为", "!=": "不为", "<": "早于", "<=": "不晚于", ">": "晚于", ">=": "不早于"}
_WHETHER = re.compile(r"(?<=^本行)是否|^是否")  # 是否重型 is told as 重型为“是”
_SIGNS = {"+": "+", "-": "-", "*": "×"}


@dataclass(frozen=True, slots=True)
class Words:
    """Hold what people call things: by the name used in conditions (`area`, `applicant.kind`, `row.plate`)."""

    labels: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # name → value → label

    def label(self, name: str) -> str:
        """Call a name by its label, or by itself where nobody gave it one; a question by its answer."""
        label = self.labels.get(name, name)
        return f"“{label}”的回答" if label.endswith(("？", "?")) else label


def tell(expression: Expression, words: Words) -> str:
    """Tell a condition as a clause without full stop, and a computed value as a noun."""
    return _clause(expression.tree, words, negated=False)


def _clause(node: Node, words: Words, *, negated: bool) -> str:  # noqa: PLR0911 -- the one dispatch of this operation
    match node:
        case Not():
            return _clause(node.operand, words, negated=not negated)
        case And() | Or():
            return _joined(node, words, negated=negated)
        case Comparison():
            return _comparison(node, words, negated=negated)
        case Membership():
            return _membership(node, words, negated=negated)
        case Constant() if node.type == BOOL:
            return "任何情况下都不" if node.value is negated else "任何情况下"
        case Name() | Member() if node.type == BOOL:
            return f"{_WHETHER.sub('', _noun(node, words))}为“{'否' if negated else '是'}”"
        case Constant() | Listing() | Name() | Member() | Arithmetic() | Negative() | Size():
            return _noun(node, words)
        case _:
            assert_never(node)


def _joined(node: And | Or, words: Words, *, negated: bool) -> str:
    both = isinstance(node, And) is not negated
    told = [_clause(each, words, negated=negated) for each in node.parts]
    mixed = [_joins(each, negated=negated) not in (None, both) for each in node.parts]
    parts = [f"（{clause}）" if other else clause for clause, other in zip(told, mixed, strict=True)]
    return ("且" if both else "或").join(parts)


def _joins(node: Node, *, negated: bool) -> bool | None:
    """Say how a clause joins its parts: True by 且, False by 或, None where it is a single one."""
    if isinstance(node, Not):
        return _joins(node.operand, negated=not negated)
    return isinstance(node, And) is not negated if isinstance(node, And | Or) else None


def _comparison(node: Comparison, words: Words, *, negated: bool) -> str:
    sign: str = _OPPOSITE[node.operator] if negated else node.operator
    left, right = node.left, node.right
    if isinstance(left, Constant) and not isinstance(right, Constant):
        left, right, sign = right, left, _MIRRORED[sign]
    if left.type == BOOL:
        return _same_answer(left, right, words, same=sign == "==")
    if is_number(left.type):
        return f"{_noun(left, words)}{_OF_NUMBERS[sign]}{_operand(right, left, words)}"
    if isinstance(right, Constant) or (left.type == DATE and sign not in ("==", "!=")):
        return f"{_noun(left, words)}{_OF_DATES[sign]}{_operand(right, left, words)}"
    same, other = ("为同一天", "不是同一天") if left.type == DATE else ("相同", "不同")
    return f"{_noun(left, words)}与{_noun(right, words)}{same if sign == '==' else other}"


def _same_answer(left: Node, right: Node, words: Words, *, same: bool) -> str:
    if isinstance(right, Constant):
        return _clause(left, words, negated=right.value is not same)
    told = [_clause(each, words, negated=False) for each in (left, right)]
    return f"“{told[0]}”与“{told[1]}”的结论{'相同' if same else '不同'}"


def _membership(node: Membership, words: Words, *, negated: bool) -> str:
    if not isinstance(node.container, Listing):
        element = _operand(node.element, node.container, words)
        return f"{_noun(node.container, words)}{'不包含' if negated else '包含'}{element}"
    told = [_operand(each, node.element, words) for each in node.container.elements]
    of_which = "" if len(told) == 1 else ("中的任何一项" if negated else "之一")
    return f"{_noun(node.element, words)}{'不为' if negated else '为'}{'、'.join(told)}{of_which}"


def _operand(node: Node, beside: Node, words: Words) -> str:
    """Tell a value beside another, whose unit or choice labels it then has."""
    if not isinstance(node, Constant):
        return _noun(node, words)
    if isinstance(node.value, str):
        return words.choices.get(_key(beside), {}).get(node.value, f"“{node.value}”")
    return _noun(node, words) + (_unit(beside, words) if is_number(node.type) else "")


def _noun(node: Node, words: Words) -> str:  # noqa: PLR0911 -- the one dispatch of this operation
    match node:
        case Constant():
            return _constant(node)
        case Listing():
            return "、".join(_noun(each, words) for each in node.elements)
        case Name():
            return words.label(node.name)
        case Member():
            return _member(node, words)
        case Size():
            return f"{_noun(node.of, words)}的{_counted(node.of)}"
        case Negative():
            return f"-{_within(node.operand, words, Arithmetic)}"
        case Arithmetic():
            return _arithmetic(node, words)
        case Not() | And() | Or() | Comparison() | Membership():
            return f"“{_clause(node, words, negated=False)}”"
        case _:
            assert_never(node)


def _constant(node: Constant) -> str:
    if isinstance(node.value, bool):
        return "是" if node.value else "否"
    if isinstance(node.value, date):
        return f"{node.value.year}年{node.value.month}月{node.value.day}日"
    if isinstance(node.value, Decimal):
        told = format(node.value, "f")
        return told.rstrip("0").rstrip(".") if "." in told else told
    return f"“{node.value}”" if is_text(node.type) else str(node.value)


def _member(node: Member, words: Words) -> str:
    key = _key(node)
    if key.startswith("row."):
        return f"本行{words.label(key) if key in words.labels else node.name}"
    return words.labels.get(key) or f"{_noun(node.of, words)}的{node.name}"


def _key(node: Node) -> str:
    if isinstance(node, Member):
        return f"{_key(node.of)}.{node.name}"
    return node.name if isinstance(node, Name) else ""


def _counted(node: Node) -> str:
    if not isinstance(node.type, ListOf):
        return "字数"
    return "行数" if isinstance(node.type.element, RowOf) else "项数"


def _arithmetic(node: Arithmetic, words: Words) -> str:
    if node.type == DATE:
        side = "后" if node.operator == "+" else "前"
        return f"{_noun(node.left, words)}{side}{_within(node.right, words, Arithmetic)}天"
    if node.left.type == DATE:
        return f"从{_noun(node.right, words)}到{_noun(node.left, words)}的天数"
    loose = node.operator == "*"
    left = _within(node.left, words, Arithmetic) if loose and _is_sum(node.left) else _noun(node.left, words)
    strict = _is_sum(node.right) or (loose and isinstance(node.right, Arithmetic))
    right = _within(node.right, words, Arithmetic) if strict else _noun(node.right, words)
    return f"{left}{_SIGNS[node.operator]}{right}"


def _is_sum(node: Node) -> bool:
    return isinstance(node, Arithmetic) and node.operator != "*"


def _within(node: Node, words: Words, loose: type[Node]) -> str:
    told = _noun(node, words)
    return f"（{told}）" if isinstance(node, loose) else told


def _unit(node: Node, words: Words) -> str:
    """Find the unit of a reckoned value, or nothing where its parts do not agree on one."""
    if isinstance(node, Negative):
        return _unit(node.operand, words)
    if not isinstance(node, Arithmetic):
        return words.units.get(_key(node), "")
    if node.left.type == DATE:
        return "天"
    units = {_unit(each, words) for each in (node.left, node.right) if not isinstance(each, Constant)}
    alone = node.operator != "*" or isinstance(node.left, Constant) or isinstance(node.right, Constant)
    return units.pop() if len(units) == 1 and alone else ""
