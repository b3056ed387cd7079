"""What the solver makes of a condition is what the condition comes to, on answers made up and left out at will."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import z3
from hypothesis import HealthCheck, example, given, settings

from made_expressions import COLUMNS, NAMES, answers, expressions
from tongban.assurance.prove.solver import Solver
from tongban.assurance.prove.symbols import Listed, Parts, Picked, Rows, Single, Symbol, Truth, Vocabulary
from tongban.assurance.prove.z3_form import Translation, literals, unanswered
from tongban.conditions import DATE, TEXT, UNKNOWN, Expression, Scope, compile_expression, evaluate
from tongban.conditions.types import BOOL, ChoiceOf, ListOf, RowOf, Type

SCOPE = Scope(NAMES).with_row(COLUMNS)


class Pinned:
    """Symbols that stand for given answers."""

    def __init__(self) -> None:
        self.solver, self.vocabulary = Solver(), Vocabulary()
        self.translation = Translation(self.solver, self.vocabulary)

    def names(self, values: Mapping[str, object]) -> dict[str, Symbol]:
        found = {name: self.symbol(values.get(name), kind) for name, kind in NAMES.items()}
        row = values.get("row")
        if isinstance(row, Mapping):
            parts = {name: self.symbol(row.get(name), kind) for name, kind in COLUMNS.items()}
            found["row"] = Parts(self.solver.truth(True), parts)
        else:
            found["row"] = unanswered(self.solver, RowOf(tuple(COLUMNS.items())))
        return found

    def symbol(self, value: object, kind: Type) -> Symbol:
        if value is None:
            return unanswered(self.solver, kind)
        sure = self.solver.truth(True)
        if kind == BOOL:
            return Truth(self.solver.truth(value is True), self.solver.truth(value is False))
        if isinstance(kind, ListOf):
            return self.listed(value, kind)
        return Single(sure, self.term(value))

    def listed(self, value: object, kind: ListOf) -> Symbol:
        assert isinstance(value, list)
        sure, size = self.solver.truth(True), self.solver.number(len(value))
        if isinstance(kind.element, RowOf):
            return Rows(sure, size)
        if isinstance(kind.element, ChoiceOf):
            has = {self.vocabulary.number(each): self.solver.truth(each in value) for each in kind.element.values}
            return Picked(sure, has, size)
        return Listed(tuple(Single(sure, self.term(each)) for each in value))

    def term(self, value: object) -> object:
        if isinstance(value, str):
            return self.solver.number(self.vocabulary.number(value))
        if isinstance(value, date):
            return self.solver.number(value.toordinal())
        return self.solver.exact(format(value, "f")) if isinstance(value, Decimal) else self.solver.number(int(value))

    def result(self, expression: Expression, values: Mapping[str, object]) -> object:
        names = self.names(values)
        found = self.translation.of(expression.tree, names)
        for text, number in self.vocabulary.texts.items():
            self.solver.fact(self.solver.length(self.solver.number(number)) == len(text))
        reply = self.solver.show(())
        assert reply.yes
        if isinstance(found, Truth):
            holds, fails = (
                z3.is_true(reply.model.eval(each, model_completion=True)) for each in (found.holds, found.fails)
            )
            assert not (holds and fails)
            return holds if holds or fails else UNKNOWN
        assert isinstance(found, Single)
        if not z3.is_true(reply.model.eval(found.known, model_completion=True)):
            return UNKNOWN
        value = reply.model.eval(found.value, model_completion=True)
        if expression.type == DATE:
            return date.fromordinal(value.as_long())
        if expression.type == TEXT or isinstance(expression.type, ChoiceOf):
            return self.vocabulary.text(value.as_long())
        return Fraction(value.as_long()) if value.is_int() else value.as_fraction()


def same(server: object, solver: object) -> bool:
    if isinstance(server, int | Decimal) and not isinstance(server, bool):
        return Fraction(server) == solver
    return server is solver if server is UNKNOWN else server == solver


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(expressions(), answers())
@example(compile_expression('p || s == "a"', SCOPE), {"p": True})
@example(compile_expression('p && s == "a"', SCOPE), {"p": False})
@example(compile_expression('!(s == "a")', SCOPE), {})
@example(compile_expression("d + 4000000 > e", SCOPE), {"d": date(2024, 1, 1), "e": date(2024, 1, 1)})
@example(compile_expression("x * 0.5 == 1.25", SCOPE), {"x": Decimal("2.5")})
@example(compile_expression("size(s) == 2", SCOPE), {"s": "䶮龘"})
def test_the_solver_and_the_form_engine_agree(expression: Expression, values: dict[str, object]) -> None:
    server, solver = evaluate(expression, values), Pinned().result(expression, values)
    assert same(server, solver), (expression.text, values, server, solver)


def test_the_texts_of_a_condition_are_collected():
    tree = compile_expression('s in ["a", "b"] || t == "c" && size(s) > 2', SCOPE).tree
    assert literals(tree) == ("a", "b", "c")
