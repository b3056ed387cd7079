"""An item as data: the guide with its conditions told in words, and a JSON Schema of the answers."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.conditions import ALWAYS, NEVER, Expression, Words, tell
from tongban.definitions.model import Definition, Field, Material, Section
from tongban.definitions.scope import APPLICANT_LABELS
from tongban.forms import APPLICANT_KIND, all_sections, options_of, words_of
from tongban.forms.asked import type_of
from tongban.law import span_in_chinese

SCHEMA = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class ChoiceView:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class BasisView:
    law: str
    article: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    id: str
    ask: str
    choices: tuple[ChoiceView, ...]
    shown_when: str


@dataclass(frozen=True, slots=True)
class MaterialView:
    id: str
    name: str
    source: str
    brought: bool
    asked_when: str
    required_when: str
    formats: tuple[str, ...]
    max_mb: int
    criteria: tuple[str, ...]
    may_follow: str


@dataclass(frozen=True, slots=True)
class FieldView:
    id: str
    section: str
    label: str
    type: str
    help: str
    shown_when: str
    required_when: str
    computed: bool


@dataclass(frozen=True, slots=True)
class StepView:
    name: str
    within: str
    taken_when: str


@dataclass(frozen=True, slots=True)
class FeeView:
    name: str
    standard: str


@dataclass(frozen=True, slots=True)
class PlaceView:
    address: str
    hours: str
    phone: str
    complaints: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """All that a program needs to show the guide and to fill in the form."""

    item: str
    tenant: str
    version: int
    title: str
    summary: str
    authority: str
    applicants: tuple[ChoiceView, ...]
    basis: tuple[BasisView, ...]
    conditions: tuple[str, ...]
    questions: tuple[QuestionView, ...]
    materials: tuple[MaterialView, ...]
    fields: tuple[FieldView, ...]
    answers_schema: dict[str, object]
    steps: tuple[StepView, ...]
    promise: str
    statutory: str
    fees: tuple[FeeView, ...]
    result: str
    service: PlaceView
    visits: int
    demonstration: tuple[str, ...]


def item_view(definition: Definition, version: int) -> ItemView:
    """Tell a definition as data."""
    words, time, service = words_of(definition), definition.time, definition.service
    return ItemView(
        item=definition.item,
        tenant=definition.tenant,
        version=version,
        title=definition.title,
        summary=definition.summary,
        authority=definition.authority.name,
        applicants=tuple(ChoiceView(each, APPLICANT_LABELS.get(each, each)) for each in definition.applicants),
        basis=tuple(BasisView(each.law, each.article) for each in definition.catalogue.basis),
        conditions=tuple(each.text for each in definition.conditions),
        questions=tuple(
            QuestionView(
                each.id,
                each.ask,
                tuple(ChoiceView(choice.value, choice.label) for choice in each.choices),
                _when(each.when, words),
            )
            for each in definition.situation
        ),
        materials=tuple(_material(each, words) for each in definition.materials),
        fields=tuple(_field(section, each, words) for section, each in asked_fields(definition)),
        answers_schema=answers_schema(definition),
        steps=tuple(
            StepView(each.name, span_in_chinese(each.within) if each.within else "", _when(each.when, words))
            for each in definition.process
        ),
        promise=span_in_chinese(time.promise) if time.promise else "",
        statutory=span_in_chinese(time.statutory) if time.statutory else "",
        fees=tuple(FeeView(each.name, each.standard) for each in definition.fees),
        result=definition.result.name if definition.result else "",
        service=PlaceView(service.address, service.hours, service.phone, service.complaints),
        visits=definition.visits,
        demonstration=definition.demonstration,
    )


def asked_fields(definition: Definition) -> list[tuple[Section, Field]]:
    """List what an application answers by name; who applies is known from the token."""
    return [
        (section, field)
        for section in all_sections(definition)
        for field in section.fields
        if field.id != APPLICANT_KIND
    ]


def answers_schema(definition: Definition) -> dict[str, object]:
    """Describe the answers; what is obligatory only in some situations is left to the server, which tells it."""
    asked = asked_fields(definition)
    properties = {
        field.id: {"title": field.label, **type_of(field).json_schema(options_of(field))}
        for _section, field in asked
        if field.computed is None
    }
    required = [
        field.id
        for section, field in asked
        if field.id in properties and section.when == field.when == field.required == ALWAYS
    ]
    return {
        "$schema": SCHEMA,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _when(condition: Expression, words: Words) -> str:
    return "" if condition == ALWAYS else tell(condition, words)


def _both(section: Section, field: Field, words: Words) -> str:
    told = [_when(each, words) for each in (section.when, field.when)]
    return "，并且".join(each for each in told if each)


def _material(material: Material, words: Words) -> MaterialView:
    return MaterialView(
        id=material.id,
        name=material.name,
        source=material.source,
        brought=material.source != "government",
        asked_when=_when(material.when, words),
        required_when="可以不提交" if material.required == NEVER else _when(material.required, words),
        formats=material.formats,
        max_mb=material.max_mb,
        criteria=material.criteria,
        may_follow=span_in_chinese(material.may_follow) if material.may_follow else "",
    )


def _field(section: Section, field: Field, words: Words) -> FieldView:
    return FieldView(
        id=field.id,
        section=section.title,
        label=field.label,
        type=field.type,
        help=field.help,
        shown_when=_both(section, field, words),
        required_when="可以不填写" if field.required == NEVER else _when(field.required, words),
        computed=field.computed is not None,
    )
