"""The repository's own items hold, and the solver stands where the form engine stands on answers made up at will."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

import pytest
import z3
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban import forms
from tongban.assurance.prove.applicant import SymbolicApplicant
from tongban.assurance.prove.house import prove_workspace
from tongban.assurance.prove.rules import Kind
from tongban.assurance.prove.solver import Reply
from tongban.assurance.prove.symbols import Parts, Picked, Rows, Single, Symbol, Truth
from tongban.calendars import calendar_from_texts
from tongban.conditions.types import DATE, NUMBER, ChoiceOf
from tongban.definitions import Definition, FolderSources, compile_resolved, load_workspace
from tongban.definitions.model import Field
from tongban.fields import field_types
from tongban.fields.types.choice import ChoiceOptions
from tongban.fields.types.multi_choice import MultiChoiceOptions
from tongban.forms import APPLICANT_KIND, all_fields
from tongban.settings import REPOSITORY

SOURCES = FolderSources(REPOSITORY)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
WORKSPACE = load_workspace(SOURCES)


@cache
def calendar(name: str):
    folder = "item_defs/_shared/calendars/"
    return calendar_from_texts({path: SOURCES.read(path) for path in SOURCES.paths() if path.startswith(folder)}, name)


@pytest.mark.row("C6")
@pytest.mark.parametrize("item", sorted(each for each in WORKSPACE.items if WORKSPACE.claimants(each)))
def test_every_item_of_the_house_holds_at_every_claimant(item):
    found = prove_workspace(WORKSPACE, lambda tenant: calendar(WORKSPACE.tenants[tenant].calendar), only=[item])
    assert [str(finding) for each in found for finding in each.proof.findings] == []


@cache
def definition_of(item: str) -> Definition:
    return compile_resolved(WORKSPACE.resolve(item, WORKSPACE.claimants(item)[0]).data)


def answers_of(definition: Definition) -> st.SearchStrategy[dict[str, object]]:
    """Make answers for what conditions look at; some are left out."""
    made = {field.id: strategy for field in all_fields(definition) if (strategy := _answer_of(field)) is not None}
    return st.fixed_dictionaries({}, optional=made)


def _answer_of(field: Field) -> st.SearchStrategy[object] | None:
    match field.options:
        case ChoiceOptions(choices=choices):
            return st.sampled_from([each.value for each in choices])
        case MultiChoiceOptions(choices=choices):
            values = [each.value for each in choices]
            some = st.lists(st.sampled_from(values), min_size=1, unique=True)
            return some.map(lambda picked: tuple(each for each in values if each in picked))
    plain = {"yes_no": st.booleans(), "number": st.integers(0, 2000), "date": st.dates(*YEAR)}
    return plain.get(field.type)


class Stood:
    """The solver's applicant, held to given answers."""

    def __init__(self, definition: Definition) -> None:
        self.applicant = SymbolicApplicant(definition, YEAR)
        defining = (Kind.REQUIRED, Kind.BOUNDS, Kind.CHECK)
        self.rules = self.applicant.all_rules(*defining)

    def shown(self, answers: Mapping[str, object], standing: forms.Standing) -> frozenset[str]:
        """Say what the solver shows, given exactly the answers that count."""
        asked = [each for each in all_fields(self.applicant.definition) if each.computed is None]
        goals = [self.pinned(each, standing.answers.get(each.id)) for each in asked]
        reply = self.applicant.solver.show(self.rules, *goals)
        assert reply.yes, answers
        terms = {each.id: self.applicant.shown[each.id] for each in all_fields(self.applicant.definition)}
        return frozenset(name for name, term in terms.items() if self.holds(reply, term))

    def holds(self, reply: Reply, term: object) -> bool:
        return z3.is_true(reply.model.eval(term, model_completion=True))

    def pinned(self, field: Field, value: object) -> object:
        given = self.applicant.given[field.id]
        if value is None:
            return z3.Not(given)
        return z3.And(given, self.is_answered(self.applicant.domains[field.id].symbol, field, value))

    def is_answered(self, symbol: Symbol, field: Field, value: object) -> object:
        solver = self.applicant.solver
        kind = field_types[field.type].condition_type(field.options)
        match symbol:
            case Truth():
                return symbol.holds if value else symbol.fails
            case Picked():
                numbers = {self.applicant.vocabulary.number(str(each)) for each in value}  # type: ignore[attr-defined]
                return solver.every(has == solver.truth(number in numbers) for number, has in symbol.has.items())
            case Single() if z3.is_int_value(symbol.value):
                return solver.truth(True)
            case Single() if isinstance(kind, ChoiceOf):
                return symbol.value == self.applicant.vocabulary.number(str(value))
            case Single() if kind == DATE:
                return symbol.value == value.toordinal()  # type: ignore[attr-defined]
            case Single():
                return symbol.value == (solver.exact(str(value)) if kind == NUMBER else int(str(value)))
            case Rows() | Parts():
                return solver.truth(True)
        raise AssertionError(symbol)


@pytest.mark.parametrize("item", ["occupy-road", "unemployment", "food-permit", "birth-service", "water-permit"])
def test_the_solver_shows_what_the_form_shows(item):
    definition = definition_of(item)
    stood = Stood(definition)

    @settings(max_examples=60, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(answers_of(definition), st.sampled_from(definition.applicants))
    def same(answers: dict[str, object], kind: str) -> None:
        standing = forms.stand(definition, {**answers, APPLICANT_KIND: kind})
        assert stood.shown(answers, standing) == standing.shown

    same()
