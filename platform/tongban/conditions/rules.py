"""The rules of types: which operands each operation takes. Every node is made here, from text and from JSON alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tongban.conditions.refusal import ConditionError
from tongban.conditions.tree import (
    And,
    Arithmetic,
    Comparator,
    Comparison,
    Constant,
    Listing,
    Membership,
    Negative,
    Node,
    Not,
    Operator,
    Or,
    Size,
)
from tongban.conditions.types import (
    BOOL,
    DATE,
    INTEGER,
    NUMBER,
    TEXT,
    ChoiceOf,
    ListOf,
    RowOf,
    Type,
    fits,
    is_number,
    is_text,
    tell_type,
)

INTEGER_LIMIT = 2**63  # CEL's int has 64 bits; a larger one cannot be written


class Placed(NamedTuple):
    """A node and the column where it begins."""

    node: Node
    at: int = 1


def constant(value: bool | int | Decimal | str | date, at: int) -> Constant:
    """Make a constant; a whole number must fit CEL's 64 bits."""
    if isinstance(value, bool):
        return Constant(value, BOOL)
    if isinstance(value, int):
        if abs(value) >= INTEGER_LIMIT:
            raise ConditionError("bad_literal", "这个整数太大。", column=at, hint="最多 18 位。")
        return Constant(value, INTEGER)
    if isinstance(value, Decimal):
        return Constant(value, NUMBER)
    return Constant(value, DATE) if isinstance(value, date) else Constant(value, TEXT)


def negation(operand: Placed) -> Not:
    """Make `!x`; x is a yes or no."""
    return Not(_yes_or_no(operand))


def conjunction(parts: Sequence[Placed]) -> And:
    """Make `x && y`."""
    return And(tuple(_yes_or_no(each) for each in parts))


def disjunction(parts: Sequence[Placed]) -> Or:
    """Make `x || y`."""
    return Or(tuple(_yes_or_no(each) for each in parts))


def comparison(operator: Comparator, left: Placed, right: Placed) -> Comparison:
    """Make a comparison of two values of one kind; only numbers and dates have an order."""
    one, other = left.node.type, right.node.type
    if not _alike(one, other):
        raise _unlike(left, right)
    if isinstance(one, ListOf | RowOf):
        raise _wrong(right, f"{tell_type(one)}不能直接比较。", "请用 in 判断是否包含，用 size(…) 判断项数。")
    if operator not in ("==", "!=") and not (is_number(one) or one == DATE):
        raise _wrong(left, f"{tell_type(one)}没有大小之分，不能用 {operator}。", "请用 == 或 !=。")
    _refuse_not_offered(left, right)
    _refuse_not_offered(right, left)
    return Comparison(operator, left.node, right.node)


def membership(element: Placed, container: Placed) -> Membership:
    """Make `x in xs`."""
    held = container.node.type
    if not isinstance(held, ListOf):
        raise _wrong(
            container, f"in 之后应当是多个值，这里是{tell_type(held)}。", '例如 trade in ["sales", "catering"]。'
        )
    if isinstance(held.element, RowOf) or not _alike(element.node.type, held.element):
        message = f"in 的两边类型不同：左边是{tell_type(element.node.type)}，右边是{tell_type(held)}。"
        raise _wrong(element, message, "两边应当是同一类的值。")
    _refuse_not_offered(element, Placed(Constant("", held.element), container.at))
    if isinstance(container.node, Listing):
        for each in container.node.elements:
            _refuse_not_offered(Placed(each, container.at), element)
    return Membership(element.node, container.node)


def arithmetic(operator: Operator, left: Placed, right: Placed) -> Arithmetic:
    """Make a sum, a difference or a product of numbers; or reckon with days."""
    one, other = left.node.type, right.node.type
    if is_number(one) and is_number(other):
        kind = INTEGER if one == other == INTEGER else NUMBER
        return Arithmetic(operator, left.node, right.node, kind)
    if operator == "-" and one == other == DATE:
        return Arithmetic(operator, left.node, right.node, INTEGER)
    if operator != "*" and one == DATE and other == INTEGER:
        return Arithmetic(operator, left.node, right.node, DATE)
    wrong = left if not (is_number(one) or one == DATE) else right
    message = f"{tell_type(one)}与{tell_type(other)}不能用 {operator} 计算。"
    raise _wrong(wrong, message, "可以计算的有：数值之间的 + - *，日期加减天数（日期在前），两个日期相减得天数。")


