"""What can be chosen on the pages of one bundle: its questions, its items, their fields, materials and outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from one_thing.authoring.conditions import Names
from one_thing.authoring.pages import Choices, Offers, PartPage
from one_thing.authoring.state import Chosen, Ids, rows_of
from one_thing.language.lint.rule import asked_ids, licence_of
from one_thing.language.vocabulary import FACTS_GIVEN
from tongban.kit.authoring import Known
from tongban.kit.definitions import NotFound
from tongban.kit.fields import Offer
from tongban.kit.forms import Answers
from tongban.kit.language import APPLICANT_KIND, APPLICANT_LABELS, Workspace

ALWAYS = "always"  # of a question: asked in any case
WHOLE = "whole"  # of an outcome: the whole of it
FACT_WORDS = {
    "case_number": "办件编号",
    "number": "证照编号",
    "issued_on": "发证日期",
    "valid_until": "有效期至",
    "name": "证照名称",
}


@dataclass(frozen=True)
class ItemOf:
    """One item of the bundle with what it asks."""

    part: str
    item: str
    title: str
    data: Mapping[str, Any]

    @cached_property
    def fields(self) -> Mapping[str, Mapping[str, Any]]:
        return asked_ids(self.data)

    @cached_property
    def facts(self) -> Mapping[str, str]:
        """Give what its outcome tells, by id: the number of the case, and what its licence says."""
        licence = licence_of(self.data)
        own = (licence or {}).get("fields", {})
        said = {key: _licence_word(key, value) for key, value in own.items()} if licence else {}
        return {key: FACT_WORDS[key] for key in ("case_number", *(FACTS_GIVEN if licence else ()))} | said


@dataclass(frozen=True)
class Offered:
    """All that one bundle's pages offer."""

    workspace: Workspace
    items: tuple[ItemOf, ...]
    names: Names
    tables: Mapping[str, str]  # decision table → its title
    base: Mapping[str, Any]  # the bundle as its text says it now
    kept: Mapping[str, str]  # part → its condition in words, where rows cannot say it

    def item(self, part: str) -> ItemOf:
        return next(each for each in self.items if each.part == part)

    @cached_property
    def choices(self) -> Offers:
        """Give what the pages of the whole bundle offer."""
        return {
            "questions.when_field": (Offer(ALWAYS, "总是要问"), *self._known),
            "facts.element": tuple(
                Offer(name, f"{each.data['label']}（{name}）") for name, each in self.workspace.elements.items()
            ),
            "shared.id": tuple(Offer(name, label) for name, label in self._shared().items()),
            "materials.of": tuple(self._materials()),
            "leader": tuple(Offer(each.part, each.title) for each in self.items),
        }

    @cached_property
    def _known(self) -> Choices:
        return tuple(Offer(each.id, each.label) for each in self.names.known)

    def pages(self) -> Iterator[PartPage]:
        for each in self.items:
            yield PartPage(each.part, each.title, self._of_part(each), self.kept.get(each.part, ""))

    def _of_part(self, item: ItemOf) -> Offers:
        others = [each for each in self.items if each is not item]
        fields = tuple(Offer(name, _label(name, said)) for name, said in item.fields.items())
        before = tuple(Offer(each.part, each.title) for each in others)
        facts = {name: label for each in others for name, label in each.facts.items()}
        return {
            "when.when_field": self._known,
            "after": before,
            "takes.before": before,
            "takes.what": (*_materials_of(item), *_fields_of(item)),
            "takes.fact": (Offer(WHOLE, "整份结果，作为材料"), *(Offer(*each) for each in facts.items())),
            "given.field": fields,
            "same.field": fields,
            "same.name": tuple(Offer(name, label) for name, label in self._alike(item).items()),
            "apart": tuple(Offer(name, _label(name, said)) for name, said in item.fields.items() if _common(said)),
        }

    def _alike(self, item: ItemOf) -> Mapping[str, str]:
        """Give what a field may be one with: what the bundle asks, shared names, fields of other items."""
        found = {each.id: each.label for each in self.names.known if each.id != APPLICANT_KIND}
        found |= self._shared()
        for each in self.items:
            if each is not item:
                for name, said in each.fields.items():
                    if not _common(said):
                        found.setdefault(f"{each.part}/{name}", f"{_label(name, said)}（{each.title}）")
        return found

    def _shared(self) -> Mapping[str, str]:
        """Give the names of what several items may ask: data elements, and names that the bundle has given already."""
        found: dict[str, str] = {}
        for each in self.items:
            for name, said in each.fields.items():
                if element := said.get("element"):
                    found.setdefault(str(element), f"{_label(name, said)}（{each.title}）")
                    if str(element).rpartition(".")[2] != name:
                        found.setdefault(name, f"{_label(name, said)}（{each.title}）")
        for part in self.base.get("parts", ()):
            for name, alike in part.get("same", {}).items():
                item = next((each for each in self.items if each.part == part["part"]), None)
                label = _label(name, item.fields.get(name, {})) if item else alike
                found.setdefault(alike, f"{label}（{item.title if item else part['part']}）")
        for shared in self.base.get("shared", ()):
            found.setdefault(shared["id"], shared.get("label", shared["id"]))
        return found

    def _materials(self) -> Iterator[Offer]:
        for each in self.items:
            for material in each.data.get("materials", ()):
                yield Offer(f"{each.part}/{material['id']}", f"{each.title}：{material['name']}")


