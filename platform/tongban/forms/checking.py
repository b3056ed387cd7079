"""Check a whole application: obligatory fields, values, cross-field checks, materials. The server alone decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from tongban.conditions import evaluate, holds
from tongban.definitions.model import Check, Definition, Field, Section
from tongban.fields import EMPTY, FieldError, Typed, blank, by_field, under
from tongban.forms.answers import Answers
from tongban.forms.asked import APPLICANT_KIND, all_sections, options_of, type_of
from tongban.forms.finding import Finding
from tongban.forms.materials import Supplied, material_findings
from tongban.forms.rows import shown_columns, table_options
from tongban.forms.standing import Standing, row_values, stand

_PICKED = frozenset({"choice", "multi_choice", "yes_no", "declaration"})


def check(
    definition: Definition,
    answers: Answers,
    materials: Iterable[Supplied | str] = (),
    today: date | None = None,
    *,
    typed: Typed = EMPTY,
) -> tuple[Finding, ...]:
    """Find all that is missing or wrong, at once (335 §18: told once, completely), in the order of the form.

    `typed` is what the draft holds as typed: a field whose text could not be read says so, rather than “missing”.
    """
    standing, sorted_texts = stand(definition, answers), by_field(typed)
    findings: list[Finding] = []
    for section in all_sections(definition):
        for field in section.fields:
            if field.id in standing.shown:
                findings += _field_findings(section, field, standing, _own(sorted_texts, field), today)
    findings += _applicant_findings(answers, standing, findings)
    findings += _check_findings(definition, standing)
    findings += material_findings(definition, standing, materials)
    return tuple(findings)


def _own(sorted_texts: Mapping[str, Typed], field: Field) -> Typed:
    own = sorted_texts.get(field.id.partition(".")[0])
    return under(own, field.id) if own else EMPTY


def _applicant_findings(answers: Answers, standing: Standing, found: list[Finding]) -> Iterator[Finding]:
    """Refuse a kind of applicant that this item is not for, even where the form does not ask."""
    given = answers.get(APPLICANT_KIND)
    if (
        given is not None
        and given != standing.answers.get(APPLICANT_KIND)
        and not any(each.code == "not_offered" and each.field == APPLICANT_KIND for each in found)
    ):
        yield Finding("not_offered", "您的申请人类型不能申请这一事项。", APPLICANT_KIND, label="申请人类型")


def _field_findings(
    section: Section, field: Field, standing: Standing, texts: Typed, today: date | None
) -> list[Finding]:
    value = standing.answers.get(field.id)
    if value is None:
        errors = _absent(field, standing, texts)
    else:
        wrong = _unreadable(field, texts) or type_of(field).check(value, options_of(field), today)
        errors = [*(wrong.each() if wrong else ()), *_absent_cells(field, value, standing)]
    return [Finding(each.code, each.message, field.id, each.part, field.label, section.id) for each in errors]


def _absent(field: Field, standing: Standing, texts: Typed) -> list[FieldError]:
    wrong = _unreadable(field, texts)
    if wrong is not None:
        return list(wrong.each())
    if field.computed is None and standing.holds(field.required):
        return [FieldError("missing", missing_message(field))]
    return []


def _unreadable(field: Field, texts: Typed) -> FieldError | None:
    """Say why what was typed could not be read. Tables are judged by their cells when they are posted."""
    if blank(texts) or field.computed is not None or field.columns:
        return None
    value = type_of(field).parse(texts, options_of(field))
    return value if isinstance(value, FieldError) else None


def _absent_cells(field: Field, value: object, standing: Standing) -> Iterator[FieldError]:
    rows = value if field.columns and isinstance(value, tuple) else ()
    called = table_options(field).called if rows else str
    for number, row in enumerate(rows):
        assert isinstance(row, Mapping)
        known = row_values(field, row, standing.values)
        shown = shown_columns(field, row, standing.values)
        for column in field.columns:
            absent = column.id in shown and column.computed is None and row.get(column.id) is None
            if absent and holds(column.required, known):
                yield FieldError("missing", f"{called(number + 1)}：{missing_message(column)}", f"{number}.{column.id}")


def missing_message(field: Field) -> str:
    """Say what is to be done about an obligatory field that is empty."""
    if field.type in _PICKED:
        return "请勾选声明。" if field.type == "declaration" else f"请选择“{field.label}”。"
    if field.type == "file":
        return f"请上传“{field.label}”。"
    return f"请填写“{field.label}”。"


def _check_findings(definition: Definition, standing: Standing) -> Iterator[Finding]:
    """Judge the cross-field checks; an unanswered value is told as missing instead."""
    places = {field.id: (section.id, field.label) for section in all_sections(definition) for field in section.fields}
    for each in definition.checks:
        if each.each is not None:
            yield from _row_findings(definition, each, standing)
        elif standing.holds(each.when) and evaluate(each.holds, standing.values) is False:
            section, label = places.get(each.at or "", ("", ""))
            yield Finding(f"check:{each.id}", each.message, each.at or "", label=label, section=section)


def _row_findings(definition: Definition, check: Check, standing: Standing) -> Iterator[Finding]:
    """Hold a check against each row of its table; what is wrong stands at the cell."""
    section, table = next(
        (section, field) for section in definition.sections for field in section.fields if field.id == check.each
    )
    called = table_options(table).called
    rows = standing.answers.get(table.id, ())
    for number, row in enumerate(rows if isinstance(rows, tuple) else ()):
        known = row_values(table, row, standing.values)
        if holds(check.when, known) and evaluate(check.holds, known) is False:
            part = f"{number}.{check.at or table.columns[0].id}"
            message = f"{called(number + 1)}：{check.message}"
            yield Finding(f"check:{check.id}", message, table.id, part, table.label, section.id)
