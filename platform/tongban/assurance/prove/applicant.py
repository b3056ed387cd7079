"""An applicant as the solver sees one: free answers, and every rule of the form as a rule that can be named.

The walk is the form engine's own (`forms.standing`): fields in the order in which they are asked, what is hidden is
unanswered to all that follows, computed values and decision tables are what they are defined to be. A table has one
row that stands for all: conditions outside see only how many there are, so any one row may stand in the others' place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import z3

from tongban.assurance.prove.computed import defined
from tongban.assurance.prove.domain import Domain, Domains
from tongban.assurance.prove.rules import Kind, Rule, expressions, literals_of
from tongban.assurance.prove.solver import Solver, Term
from tongban.assurance.prove.symbols import Parts, Rows, Single, Symbol, Truth, Vocabulary
from tongban.assurance.prove.z3_form import Translation, unanswered, within
from tongban.conditions import ALWAYS, Expression
from tongban.conditions.types import NUMBER, ChoiceOf
from tongban.definitions.model import Check, DecisionTable, Definition, Field, Section
from tongban.fields import field_types
from tongban.forms import APPLICANT_KIND, all_sections

Names = Mapping[str, Symbol]


@dataclass(frozen=True, slots=True)
class TableOf:
    """A decision table's rows as terms: when each holds, and when any could be asked for."""

    table: DecisionTable
    hits: tuple[Term, ...]
    asked: Term  # its own condition holds and all its inputs are known


