"""What a field may hold, as terms: its free value, what its type offers, and the bounds that its options set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

import z3

from tongban.assurance.prove.solver import Solver, Term
from tongban.assurance.prove.symbols import Parts, Picked, Rows, Single, Symbol, Truth, Vocabulary
from tongban.conditions.types import BOOL, DATE, INTEGER, NUMBER, TEXT, ChoiceOf, ListOf, RowOf, Type
from tongban.definitions.model import Field
from tongban.fields import FieldError, field_types
from tongban.fields.types.date import DateOptions
from tongban.fields.types.money import MoneyOptions
from tongban.fields.types.multi_choice import MultiChoiceOptions
from tongban.fields.types.number import NumberOptions
from tongban.fields.types.period import PeriodOptions
from tongban.fields.types.table import TableOptions
from tongban.fields.types.text import TextOptions

MOST_WHOLE = 10**18  # `fields.number_text.MOST_DIGITS`
LENGTHS = {"id_number": (18, 18), "uscc": (18, 18), "address": (6, 6), "phone": (10, 15), "email": (3, 254)}


@dataclass(frozen=True, slots=True)
class Domain:
    """The symbol of a field that is given, what always holds of it, and what its options ask."""

    symbol: Symbol
    offered: Term
    bounds: Term


class Domains:
    """Make the domains of fields; `today` is the day of the application."""

    def __init__(self, solver: Solver, vocabulary: Vocabulary, today: Term) -> None:
        self.solver, self.vocabulary, self.today = solver, vocabulary, today

    def of(self, name: str, field: Field, given: Term) -> Domain:
        """Make the domain of a field whose value is given where `given` holds."""
        kind = field_types[field.type].condition_type(field.options)
        symbol, offered = self._symbol(name, kind, field, given)
        return Domain(symbol, offered, self.bounds(field, symbol))

    def _symbol(self, name: str, kind: Type, field: Field, given: Term) -> tuple[Symbol, Term]:
        solver = self.solver
        if kind == BOOL:
            value = solver.flag(f"value {name}")
            offered = value if field.type == "declaration" else solver.truth(True)
            return Truth(z3.And(given, value), z3.And(given, z3.Not(value))), offered
        if isinstance(kind, ListOf):
            return self._list(name, kind, given)
        if isinstance(kind, RowOf):
            days = {each: solver.whole(f"value {name}.{each}") for each, _ in kind.columns}
            listed = list(days.values())
            ordered = [one <= other for one, other in pairwise(listed)]
            parts = {each: Single(given, day) for each, day in days.items()}
            return Parts(given, parts), solver.every([*ordered, *(self._is_day(day) for day in listed)])
        whole = solver.whole(f"value {name}")
        if kind == NUMBER:
            value = z3.ToReal(whole) / 10 ** decimals_of(field)
            return Single(given, value), z3.And(whole < MOST_WHOLE * 10**6, whole > -MOST_WHOLE * 10**6)
        return Single(given, whole), self._offered(kind, whole, field)

    def _list(self, name: str, kind: ListOf, given: Term) -> tuple[Symbol, Term]:
        solver = self.solver
        if not isinstance(kind.element, ChoiceOf):
            size = solver.whole(f"size {name}")
            return Rows(given, size), size >= 0
        has = {
            self.vocabulary.number(each): solver.flag(f"picked {name} {place}")
            for place, each in enumerate(kind.element.values)
        }
        size = z3.Sum([z3.If(each, solver.number(1), solver.number(0)) for each in has.values()])
        return Picked(given, has, size), solver.truth(True)

    def _offered(self, kind: Type, whole: Term, field: Field) -> Term:
        if kind == INTEGER:
            return z3.And(whole < MOST_WHOLE, whole > -MOST_WHOLE)
        if kind == DATE:
            return self._is_day(whole)
        if isinstance(kind, ChoiceOf):
            return self.solver.some(whole == self.vocabulary.number(each) for each in kind.values)
        assert kind == TEXT
        refused = [number for text, number in self.vocabulary.texts.items() if not can_be_typed(field, text)]
        return self.solver.every([whole >= 0, *(whole != number for number in refused)])

    def _is_day(self, day: Term) -> Term:
        return z3.And(day >= 1, day <= date.max.toordinal())

    def bounds(self, field: Field, symbol: Symbol) -> Term:  # noqa: PLR0911 -- a line each kind of options
        """Say what the field's options ask of its value."""
        match field.options, symbol:
            case NumberOptions() | MoneyOptions() as options, Single():
                return self._between(symbol.value, options.min, options.max)
            case DateOptions() as options, Single():
                return self.solver.every(self._days(symbol.value, symbol.value, options.min, options.max))
            case PeriodOptions() as options, Parts(parts={"begin": Single() as begin, "end": Single() as end}):
                rules = self._days(begin.value, end.value, options.min, options.max)
                rules += [end.value - begin.value + 1 <= options.max_days] if options.max_days else []
                return self.solver.every(rules)
            case MultiChoiceOptions() as options, Picked():
                return self._between(symbol.size, Decimal(options.min), _decimal(options.max))
            case TableOptions() as options, Rows():
                return self._between(symbol.size, Decimal(options.min_rows), Decimal(options.max_rows))
            case TextOptions() as options, Single():
                least = max(options.min_length, 1)
                return self._between(self.solver.length(symbol.value), Decimal(least), Decimal(options.max_length))
            case _, Single() if field.type in LENGTHS:
                least, most = LENGTHS[field.type]
                return self._between(self.solver.length(symbol.value), Decimal(least), Decimal(most))
        return self.solver.truth(True)

    def _between(self, value: Term, least: Decimal | None, most: Decimal | None) -> Term:
        exact = z3.ToReal(value) if value.is_int() else value
        rules = [exact >= self.solver.exact(format(least, "f"))] if least is not None else []
        rules += [exact <= self.solver.exact(format(most, "f"))] if most is not None else []
        return self.solver.every(rules)

    def _days(self, first: Term, last: Term, least: str | None, most: str | None) -> list[Term]:
        rules = [first >= self._bound(least)] if least else []
        return rules + ([last <= self._bound(most)] if most else [])

    def _bound(self, bound: str) -> Term:
        return self.today if bound == "today" else self.solver.number(date.fromisoformat(bound).toordinal())


def decimals_of(field: Field) -> int:
    """Give the decimals that a number's type keeps."""
    if field.type == "money":
        return 2
    return field.options.decimals if isinstance(field.options, NumberOptions) else 0


def can_be_typed(field: Field, text: str) -> bool:
    """Say whether a text field can hold this very text, as a condition reads it."""
    kind, options = field_types[field.type], field.options
    if field.type == "address":
        return text in options.codes  # type: ignore[attr-defined]
    if field.type in ("file", "signature"):
        return bool(text.strip())
    value = kind.parse({"": (text,)}, options)
    return value == text and not isinstance(kind.check(value, options), FieldError)


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)
