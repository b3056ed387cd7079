"""Where an application stands: which fields are shown, and what holds, given the answers.

Fields are walked once in the order in which they are asked: a condition can only name what was asked before (the
compiler refuses a later name), so what is hidden is unanswered to all that follows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tongban.conditions import ALWAYS, UNKNOWN, Expression, evaluate, holds
from tongban.definitions.model import Definition, Field
from tongban.fields.types.number import NumberOptions
from tongban.forms.answers import Answers
from tongban.forms.asked import APPLICANT_KIND, Asked, form_of, type_of
from tongban.forms.tables import tables_due, take_tables

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Standing:
    """The effective answers (shown fields only, computed ones worked out) and the same as conditions read them."""

    answers: Answers
    values: Values
    shown: frozenset[str]
    sections: frozenset[str]

    def holds(self, condition: Expression) -> bool:
        return holds(condition, self.values)


def stand(definition: Definition, answers: Answers) -> Standing:
    """Walk the form with these answers."""
    kept: dict[str, object] = {}
    values: dict[str, object] = {}
    kind = sole_kind(definition, answers)
    if kind is not None:
        kept[APPLICANT_KIND] = values[APPLICANT_KIND] = kind
    shown, sections = set[str](), set[str]()
    due = tables_due(definition) if definition.tables else {}
    take_tables(due.get("", ()), values)
    for section, fields in form_of(definition).by_section:
        if there := holds(section.when, values):
            sections.add(section.id)
        for each in fields:
            field = each.field
            if there and (field.when is ALWAYS or holds(field.when, values)):
                shown.add(each.id)
                given = answers.get(each.id)
                if not each.is_simple:
                    _take(each, given, kept, values)
                elif given is not None:
                    kept[each.id] = values[each.id] = given
            if each.id in due:
                take_tables(due[each.id], values)
    return Standing(kept, values, frozenset(shown), frozenset(sections))


def sole_kind(definition: Definition, answers: Answers) -> str | None:
    """Give the applicant's kind: the answer where it is one that may apply, or the only one that there is."""
    if len(definition.applicants) == 1:
        return definition.applicants[0]
    kind = answers.get(APPLICANT_KIND)
    return kind if isinstance(kind, str) and kind in definition.applicants else None


def effective(definition: Definition, answers: Answers) -> Answers:
    """Give the answers that count: of shown fields only, with computed values."""
    return stand(definition, answers).answers


def condition_values(definition: Definition, answers: Answers) -> Values:
    """Give the answers that count as conditions read them: an address by its code, a signature by its name."""
    return stand(definition, answers).values


def _take(asked: Asked, given: object, kept: dict[str, object], values: dict[str, object]) -> None:
    field = asked.field
    value = computed_value(field, field.computed, values) if field.computed else given
    if value is None:
        return
    if field.columns and isinstance(value, tuple):
        value = tuple(shown_cells(field, row, values) for row in value if isinstance(row, Mapping))
    kept[asked.id] = value
    values[asked.id] = asked.type.condition_value(value, asked.options)


def shown_cells(table: Field, row: Mapping[str, object], values: Values) -> dict[str, object]:
    """Give the cells of a row that count: shown ones only, by the row's own conditions."""
    cells: dict[str, object] = {}
    known: dict[str, object] = {}
    for column in table.columns:
        if not holds(column.when, {**values, "row": known}):
            continue
        value = (
            computed_value(column, column.computed, {**values, "row": known}) if column.computed else row.get(column.id)
        )
        if value is not None:
            cells[column.id] = value
            known[column.id] = type_of(column).condition_value(value, column.options)
    return cells


def row_values(table: Field, row: Mapping[str, object], values: Values) -> Values:
    """Give the values that conditions of a row's cells read."""
    cells = shown_cells(table, row, values)
    known = {
        each.id: type_of(each).condition_value(cells[each.id], each.options)
        for each in table.columns
        if each.id in cells
    }
    return {**values, "row": known}


def computed_value(field: Field, expression: Expression, values: Values) -> object:
    """Work out a computed field, rounded half up to the decimals that its type keeps; None while unknown."""
    result = evaluate(expression, values)
    if result is UNKNOWN:
        return None
    if isinstance(result, bool) or not isinstance(result, int | Decimal):
        return result
    if field.type == "money":
        return Decimal(result).quantize(Decimal("0.01"), ROUND_HALF_UP)
    decimals = field.options.decimals if isinstance(field.options, NumberOptions) else 0
    rounded = Decimal(result).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return rounded if decimals else int(rounded)