class SymbolicApplicant:
    """All answers that an applicant could give, and the rules under which they count."""

    def __init__(self, definition: Definition, days: tuple[date, date]) -> None:
        self.definition, self.solver, self.vocabulary = definition, Solver(len(definition.fields)), Vocabulary()
        self.translation = Translation(self.solver, self.vocabulary)
        self.today = self.solver.whole("today")
        self.solver.fact(self.today >= days[0].toordinal(), self.today <= days[1].toordinal())
        self.names: dict[str, Symbol] = {}
        self.given: dict[str, Term] = {}
        self.shown: dict[str, Term] = {}
        self.domains: dict[str, Domain] = {}
        self.rows: dict[str, dict[str, Symbol]] = {}
        self.rules: dict[str, Rule] = {}
        self.tables: dict[str, TableOf] = {}
        self._mentioned = frozenset(name for each in expressions(definition) for name in each.names())
        self._build()

    def _build(self) -> None:
        for text in literals_of(self.definition):
            self.vocabulary.number(text)
        for text, number in self.vocabulary.texts.items():
            self.solver.fact(self.solver.length(self.solver.number(number)) == len(text))
        self._domains = Domains(self.solver, self.vocabulary, self.today)
        if len(self.definition.applicants) == 1:
            sole = self.vocabulary.number(self.definition.applicants[0])
            self.names[APPLICANT_KIND] = Single(self.solver.truth(True), self.solver.number(sole))
        for section in all_sections(self.definition):
            self._section(section)
        self._decide(everything=True)
        for check in self.definition.checks:
            self._check(check)
        if self.translation.products:
            self.solver.be_brief()

    # what can be asked of the solver

    def holds(self, condition: Expression, names: Names | None = None) -> Term:
        """Say when a condition holds."""
        return self.translation.truth(condition.tree, self.names if names is None else names).holds

    def fails(self, condition: Expression, names: Names | None = None) -> Term:
        """Say when a condition is known not to hold."""
        return self.translation.truth(condition.tree, self.names if names is None else names).fails

    def row_names(self, table: str) -> Names:
        """Give the names as a row of the table sees them."""
        rows = self.names[table]
        assert isinstance(rows, Rows)
        return {**self.names, "row": Parts(z3.And(rows.known, rows.size >= 1), self.rows[table])}

    def all_rules(self, *without: Kind) -> tuple[str, ...]:
        """Name the rules, but those of some kinds; without any left out, they make a valid application."""
        return tuple(name for name, rule in self.rules.items() if rule.kind not in without)

    # the walk

    def _section(self, section: Section) -> None:
        self._decide()
        shown = self.solver.truth(True)
        if section.when != ALWAYS:
            shown = self.solver.flag(f"shown section {section.id}")
            self._rule(Kind.SECTION, section.id, shown == self.holds(section.when), section.when, section.title)
        self.shown[f"section:{section.id}"] = shown
        for field in section.fields:
            self._decide()
            self._field(field, shown)

    def _field(self, field: Field, around: Term) -> None:
        shown = self._shown(field.id, field, around, self.names)
        self.names[field.id] = self._answer(field.id, field, shown, self.names)
        if field.columns:
            self.rows[field.id] = {}
            names = dict(self.row_names(field.id))
            row = names["row"]
            assert isinstance(row, Parts)
            for column in field.columns:
                place = f"{field.id}.{column.id}"
                seen = self._shown(place, column, row.known, names)
                self.rows[field.id][column.id] = self._answer(place, column, seen, names)

    def _shown(self, name: str, field: Field, around: Term, names: Names) -> Term:
        shown = around
        if field.when != ALWAYS:
            shown = self.solver.flag(f"shown {name}")
            formula = shown == z3.And(around, self.holds(field.when, names))
            self._rule(Kind.WHEN, name, formula, field.when, field.label)
        self.shown[name] = shown
        return shown

    def _answer(self, name: str, field: Field, shown: Term, names: Names) -> Symbol:
        given = self.solver.flag(f"given {name}")
        self.given[name] = given
        domain = self._domain(name, field, given)
        self.domains[name] = domain
        if field.computed is None:
            self.solver.fact(z3.Implies(given, shown))
            obliged = z3.And(shown, self.holds(field.required, names))
            self._rule(Kind.REQUIRED, name, z3.Implies(obliged, given), field.required, field.label)
        else:
            formula = defined(self.translation, field, domain.symbol, shown, names)
            self._rule(Kind.COMPUTED, name, formula, field.computed, field.label)
        self.solver.fact(z3.Implies(given, domain.offered))
        if not z3.is_true(domain.bounds):
            self._rule(Kind.BOUNDS, name, z3.Implies(given, domain.bounds), ALWAYS, field.label)
        return domain.symbol

    def _domain(self, name: str, field: Field, given: Term) -> Domain:
        """Give a value only to what is named somewhere, or offers values that somebody should be able to choose."""
        kind = field_types[field.type].condition_type(field.options)
        matters = isinstance(kind, ChoiceOf) or field.type in ("yes_no", "multi_choice", "table", "declaration")
        last = f"row.{field.id}" if "." in name and name != APPLICANT_KIND else name
        if matters or field.computed is not None or last in self._mentioned:
            return self._domains.of(name, field, given)
        free = self.solver.truth(True)
        return Domain(within(self.solver, given, unanswered(self.solver, kind)), free, free)

    def _check(self, check: Check) -> None:
        names = self.row_names(check.each) if check.each else self.names
        there = names["row"].known if check.each else self.solver.truth(True)  # type: ignore[union-attr]
        applies = z3.And(there, self.holds(check.when, names))
        formula = z3.Implies(applies, z3.Not(self.fails(check.holds, names)))
        self._rule(Kind.CHECK, check.id, formula, check.holds, check.message)

    def applies(self, check: Check) -> Term:
        """Say when a check is held against answers that are all there."""
        names = self.row_names(check.each) if check.each else self.names
        result = self.translation.truth(check.holds.tree, names)
        there = names["row"].known if check.each else self.solver.truth(True)  # type: ignore[union-attr]
        return z3.And(there, self.holds(check.when, names), z3.Or(result.holds, result.fails))

    def failing(self, check: Check) -> Term:
        """Say when a check refuses."""
        names = self.row_names(check.each) if check.each else self.names
        return z3.And(self.applies(check), self.fails(check.holds, names))

    def _decide(self, *, everything: bool = False) -> None:
        """Lay down the decision tables whose inputs have been asked by now."""
        for table in self.definition.tables:
            if table.id not in self.tables and (everything or self._ready(table)):
                self._table(table)

    def _ready(self, table: DecisionTable) -> bool:
        wanted = frozenset(table.over) | table.when.names()
        return all(name in self.names for name in wanted)

    def _table(self, table: DecisionTable) -> None:
        hits = tuple(self.holds(row.when) for row in table.rows)
        stands = self.holds(table.when)
        symbol, formula = self._decision(table, hits, stands)
        self.names[table.id] = symbol
        known = [_known(self.names[each]) for each in table.over if each in self.names]
        self.tables[table.id] = TableOf(table, hits, z3.And(stands, *known))
        self._rule(Kind.TABLE, table.id, formula, table.when, table.title)

    def _decision(self, table: DecisionTable, hits: tuple[Term, ...], stands: Term) -> tuple[Symbol, Term]:
        """Define a table's value as `forms.tables.decide` does: the first row that holds, else `otherwise`."""
        none = self.solver.every(self.fails(row.when) for row in table.rows)
        rest = (none,) if table.otherwise is not None else ()
        known = z3.And(stands, self.solver.some((*hits, *rest)))
        name = f"value {table.id}"
        value = z3.Real(name, self.solver.context) if table.type == NUMBER else self.solver.whole(name)
        given = (*(row.gives for row in table.rows), *((table.otherwise,) if rest else ()))
        rules: list[Term] = []
        before: list[Term] = []
        for hit, gives in zip((*hits, *rest), given, strict=True):
            here = z3.And(hit, *(z3.Not(each) for each in before)) if before else hit
            rules.append(z3.Implies(here, value == self._given(gives)))
            before.append(hit)
        return Single(known, value), self.solver.every(rules)

    def _given(self, value: object) -> Term:
        if isinstance(value, str):
            return self.solver.number(self.vocabulary.number(value))
        return self.solver.number(value) if isinstance(value, int) else self.solver.exact(value)

    def _rule(self, kind: Kind, name: str, formula: Term, condition: Expression, said: str) -> None:
        rule = Rule(kind, name, condition, said)
        self.solver.rule(rule.key, formula)
        self.rules[rule.key] = rule


def _known(symbol: Symbol) -> Term:
    if isinstance(symbol, Truth):
        return z3.Or(symbol.holds, symbol.fails)
    return symbol.known  # type: ignore[union-attr]