def items_of(workspace: Workspace, parts: tuple[Chosen, ...], answers: Answers) -> tuple[ItemOf, ...]:
    """Work the items out for nobody yet; one that is not there any more has no fields."""
    return tuple(_item(workspace, each, str(answers.get(f"title__{each.part}") or "")) for each in parts)


def _item(workspace: Workspace, chosen: Chosen, title: str) -> ItemOf:
    try:
        data: Mapping[str, Any] = workspace.resolve(chosen.item).data
    except NotFound:
        data = {}
    return ItemOf(chosen.part, chosen.item, title or str(data.get("title", chosen.item)), data)


def names_of(answers: Answers, ids: Ids, workspace: Workspace) -> Names:
    """Give what conditions may name, as the answers of page 选择问题 have it."""
    kinds = answers.get("applicants")
    known = [_kinds(kinds)] if isinstance(kinds, tuple) and len(kinds) > 1 else []
    for named, row in zip(ids.questions, rows_of(answers, "questions"), strict=False):
        choices = {each.name: each.id for each in ids.choices.get(named.id, ())}
        known.append(Known(str(row.get("label") or named.name), named.id, "choice", choices))
    for named, row in zip(ids.facts, rows_of(answers, "facts"), strict=False):
        known.append(_fact(named.id, row, workspace))
    return Names(tuple(known), {each.id: each.name for each in ids.thresholds})


def _kinds(kinds: tuple[object, ...]) -> Known:
    return Known("申请人类型", APPLICANT_KIND, "choice", {APPLICANT_LABELS[str(each)]: str(each) for each in kinds})


def _fact(name: str, row: Mapping[str, object], workspace: Workspace) -> Known:
    element = workspace.elements.get(str(row.get("element")))
    data: Mapping[str, Any] = element.data if element and row.get("kind") == "element" else {}
    kind = str(data.get("type", row.get("kind")))
    choices = {str(label): str(value) for value, label in (data.get("choices") or {}).items()}
    return Known(str(row.get("label") or data.get("label", name)), name, kind, choices)


def _licence_word(key: str, said: object) -> str:
    return str(said.get("label", key)) if isinstance(said, Mapping) else str(said or key)


def _materials_of(item: ItemOf) -> Iterator[Offer]:
    for each in item.data.get("materials", ()):
        yield Offer(f"material/{each['id']}", f"材料：{each['name']}")


def _fields_of(item: ItemOf) -> Iterator[Offer]:
    for name, said in item.fields.items():
        yield Offer(f"field/{name}", f"内容：{_label(name, said)}")


def _label(name: str, said: Mapping[str, Any]) -> str:
    return str(said.get("label") or said.get("ask") or name)


def _common(said: Mapping[str, Any]) -> bool:
    return bool(said.get("element"))
