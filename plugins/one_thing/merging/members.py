"""The items of a bundle as they take part: their data, their scope, and what each of their names becomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from one_thing.language.model import Bundle, Part, Takes
from one_thing.merging.rewriting import TRUE, Names, conjunction, expression, negation, rewrite
from tongban.kit.conditions import ALWAYS, BOOL, Expression, Node, Scope, compile_expression
from tongban.kit.language import APPLICANT_KIND, PROMISED, Definition, condition_scope

QUESTIONS = "situation"


@dataclass(frozen=True)
class Taking:
    """One item with the part that it plays: the resolved data of its version, and the same compiled."""

    part: Part
    data: Mapping[str, Any]
    definition: Definition
    tenant: str = ""
    version: int = 0

    @cached_property
    def scope(self) -> Scope:
        return condition_scope(self.data)

    @property
    def title(self) -> str:
        return self.part.title or self.definition.title

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Give everything that the item asks, in its order, as fields: questions are choices."""
        return tuple(_asked(self.data))

    def given(self, field_id: str) -> bool:
        return any(each.id == field_id for each in self.part.given) or field_id == PROMISED

    def taken(self, field_id: str) -> Takes | None:
        return next((each for each in self.part.takes if each.field == field_id), None)

    def taken_material(self, material_id: str) -> Takes | None:
        return next((each for each in self.part.takes if each.material == material_id), None)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question or field of an item; `section` is its section's id and title, `section_when` that one's text."""

    entry: Mapping[str, Any]
    section: str
    section_title: str
    section_when: object

    @property
    def id(self) -> str:
        return str(self.entry["id"])


def _asked(data: Mapping[str, Any]) -> Iterator[Asked]:
    for each in data.get("situation", ()):
        entry: dict[str, Any] = {"id": each["id"], "label": each["ask"], "type": "choice", "choices": each["choices"]}
        entry |= {key: each[key] for key in ("help", "when") if key in each}
        yield Asked(entry, QUESTIONS, "办理情形", True)
    for section in data.get("form", ()):
        for entry in section["fields"]:
            yield Asked(entry, section["section"], section["title"], section.get("when", True))


def key_of(asked: Asked, taking: Taking) -> str:
    """Say under which name a field may be one with fields of other items; empty where it is the item's own.

    The author's `same` comes first. Fields of one data element and one id are one (F2), so is the one signature.
    """
    entry = asked.entry
    if asked.id in taking.part.apart or (asked.section == QUESTIONS and asked.id not in taking.part.same):
        return ""
    if asked.id in taking.part.same:
        return taking.part.same[asked.id]
    element = entry.get("element")
    if element:
        default = str(element).rsplit(".", 1)[-1]
        return str(element) if default == asked.id else f"{element}#{asked.id}"
    return "signature" if entry["type"] == "signature" and asked.id == "signature" else ""


def flow_condition(takes: Takes, bundle: Bundle) -> Node:
    """Say when something is still asked for although an earlier part may give it: where that part is not chosen."""
    return negation(bundle.part(takes.part).when.tree)


def compiled(text: object, scope: Scope, names: Names) -> Node:
    """Compile a condition in the item's own scope and say it in the words of the one form."""
    if isinstance(text, bool):
        return ALWAYS.tree if text else negation(TRUE)
    return rewrite(compile_expression(str(text), scope, expect=BOOL).tree, names)


def computed(text: object, scope: Scope, names: Names) -> Node:
    return rewrite(compile_expression(str(text), scope, expect=None).tree, names)


def applying(taking: Taking, asked: Asked, names: Names, bundle: Bundle) -> Node:
    """Say when a field is asked: the part is chosen, its section and the field itself are shown, nobody else tells."""
    parts = [taking.part.when.tree, compiled(asked.section_when, taking.scope, names)]
    parts.append(compiled(asked.entry.get("when", True), taking.scope, names))
    if (takes := taking.taken(asked.id)) is not None:
        parts.append(flow_condition(takes, bundle))
    return conjunction(parts)


def names_of(
    taking: Taking,
    renamed: Mapping[str, str],
    bundle: Bundle,
    offered: Mapping[str, frozenset[str]],
    absent: frozenset[str] = frozenset(),
) -> Names:
    """Gather what each name of an item is: another name, a value, a condition of the bundle, or not yet known."""
    constants: dict[str, Any] = {PROMISED: False} if "commitment" in taking.data else {}
    if len(bundle.applicants) == 1:
        constants[APPLICANT_KIND] = bundle.applicants[0]
    conditions: dict[str, Expression] = {}
    names = dict(renamed)
    for each in taking.part.given:
        if each.when is not None:
            conditions[each.id] = each.when
        elif each.table:
            names[each.id] = each.table
        else:
            constants[each.id] = each.value
    names.pop(APPLICANT_KIND, None)
    later = frozenset(each.field for each in taking.part.takes if each.field and each.field not in renamed)
    kinds = {APPLICANT_KIND: frozenset(bundle.applicants)}
    return Names(names, constants, conditions, later, {**offered, **kinds}, absent)


def kinds_alike(takings: Sequence[Taking], bundle: Bundle) -> tuple[str, ...]:
    """Give the kinds of applicants who may ask for some part."""
    return tuple(each for each in bundle.applicants if any(each in one.definition.applicants for one in takings))


__all__ = [
    "QUESTIONS",
    "Asked",
    "Taking",
    "applying",
    "compiled",
    "computed",
    "expression",
    "flow_condition",
    "key_of",
    "kinds_alike",
    "names_of",
]
