"""Everything that an application asks: who applies, the guided questions, the fields; all as fields, in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from tongban.conditions import Words
from tongban.definitions.model import Definition, Field, Question, Section
from tongban.definitions.scope import APPLICANT_KIND, APPLICANT_LABELS
from tongban.fields import AnyFieldType, FieldType, field_types
from tongban.fields.columns import Column
from tongban.fields.options import Offer
from tongban.fields.types.choice import ChoiceOptions
from tongban.fields.types.multi_choice import MultiChoiceOptions
from tongban.fields.types.number import NumberOptions
from tongban.fields.types.table import TableOptions

SITUATION = "situation"  # the section that holds the guided questions

__all__ = [
    "APPLICANT_KIND",
    "SITUATION",
    "Asked",
    "all_fields",
    "all_sections",
    "columns_of",
    "form_of",
    "options_of",
    "type_of",
    "words_of",
]


_MOST = 256  # definitions whose fields are kept


PlainKind = type[object] | None  # the type of a value that is its own JSON form, where there is one


class Asked(NamedTuple):
    """A field with what every look at a form needs of it. `word` is the first of its id: texts are sorted by it."""

    section: Section
    field: Field
    id: str
    word: str
    type: AnyFieldType
    options: object
    plain: PlainKind
    is_simple: bool  # a value is taken and read by conditions as it is: no rows, nothing worked out


class Form(NamedTuple):
    """All that a definition asks. It is put together once for a definition, as forms are walked several times over."""

    definition: Definition
    sections: tuple[Section, ...]
    fields: tuple[Field, ...]
    asked: tuple[Asked, ...]
    computed: frozenset[str]
    by_section: tuple[tuple[Section, tuple[Asked, ...]], ...]


_forms: dict[int, Form] = {}


def form_of(definition: Definition) -> Form:
    kept = _forms.get(id(definition))
    if kept is not None and kept.definition is definition:
        return kept
    if len(_forms) >= _MOST:
        _forms.clear()
    sections = _put_together(definition)
    by_section = tuple((section, tuple(_asked(section, each) for each in section.fields)) for section in sections)
    asked = tuple(each for _, fields in by_section for each in fields)
    computed = frozenset(each.id for each in asked if each.field.computed)
    made = Form(definition, sections, tuple(each.field for each in asked), asked, computed, by_section)
    _forms[id(definition)] = made
    return made


def _asked(section: Section, field: Field) -> Asked:
    kind, word = type_of(field), field.id.partition(".")[0]
    as_it_is = type(kind).condition_value is FieldType.condition_value
    simple = as_it_is and not field.columns and not field.computed
    return Asked(section, field, field.id, word, kind, options_of(field), kind.plain, simple)


def all_sections(definition: Definition) -> tuple[Section, ...]:
    """Give the guided questions as a section of choices, then the sections of the form."""
    return form_of(definition).sections


def _put_together(definition: Definition) -> tuple[Section, ...]:
    questions = (*_applicant_kind(definition), *(_as_field(each) for each in definition.situation))
    first = (Section(SITUATION, "办理情形", questions, help="回答下面的问题，只显示与您有关的内容和材料。"),)
    return (*(first if questions else ()), *definition.sections)


def all_fields(definition: Definition) -> tuple[Field, ...]:
    """Give every question and field, in the order in which they are asked."""
    return form_of(definition).fields


def _applicant_kind(definition: Definition) -> tuple[Field, ...]:
    if len(definition.applicants) < 2:
        return ()
    offers = tuple(Offer(kind, APPLICANT_LABELS.get(kind, kind)) for kind in definition.applicants)
    return (Field(APPLICANT_KIND, "您以什么身份申请？", "choice", ChoiceOptions(offers)),)


def _as_field(question: Question) -> Field:
    offers = tuple(Offer(each.value, each.label) for each in question.choices)
    return Field(question.id, question.ask, "choice", ChoiceOptions(offers), help=question.help, when=question.when)


def type_of(field: Field) -> AnyFieldType:
    """Give the field's type."""
    return field_types[field.type]


def options_of(field: Field) -> object:
    """Give the options that the field's type works with; a table's have its columns in them."""
    if isinstance(field.options, TableOptions):
        return replace(field.options, columns=columns_of(field) or field.options.columns)
    return field.options


def columns_of(table: Field) -> tuple[Column, ...]:
    """Give the columns as the table type reads them."""
    return tuple(
        Column(each.id, each.label, field_types[each.type], each.options, each.help, each.example)
        for each in table.columns
    )


def words_of(definition: Definition) -> Words:
    """Give what people call the names that conditions use."""
    fields = {each.id: each for each in all_fields(definition)}
    cells = {f"row.{column.id}": column for each in fields.values() for column in each.columns}
    named = {name: each.label for name, each in (fields | cells).items()}
    named |= {each.id: each.label for each in definition.situation if each.label}
    named[APPLICANT_KIND] = "申请人类型"
    units = {
        name: each.options.unit
        for name, each in (fields | cells).items()
        if isinstance(each.options, NumberOptions) and each.options.unit
    }
    named |= {each.id: each.title for each in definition.tables}
    units |= {each.id: each.unit or ("元" if each.gives_type == "money" else "") for each in definition.tables}
    choices = _choice_labels(fields | cells) | {each.id: each.choice_labels for each in definition.tables}
    return Words(labels=named, units={name: unit for name, unit in units.items() if unit}, choices=choices)


def _choice_labels(fields: Mapping[str, Field]) -> dict[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {APPLICANT_KIND: APPLICANT_LABELS}
    for name, each in fields.items():
        if isinstance(each.options, ChoiceOptions | MultiChoiceOptions):
            found[name] = {offer.value: offer.label for offer in each.options.choices}
    return found
