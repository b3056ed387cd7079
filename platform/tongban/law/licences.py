"""What a granted case yields: the licence of its result, its fields filled from the application (335 §30)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongban.conditions import holds
from tongban.definitions.model import Definition, Field, LicenceField, LicenceType, Outcome
from tongban.forms import all_sections, load, options_of
from tongban.forms.asked import type_of
from tongban.law import applicable
from tongban.law.case import Case
from tongban.law.notice_values import in_chinese
from tongban.law.validity import last_day

WITHOUT_END = "长期有效"
EMPTY = "无"


@dataclass(frozen=True, slots=True)
class LicenceText:
    """One field of a licence as it is printed; `value` is its JSON form where a form may be filled from it."""

    id: str
    label: str
    text: str
    element: str = ""
    value: Any = None
    given: str = ""  # what the platform itself gave


@dataclass(frozen=True, slots=True)
class Yield:
    """A licence that a grant yields, before it has its number."""

    type: LicenceType
    outcome: Outcome
    holder_name: str
    holder_kind: str
    valid_until: date | None
    texts: tuple[LicenceText, ...]  # without what is given at issuing


@dataclass(frozen=True, slots=True)
class ToEnter:
    """A field of a licence that the deciding officer enters, and the field type of what is entered."""

    field: LicenceField
    type: str
    optional: bool


def to_enter(case: Case, definition: Definition) -> Iterator[ToEnter]:
    """Yield what a grant of this case would have to add to its licence: what neither answers nor platform know."""
    values = applicable.values_of(case, definition)
    for outcome in definition.results:
        if outcome.licence_type is not None and outcome.entered and holds(outcome.when, values):
            fields = {each.id: each for each in outcome.licence_type.fields}
            for each in outcome.entered:
                if each.field in fields:
                    yield ToEnter(fields[each.field], each.type, each.optional)


#: stands for what the decision enters where a decision is only tried or played; by field type, plainly made up
_MADE_UP = {"id_number": "500000199001010016", "text": "演示", "date": "2026-01-01"}


def made_up_entries(case: Case, definition: Definition) -> dict[str, str]:
    """Give entries with which a grant of this case can be tried, on paper only."""
    return {each.field.id: _MADE_UP[each.type] for each in to_enter(case, definition)}


def yields(case: Case, definition: Definition, day: date) -> Iterator[Yield]:
    """Yield each licence that the results of a granted case name, as granted on `day`."""
    values = applicable.values_of(case, definition)
    for outcome in definition.results:
        if outcome.licence_type is not None and outcome.licence_type.numbering and holds(outcome.when, values):
            texts = tuple(_texts(outcome, outcome.licence_type, case, definition))
            kind, name = _holder(outcome.licence_type, case, texts)
            until = last_day(day, outcome.valid) if outcome.valid else None
            yield Yield(outcome.licence_type, outcome, name, kind, until, texts)


def _texts(outcome: Outcome, kind: LicenceType, case: Case, definition: Definition) -> Iterator[LicenceText]:
    fields = {each.id: each for section in all_sections(definition) for each in section.fields}
    answers, fill = load(definition, case.answers), dict(outcome.fill)
    entered = case.decision.entered if case.decision else {}
    for each in kind.fields:
        if each.id in entered:
            yield LicenceText(each.id, each.label, str(entered[each.id]), each.element, entered[each.id])
        elif not each.given:
            found = next((name for name in fill.get(each.id, ()) if answers.get(name) is not None), "")
            yield (
                _answered(each, fields[found], answers[found], case)
                if found
                else LicenceText(each.id, each.label, EMPTY)
            )


def _answered(field: LicenceField, asked: Field, value: Any, case: Case) -> LicenceText:
    told = type_of(asked).format(value, options_of(asked)) or EMPTY
    return LicenceText(field.id, field.label, told, field.element, case.answers.get(asked.id))


def _holder(kind: LicenceType, case: Case, texts: tuple[LicenceText, ...]) -> tuple[str, str]:
    """Tell whose licence it is: the applicant's; or the body's that the applicant sets up, which has no account yet."""
    applicant = case.applicant
    if applicant.kind in kind.holders:
        return applicant.kind, applicant.name
    named = next((each.text for each in texts if each.element.endswith(".name")), applicant.name)
    return kind.holders[0], named


def complete(made: Yield, *, number: str, issuer: str, issued_on: date) -> tuple[LicenceText, ...]:
    """Give all fields of a licence in the order of its type, with what is given at issuing."""
    given = {
        "holder": made.holder_name,
        "number": number,
        "issuer": issuer,
        "issued_on": in_chinese(issued_on),
        "valid_until": until_told(made.valid_until, made.outcome.validity_note),
    }
    filled = {each.id: each for each in made.texts}
    return tuple(_given(each, given[each.given]) if each.given else filled[each.id] for each in made.type.fields)


#: elements that a given text fills as it is; a sample number is no official code, so numbers fill nothing
_TEXTS = frozenset({"person.name", "enterprise.name"})


def _given(field: LicenceField, text: str) -> LicenceText:
    value = text if field.element in _TEXTS else None
    return LicenceText(field.id, field.label, text, field.element if value else "", value, field.given)


def until_told(until: date | None, note: str = "") -> str:
    """Say how long a licence holds."""
    return in_chinese(until) if until else (note or WITHOUT_END)