def negative(operand: Placed) -> Negative | Constant:
    """Make `-x`; a number written with its sign is one constant."""
    node = operand.node
    if not is_number(node.type):
        raise _wrong(operand, f"{tell_type(node.type)}不能取负。", "负号只用于数值。")
    if isinstance(node, Constant) and isinstance(node.value, int | Decimal):
        value = -node.value if isinstance(node.value, int) else node.value.copy_negate()
        return constant(value, operand.at)
    return Negative(node)


def size(of: Placed) -> Size:
    """Make `size(x)`: rows, values chosen, or characters."""
    if not (isinstance(of.node.type, ListOf) or of.node.type == TEXT):
        raise _wrong(of, f"{tell_type(of.node.type)}没有 size。", "size(…) 用于表格、多选和文字。")
    return Size(of.node)


def listing(elements: Sequence[Placed], at: int) -> Listing:
    """Make a list of values of one kind, of at least one value."""
    if not elements:
        raise ConditionError("wrong_type", "列表是空的。", column=at, hint="至少写一个值；没有任何值时条件永远不成立。")
    kind = elements[0].node.type
    for each in elements:
        if isinstance(each.node.type, ListOf | RowOf) or not _alike(each.node.type, kind):
            raise _wrong(each, f"列表里不能放这里的{tell_type(each.node.type)}。", "列表里的值应当是同一类的单个值。")
    return Listing(tuple(each.node for each in elements), ListOf(_common([each.node.type for each in elements])))


def suits(node: Node, wanted: Type) -> bool:
    """Say whether the expression yields what its place asks for; a text that is offered suits a choice."""
    if isinstance(node, Constant) and isinstance(wanted, ChoiceOf):
        return node.value in wanted.values
    return fits(node.type, wanted)


def _common(kinds: list[Type]) -> Type:
    if all(each == kinds[0] for each in kinds):
        return kinds[0]
    return NUMBER if is_number(kinds[0]) else TEXT


def _alike(one: Type, other: Type) -> bool:
    return one == other or (is_number(one) and is_number(other)) or (is_text(one) and is_text(other))


def _yes_or_no(part: Placed) -> Node:
    if part.node.type != BOOL:
        raise _wrong(
            part,
            f"这里应当是一个是否成立的条件，写的却是{tell_type(part.node.type)}。",
            "请写成比较，例如 area >= 300。",
        )
    return part.node


def _wrong(part: Placed, message: str, hint: str) -> ConditionError:
    return ConditionError("wrong_type", message, column=part.at, hint=hint)


def _unlike(left: Placed, right: Placed) -> ConditionError:
    one, other = left.node.type, right.node.type
    hint = "两边应当是同一类的值。"
    if DATE in (one, other) and TEXT in (one, other):
        hint = '日期写作 date("2026-01-31")。'
    elif (is_number(one) or is_number(other)) and TEXT in (one, other):
        hint = "数字不加引号。"
    elif BOOL in (one, other):
        hint = "是否类的字段单独写，例如 hot 或 !hot。"
    elif isinstance(one, ListOf) or isinstance(other, ListOf):
        hint = "请用 in 判断是否包含，用 size(…) 判断项数。"
    return _wrong(right, f"不能拿{tell_type(one)}与{tell_type(other)}相比。", hint)


def _refuse_not_offered(value: Placed, choice: Placed) -> None:
    offered = choice.node.type
    if not isinstance(offered, ChoiceOf):
        return
    told = "、".join(f'"{each}"' for each in offered.values)
    if isinstance(value.node, Constant) and value.node.value not in offered.values and choice.node != value.node:
        message = f'没有 "{value.node.value}" 这个选项。'
        raise ConditionError("not_offered", message, column=value.at, hint=f"可选的有：{told}。")
    if isinstance(value.node.type, ChoiceOf) and not set(value.node.type.values) & set(offered.values):
        message = "两边的选项没有一个相同，永远不会相等。"
        raise ConditionError("not_offered", message, column=value.at, hint=f"可选的有：{told}。")
