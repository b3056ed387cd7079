"""A computed field as the solver sees it: its value is what its expression comes to, rounded half up as forms round."""

from __future__ import annotations

from collections.abc import Mapping

import z3

from tongban.assurance.prove.domain import decimals_of
from tongban.assurance.prove.solver import Term
from tongban.assurance.prove.symbols import Parts, Picked, Rows, Single, Symbol, Truth
from tongban.assurance.prove.z3_form import Translation
from tongban.conditions import Expression
from tongban.definitions.model import Field


def defined(translation: Translation, field: Field, symbol: Symbol, shown: Term, names: Mapping[str, Symbol]) -> Term:
    """Define a computed field: known exactly where it is shown and its expression is known."""
    assert isinstance(field.computed, Expression)
    result = translation.of(field.computed.tree, names)
    if isinstance(symbol, Truth):
        assert isinstance(result, Truth)
        return z3.And(symbol.holds == z3.And(shown, result.holds), symbol.fails == z3.And(shown, result.fails))
    if isinstance(symbol, Single) and isinstance(result, Single):
        known = z3.And(shown, result.known)
        return z3.And(symbol.known == known, z3.Implies(known, _rounded(symbol.value, result.value, field)))
    if isinstance(symbol, Picked) and isinstance(result, Picked):
        same = [has == result.has.get(number, translation.solver.truth(False)) for number, has in symbol.has.items()]
        known = z3.And(shown, result.known)
        return z3.And(symbol.known == known, z3.Implies(known, translation.solver.every(same)))
    assert isinstance(symbol, Picked | Rows | Parts | Single)
    return symbol.known == z3.And(shown, translation.solver.truth(False))


def _rounded(value: Term, result: Term, field: Field) -> Term:
    """Say that a value is the result, to the decimals of its type; ties go away from zero (ROUND_HALF_UP)."""
    kind_is_number = field.type in ("number", "money")
    if not kind_is_number or (z3.is_int(result) and z3.is_int(value)):
        return value == result
    exact = z3.ToReal(result) if z3.is_int(result) else result
    kept = z3.ToReal(value) if z3.is_int(value) else value
    half = z3.Q(1, 2 * 10 ** decimals_of(field), result.ctx)
    above, below = kept - exact <= half, exact - kept < half
    return z3.And(
        z3.Implies(exact >= 0, z3.And(above, below)),
        z3.Implies(exact < 0, z3.And(exact - kept <= half, kept - exact < half)),
    )
