"""The form as a page shows it: what is shown, obligatory and wrong, and what the browser needs to know."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from tongban.conditions import ALWAYS, NEVER, holds
from tongban.definitions.model import Definition, Field, Section
from tongban.fields import CHINESE, EMPTY, Slot, SlotError, Typed, Words, under
from tongban.fields.types.table import NEW_ROW
from tongban.forms.answers import Answers
from tongban.forms.asked import all_sections, options_of, type_of
from tongban.forms.autofill import AUTOFILL
from tongban.forms.browser import attribute, condition_json, values_json
from tongban.forms.finding import Finding
from tongban.forms.rows import TypedRows, cells_of, table_options
from tongban.forms.standing import Standing, Values, row_values, stand
from tongban.forms.tables import tables_json


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field, ready to be put on a page. `html` holds label, help, example, error and control."""

    id: str
    html_id: str
    label: str
    type: str
    shown: bool
    required: bool
    readonly: bool
    when: str  # JSON of its condition; empty: always
    html: Markup
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section. `attributes` go on the element around it: id, `data-section`, `data-when`, `hidden`."""

    id: str
    title: str
    help: str
    shown: bool
    when: str
    fields: tuple[FieldView, ...]
    attributes: Markup

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for field in self.fields for finding in field.findings)


@dataclass(frozen=True, slots=True)
class FormView:
    """The form, or one section of it. `attributes` go on `<form>`: `data-form`, and the answers of other pages."""

    sections: tuple[SectionView, ...]
    outline: tuple[tuple[str, str], ...]  # id and title of every section that is shown, on this page or not
    findings: tuple[Finding, ...]
    attributes: Markup

    def field(self, field_id: str) -> FieldView:
        """Find a field on this page."""
        return next(each for section in self.sections for each in section.fields if each.id == field_id)


def form_view(
    definition: Definition,
    answers: Answers,
    typed: Typed = EMPTY,
    findings: Sequence[Finding] = (),
    *,
    section: str | None = None,
    settled: Collection[str] = (),
    words: Words = CHINESE,
    standing: Standing | None = None,
) -> FormView:
    """Show the form, or one section, with what was typed and what is wrong. `settled` ids are shown but not asked.

    `standing` is where these answers stand, if known already. `words` is what controls say of themselves, in the
    reader's language; the definition speaks for itself.
    """
    standing = standing or stand(definition, answers)
    every = all_sections(definition)
    page = [each for each in every if section in (None, each.id)]
    views = tuple(_section(each, standing, typed, findings, settled, words) for each in page)
    outline = tuple((each.id, each.title) for each in every if each.id in standing.sections)
    return FormView(views, outline, tuple(findings), _of_form(definition, standing))


def _of_form(definition: Definition, standing: Standing) -> Markup:
    tables = tables_json(definition.tables)
    told = attribute("data-tables", tables) if tables else Markup()
    return attribute("data-form", "") + values_json(standing.values) + told


def _section(
    section: Section,
    standing: Standing,
    typed: Typed,
    findings: Sequence[Finding],
    settled: Collection[str],
    words: Words,
) -> SectionView:
    shown, when = section.id in standing.sections, condition_json(section.when, ALWAYS)
    marks = [attribute("id", f"s-{section.id}"), attribute("data-section", section.id)]
    marks += [attribute("data-when", when)] if when else []
    marks += [] if shown else [Markup(" hidden")]
    fields = tuple(_field(each, standing, typed, findings, settled, words) for each in section.fields)
    return SectionView(section.id, section.title, section.help, shown, when, fields, Markup("").join(marks))


def _field(
    field: Field,
    standing: Standing,
    typed: Typed,
    findings: Sequence[Finding],
    settled: Collection[str],
    words: Words,
) -> FieldView:
    own = tuple(each for each in findings if each.field == field.id)
    slot = _slot(field, standing, typed, own, settled, words)
    html = type_of(field).render(slot, options_of(field))
    when = condition_json(field.when, ALWAYS)
    return FieldView(
        field.id, slot.id, field.label, field.type, slot.shown, slot.required, slot.readonly, when, html, own
    )


def _slot(
    field: Field,
    standing: Standing,
    typed: Typed,
    own: Sequence[Finding],
    settled: Collection[str],
    words: Words,
) -> Slot:
    readonly = field.computed is not None or field.id in settled or standing.holds(field.readonly)
    texts = _texts(field, standing, typed)
    slot = Slot(
        name=field.id,
        label=field.label,
        help=field.help,
        example=field.example,
        typed=texts,
        errors=tuple(SlotError(each.part, each.message) for each in own if not _of_cell(field, each)),
        shown=field.id in standing.shown,
        required=standing.holds(field.required),
        readonly=readonly,
        when=condition_json(field.when, ALWAYS),
        required_when=condition_json(field.required, ALWAYS, NEVER),
        computed=condition_json(field.computed) if field.computed else "",
        autocomplete=AUTOFILL.get(field.element or "", ""),
        words=words,
    )
    return _with_rows(field, slot, standing, own) if field.columns else slot


def _of_cell(field: Field, finding: Finding) -> bool:
    return bool(field.columns) and finding.part[:1].isdigit()


def _texts(field: Field, standing: Standing, typed: Typed) -> Typed:
    """Give what was typed; where nothing was, what the answer would be typed as."""
    texts = under(typed, field.id)
    value = standing.answers.get(field.id)
    if (texts and field.computed is None) or value is None:
        return texts
    posted: Typed = type_of(field).typed(value, options_of(field))
    return posted


def _with_rows(field: Field, slot: Slot, standing: Standing, own: Sequence[Finding]) -> Slot:
    rows = TypedRows.of(slot.typed, least=max(table_options(field).min_rows, 1)).rows
    cells = tuple(
        tuple(_cell(field, column, slot, str(number), texts, standing.values, own) for column in field.columns)
        for number, texts in enumerate(rows)
    )
    new = tuple(_cell(field, column, slot, NEW_ROW, EMPTY, standing.values, own) for column in field.columns)
    return replace(slot, rows=cells, new_row=new)


def _cell(
    table: Field, column: Field, slot: Slot, number: str, texts: Typed, values: Values, own: Sequence[Finding]
) -> Slot:
    known = row_values(table, cells_of(table, texts), values)
    place = f"{number}.{column.id}"
    errors = [each for each in own if each.part == place or each.part.startswith(f"{place}.")]
    return Slot(
        name=f"{slot.name}.{place}",
        label=column.label,
        help=column.help,
        example=column.example,
        typed=under(texts, column.id),
        errors=tuple(SlotError(each.part[len(place) + 1 :], each.message) for each in errors),
        shown=slot.shown and holds(column.when, known),
        required=holds(column.required, known),
        readonly=slot.readonly or column.computed is not None or holds(column.readonly, known),
        when=condition_json(column.when, ALWAYS),
        required_when=condition_json(column.required, ALWAYS, NEVER),
        computed=condition_json(column.computed) if column.computed else "",
    )
