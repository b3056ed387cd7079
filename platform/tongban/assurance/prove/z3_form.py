"""Translate a condition to Z3, whole, with the language's own meaning of what is not known.

What needs an unanswered value is unknown; `true || unknown` is true and `false && unknown` is false. A test compares
this file with `conditions.evaluate` on made-up answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import assert_never

import z3

from tongban.assurance.prove.solver import Solver, Term
from tongban.assurance.prove.symbols import Listed, Parts, Picked, Rows, Single, Symbol, Truth, Vocabulary
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
    walk,
)
from tongban.conditions.types import BOOL, DATE, ListOf, RowOf, Type

_COMPARE: Mapping[str, Callable[[Term, Term], Term]] = {
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}
_RECKON: Mapping[str, Callable[[Term, Term], Term]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
}


class Translation:
    """Translate trees over symbols that stand for the answers."""

    def __init__(self, solver: Solver, vocabulary: Vocabulary) -> None:
        self.solver, self.vocabulary = solver, vocabulary
        self.products = 0  # products of two unknowns: beyond what the solver settles for certain

    def of(self, node: Node, names: Mapping[str, Symbol]) -> Symbol:  # noqa: PLR0911, PLR0912 -- the one dispatch
        """Translate one tree; a name without a symbol is unanswered."""
        match node:
            case Constant():
                return self._constant(node)
            case Name():
                return names.get(node.name) or unanswered(self.solver, node.type)
            case Member():
                return self._member(node, names)
            case Not():
                operand = self._truth(node.operand, names)
                return Truth(operand.fails, operand.holds)
            case And():
                parts = [self._truth(each, names) for each in node.parts]
                return Truth(self._every(each.holds for each in parts), self._some(each.fails for each in parts))
            case Or():
                parts = [self._truth(each, names) for each in node.parts]
                return Truth(self._some(each.holds for each in parts), self._every(each.fails for each in parts))
            case Comparison():
                return self._comparison(node, names)
            case Membership():
                return self._membership(node, names)
            case Listing():
                return Listed(tuple(self.of(each, names) for each in node.elements))
            case Size():
                return self._size(self.of(node.of, names))
            case Arithmetic():
                return self._arithmetic(node, names)
            case Negative():
                number = self._single(node.operand, names)
                return Single(number.known, -number.value)
            case _:
                assert_never(node)

    def truth(self, node: Node, names: Mapping[str, Symbol]) -> Truth:
        """Translate a condition."""
        return self._truth(node, names)

    def _every(self, formulas: Iterable[Term]) -> Term:
        return self.solver.every(formulas)

    def _some(self, formulas: Iterable[Term]) -> Term:
        return self.solver.some(formulas)

    def _truth(self, node: Node, names: Mapping[str, Symbol]) -> Truth:
        found = self.of(node, names)
        assert isinstance(found, Truth)
        return found

    def _single(self, node: Node, names: Mapping[str, Symbol]) -> Single:
        found = self.of(node, names)
        if isinstance(found, Truth):
            return Single(z3.Or(found.holds, found.fails), found.holds)
        assert isinstance(found, Single)
        return found

    def _constant(self, node: Constant) -> Symbol:
        solver, value = self.solver, node.value
        if isinstance(value, bool):
            return Truth(solver.truth(value), solver.truth(not value))
        if isinstance(value, date):
            return Single(solver.truth(True), solver.number(value.toordinal()))
        if isinstance(value, str):
            return Single(solver.truth(True), solver.number(self.vocabulary.number(value)))
        if isinstance(value, Decimal):
            return Single(solver.truth(True), solver.exact(format(value, "f")))
        return Single(solver.truth(True), solver.number(value))

    def _member(self, node: Member, names: Mapping[str, Symbol]) -> Symbol:
        whole = self.of(node.of, names)
        assert isinstance(whole, Parts)
        part = whole.parts[node.name]
        return within(self.solver, whole.known, part)

    def _comparison(self, node: Comparison, names: Mapping[str, Symbol]) -> Truth:
        left, right = self._single(node.left, names), self._single(node.right, names)
        known = z3.And(left.known, right.known)
        result = _COMPARE[node.operator](*_alike(left.value, right.value))
        return Truth(z3.And(known, result), z3.And(known, z3.Not(result)))

    def _membership(self, node: Membership, names: Mapping[str, Symbol]) -> Truth:
        element, container = self._single(node.element, names), self.of(node.container, names)
        if isinstance(container, Picked):
            known = z3.And(element.known, container.known)
            inside = self._some(z3.And(element.value == number, has) for number, has in container.has.items())
        else:
            assert isinstance(container, Listed)
            singles = [_as_single(each) for each in container.elements]
            known = z3.And(element.known, self._every(each.known for each in singles))
            inside = self._some(_COMPARE["=="](*_alike(element.value, each.value)) for each in singles)
        return Truth(z3.And(known, inside), z3.And(known, z3.Not(inside)))

    def _size(self, of: Symbol) -> Single:
        solver = self.solver
        if isinstance(of, Listed):
            singles = [_as_single(each) for each in of.elements]
            return Single(self._every(each.known for each in singles), solver.number(len(singles)))
        if isinstance(of, Picked | Rows):
            return Single(of.known, of.size)
        assert isinstance(of, Single)
        return Single(of.known, solver.length(of.value))

    def _arithmetic(self, node: Arithmetic, names: Mapping[str, Symbol]) -> Single:
        left, right = self._single(node.left, names), self._single(node.right, names)
        known = z3.And(left.known, right.known)
        if node.operator == "*" and not (z3.is_rational_value(left.value) or z3.is_int_value(left.value)):
            self.products += not (z3.is_rational_value(right.value) or z3.is_int_value(right.value))
        result = _RECKON[node.operator](*_alike(left.value, right.value))
        if node.type == DATE:  # before year 1 or after year 9999 there is no day
            known = z3.And(known, result >= 1, result <= date.max.toordinal())
        return Single(known, result)


def within(solver: Solver, known: Term, part: Symbol) -> Symbol:
    """Give a part as it is where the whole is known, and as unknown elsewhere."""
    match part:
        case Truth():
            return Truth(z3.And(known, part.holds), z3.And(known, part.fails))
        case Single():
            return Single(z3.And(known, part.known), part.value)
        case Picked():
            return Picked(z3.And(known, part.known), part.has, part.size)
        case Rows():
            return Rows(z3.And(known, part.known), part.size)
        case Parts():
            return Parts(z3.And(known, part.known), part.parts)
        case Listed():
            return Listed(tuple(within(solver, known, each) for each in part.elements))
        case _:
            assert_never(part)


def _as_single(symbol: Symbol) -> Single:
    if isinstance(symbol, Truth):
        return Single(z3.Or(symbol.holds, symbol.fails), symbol.holds)
    assert isinstance(symbol, Single)
    return symbol


def _alike(left: Term, right: Term) -> tuple[Term, Term]:
    """Bring a whole number and an exact one to one sort."""
    if z3.is_arith(left) and z3.is_arith(right) and left.is_int() != right.is_int():
        return (z3.ToReal(left), right) if left.is_int() else (left, z3.ToReal(right))
    return left, right


def literals(node: Node) -> tuple[str, ...]:
    """Collect the texts that a tree mentions."""
    return tuple(each.value for each in walk(node) if isinstance(each, Constant) and isinstance(each.value, str))


def unanswered(solver: Solver, kind: Type) -> Symbol:
    """Give the symbol of a name that nobody has answered."""
    never, nothing = solver.truth(False), solver.number(0)
    if kind == BOOL:
        return Truth(never, never)
    if isinstance(kind, RowOf):
        return Parts(never, {name: unanswered(solver, each) for name, each in kind.columns})
    if isinstance(kind, ListOf):
        return Rows(never, nothing) if isinstance(kind.element, RowOf) else Picked(never, {}, nothing)
    return Single(never, nothing)
