"""What applies in a case's situation: materials, obligatory materials and steps, by the definition's conditions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from tongban import forms
from tongban.conditions import holds
from tongban.definitions.model import Definition, Field, Material, Outcome, Step
from tongban.definitions.scope import PROMISED
from tongban.law.case import Case


def situation(definition: Definition, answers: Mapping[str, object], applicant_kind: str) -> Mapping[str, object]:
    """Give the values that conditions read, from answers in their JSON form as a case keeps them."""
    typed = {**forms.load(definition, answers), forms.APPLICANT_KIND: applicant_kind}
    values = forms.condition_values(definition, typed)
    if definition.commitment is not None and values.get(PROMISED) is None:
        return {**values, PROMISED: False}  # silence promises nothing (ORD §31)
    return values


def materials(definition: Definition, values: Mapping[str, object]) -> tuple[Material, ...]:
    """List the materials that apply."""
    return tuple(each for each in definition.materials if holds(each.when, values))


def demanded(definition: Definition, values: Mapping[str, object]) -> tuple[Material, ...]:
    """List the materials that the applicant must bring; what government holds itself is not demanded (335 §32)."""
    mine = (each for each in materials(definition, values) if each.source != "government")
    return tuple(each for each in mine if holds(each.required, values))


def fields(definition: Definition, values: Mapping[str, object]) -> tuple[Field, ...]:
    """List the fields that are shown."""
    shown = (section for section in definition.sections if holds(section.when, values))
    return tuple(each for section in shown for each in section.fields if holds(each.when, values))


def steps(definition: Definition, values: Mapping[str, object]) -> tuple[Step, ...]:
    """List the steps that apply; the deciding one always does, for a case must come to an end (335 §26)."""
    return tuple(each for each in definition.process if each.decides or holds(each.when, values))


def stages(definition: Definition, values: Mapping[str, object]) -> tuple[tuple[str, ...], ...]:
    """List the ids of the steps that apply; of a group, all run together, and its lead after the others (335 §24)."""
    leads = {each.lead for each in definition.groups}
    found: list[tuple[str, ...]] = []
    for group, members in groupby(steps(definition, values), lambda each: each.together):
        ids = [each.id for each in members]
        found += _together(ids, leads) if group else [(each,) for each in ids]
    return tuple(found)


def _together(members: Sequence[str], leads: Collection[str]) -> list[tuple[str, ...]]:
    """Put the lead of a group behind the others, wherever it is written: it sums up what they say."""
    others = tuple(each for each in members if each not in leads)
    return [*([others] if others else []), *((each,) for each in members if each in leads)]


def result(definition: Definition, values: Mapping[str, object]) -> Outcome | None:
    """Give what a grant yields in the situation; the first, where it yields several."""
    return next((each for each in definition.results if holds(each.when, values)), None)


def values_of(case: Case, definition: Definition) -> Mapping[str, object]:
    """Give the values that conditions read of a case."""
    return situation(definition, case.answers, case.applicant.kind)


def missing(case: Case, definition: Definition, values: Mapping[str, object] | None = None) -> tuple[Material, ...]:
    """List the demanded materials that have not been handed in; `values` where they are worked out already."""
    known = values_of(case, definition) if values is None else values
    return tuple(each for each in demanded(definition, known) if case.material(each.id) is None)


def handed_in(case: Case, definition: Definition, values: Mapping[str, object] | None = None) -> tuple[Material, ...]:
    """List the materials handed in that apply; `values` where they are worked out already."""
    known = values_of(case, definition) if values is None else values
    return tuple(each for each in materials(definition, known) if case.material(each.id) is not None)


def name_of(definition: Definition, item: str) -> str:
    """Tell a material's or field's name; the id itself where the definition has none such."""
    names = {each.id: each.label for each in definition.fields} | {each.id: each.name for each in definition.materials}
    return names.get(item, item)
