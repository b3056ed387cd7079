"""What a witness should look like where the rules leave it open: like the field's own example, and short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

import z3

from tongban.assurance.prove.applicant import SymbolicApplicant
from tongban.assurance.prove.samples import sample
from tongban.assurance.prove.solver import Reply, Term
from tongban.assurance.prove.symbols import Rows, Single
from tongban.conditions.types import DATE, NUMBER, TEXT
from tongban.definitions.model import Field
from tongban.fields import field_types
from tongban.fields.types.table import TableOptions
from tongban.forms import all_fields

MOST_TRIES = 12


class Preferences:
    """Wishes as rules that are dropped where they stand in the way."""

    def __init__(self, applicant: SymbolicApplicant, today: date) -> None:
        self._applicant, self._today = applicant, today
        self._wishes = tuple(applicant.solver.rule(f"wish {name}", wish) for name, wish in self._wished())

    def ask(self, rules: tuple[str, ...], *goals: Term, also: Iterable[str] = ()) -> Reply:
        """Ask for the pleasantest applicant that a few tries find; the last try has no wishes left.

        `also` names further wishes, which go first where they stand in the way.
        """
        wishes = [*self._wishes, *also]
        for _ in range(MOST_TRIES):
            reply = self._applicant.solver.show((*rules, *wishes), *goals)
            unwelcome = {each for each in reply.core if each.startswith("wish ")}
            if reply.yes or (reply.no and not unwelcome):
                return reply
            if not unwelcome:
                break  # not settled with wishes; perhaps without
            wishes = [each for each in wishes if each not in unwelcome]
        return self._applicant.solver.show(rules, *goals)

    def _wished(self) -> Iterator[tuple[str, Term]]:
        yield "today", self._applicant.today == self._today.toordinal()
        for field in all_fields(self._applicant.definition):
            yield from self._of_field(field.id, field)
            for column in field.columns:
                yield from self._of_field(f"{field.id}.{column.id}", column)

    def _of_field(self, name: str, field: Field) -> Iterator[tuple[str, Term]]:
        symbol, solver = self._applicant.domains[name].symbol, self._applicant.solver
        if isinstance(symbol, Rows) and isinstance(field.options, TableOptions):
            yield name, symbol.size == max(field.options.min_rows, 1)
        if not isinstance(symbol, Single) or field.computed is not None or z3.is_int_value(symbol.value):
            return
        kind, liked = field_types[field.type].condition_type(field.options), sample(field, self._today)
        if kind == DATE and isinstance(liked, str):
            yield name, symbol.value == date.fromisoformat(liked).toordinal()
        elif kind == TEXT:
            yield name, symbol.value >= len(self._applicant.vocabulary)
            if isinstance(liked, str) and field.type == "text":
                yield f"{name} length", solver.length(symbol.value) == len(liked)
        elif isinstance(liked, int | Decimal):
            yield name, symbol.value == (solver.exact(format(Decimal(liked), "f")) if kind == NUMBER else int(liked))
