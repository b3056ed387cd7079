"""The solver, kept within bounds: rules that can be named when they exclude each other, and an end to every question.

Bounds count the solver's own steps, not time, so that one definition has one proof on every machine. Each proof has a
context of its own, which threads do not share; the garbage collector may give terms back from any thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import z3

#: steps of the solver for one question; an ordinary item needs 200,000 for all its questions
MOST_A_QUESTION = 200_000
#: and for all questions of one proof, with so many more for each field; fewer where unknowns are multiplied
MOST_IN_ALL = 8_000_000
MORE_A_FIELD = 80_000
MOST_WITH_PRODUCTS = 2_000_000
#: questions that may be left open before the rest are left open too
MOST_OPEN = 24

Term = Any  # z3 has no types of its own


class Answer(Enum):
    """What the solver says; NOT_SETTLED where its bounds were reached."""

    YES = "yes"
    NO = "no"
    NOT_SETTLED = "not settled"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with a model (YES, where one was asked for), or with the names of what excludes each other (NO)."""

    answer: Answer
    model: Term = None
    core: tuple[str, ...] = ()

    @property
    def yes(self) -> bool:
        return self.answer is Answer.YES

    @property
    def no(self) -> bool:
        return self.answer is Answer.NO


class Solver:
    """Facts that always hold, and rules that hold where they are named in a question."""

    def __init__(self, fields: int = 0) -> None:
        self.context = z3.Context()
        z3.Z3_enable_concurrent_dec_ref(self.context.ref())
        self._solver = z3.SimpleSolver(ctx=self.context)
        self._solver.set("rlimit", MOST_A_QUESTION)
        self._handles: dict[str, Term] = {}
        self._most = MOST_IN_ALL + MORE_A_FIELD * fields
        self._serial = 0
        self.spent = 0
        self.questions = 0
        self.unsettled = 0

    def be_brief(self) -> None:
        """Take fewer steps in all: products of unknowns may never be settled, and take longer a step."""
        self._most = min(self._most, MOST_WITH_PRODUCTS)

    def fact(self, *formulas: Term) -> None:
        """Lay down what holds in every question."""
        self._solver.add(*formulas)

    def rule(self, name: str, formula: Term) -> str:
        """Lay down what holds where a question names it."""
        if name in self._handles:
            raise ValueError(f"the rule {name} is laid down twice")
        self._handles[name] = handle = self.flag(f"rule {name}")
        self._solver.add(z3.Implies(handle, formula))
        return name

    def ask(self, rules: Iterable[str], *goals: Term) -> Reply:
        """Ask whether the goals can hold under the rules. No model is made: most who ask want none."""
        return self._ask(tuple(rules), goals)

    def show(self, rules: Iterable[str], *goals: Term) -> Reply:
        """Ask the same, and have a model made where they can hold."""
        return self._ask(tuple(rules), goals, model=True)

    def _ask(self, names: tuple[str, ...], goals: tuple[Term, ...], *, model: bool = False) -> Reply:
        if self.spent > self._most or self.unsettled >= MOST_OPEN:
            self.unsettled += 1
            return Reply(Answer.NOT_SETTLED)
        self._solver.push()
        try:
            self._solver.add(*goals)
            self.questions += 1
            result = self._check(names)
            self._count()
            if result == z3.sat:
                return Reply(Answer.YES, self._solver.model() if model else None)
            if result == z3.unsat:
                found = {str(each) for each in self._solver.unsat_core()}
                return Reply(Answer.NO, core=tuple(each for each in names if f"rule {each}" in found))
        finally:
            self._solver.pop()
        self.unsettled += 1
        return Reply(Answer.NOT_SETTLED)

    def _check(self, names: Sequence[str]) -> Term:
        """Check under these rules; z3's own `check` would look at each handle anew every time."""
        handles = (z3.Ast * len(names))(*(self._handles[each].as_ast() for each in names))
        answer = z3.Z3_solver_check_assumptions(self.context.ref(), self._solver.solver, len(names), handles)
        return z3.CheckSatResult(answer)

    def least_core(self, core: Sequence[str], *goals: Term) -> tuple[str, ...]:
        """Leave out of a core what is not needed, so that a person reads only what excludes each other."""
        kept = list(core)
        for each in core:
            without = [other for other in kept if other != each]
            if self.ask(without, *goals).no:
                kept = without
        return tuple(kept)

    def _count(self) -> None:
        told = self._solver.statistics()  # a list of pairs; what is wanted stands near its end
        for at in reversed(range(len(told))):
            name, value = told[at]
            if name == "rlimit count":
                self.spent = value
                return

    # terms, all of this context

    def flag(self, name: str) -> Term:
        return z3.Bool(name, self.context)

    def whole(self, name: str) -> Term:
        return z3.Int(name, self.context)

    def fresh(self, name: str) -> str:
        """Give a name that no other term has."""
        self._serial += 1
        return f"{name} {self._serial}"

    def truth(self, value: bool) -> Term:
        return z3.BoolVal(value, self.context)

    def number(self, value: int) -> Term:
        return z3.IntVal(value, self.context)

    def exact(self, value: object) -> Term:
        return z3.RealVal(str(value), self.context)

    def every(self, formulas: Iterable[Term]) -> Term:
        listed = list(formulas)
        return z3.And(*listed) if len(listed) > 1 else listed[0] if listed else self.truth(True)

    def some(self, formulas: Iterable[Term]) -> Term:
        listed = list(formulas)
        return z3.Or(*listed) if len(listed) > 1 else listed[0] if listed else self.truth(False)

    def length(self, text: Term) -> Term:
        """Give the number of characters of a text, which stands here by its number."""
        sort = z3.IntSort(self.context)
        return z3.Function("length", sort, sort)(text)
