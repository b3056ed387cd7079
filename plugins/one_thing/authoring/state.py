"""A bundle between two pages: what was answered and typed, its items in order, and the ids that rows keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tongban.kit.authoring import Named
from tongban.kit.definitions import Definition
from tongban.kit.fields import placed
from tongban.kit.forms import Answers, all_fields, options_of, read, type_of

ROWS = ("questions", "facts", "thresholds", "materials")


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids that rows got when they were first saved; they stay when a name is changed (C5)."""

    questions: tuple[Named, ...] = ()
    facts: tuple[Named, ...] = ()
    thresholds: tuple[Named, ...] = ()
    materials: tuple[Named, ...] = ()
    choices: Mapping[str, tuple[Named, ...]] = field(default_factory=dict)  # question → its answers


@dataclass(frozen=True, slots=True)
class Chosen:
    """One item of the bundle: its name here, and which item it is."""

    part: str
    item: str


@dataclass(frozen=True, slots=True)
class State:
    """What the pages of one bundle hold. `visited` are the pages that were saved once: others show no errors yet."""

    answers: Answers
    parts: tuple[Chosen, ...] = ()
    ids: Ids = field(default_factory=Ids)
    typed: Mapping[str, Any] = field(default_factory=dict)
    visited: tuple[str, ...] = ()

    def as_json(self, page: Definition) -> dict[str, Any]:
        """Give what is kept: everything as it was typed, so that a choice that is gone is told and not lost."""
        ids = {name: _pairs(getattr(self.ids, name)) for name in ROWS}
        return {
            "typed": {key: list(texts) for key, texts in (typed_of(page, self.answers) | dict(self.typed)).items()},
            "parts": [[each.part, each.item] for each in self.parts],
            "ids": {**ids, "choices": {key: _pairs(each) for key, each in self.ids.choices.items()}},
            "visited": list(self.visited),
        }


def typed_of(page: Definition, answers: Answers) -> dict[str, Any]:
    """Give what one would have typed for these answers."""
    found: dict[str, Any] = {}
    for each in all_fields(page):
        if (value := answers.get(each.id)) is not None:
            found |= placed(type_of(each).typed(value, options_of(each)), each.id)
    return found


def rows_of(answers: Answers, name: str) -> tuple[Mapping[str, Any], ...]:
    """Give the rows of a table; none where a cell of it cannot be read."""
    found = answers.get(name)
    return tuple(each for each in found if isinstance(each, Mapping)) if isinstance(found, tuple) else ()


def parts_kept(data: Mapping[str, Any]) -> tuple[Chosen, ...]:
    return tuple(Chosen(*each) for each in data["parts"])


def ids_kept(data: Mapping[str, Any]) -> Ids:
    ids = data["ids"]
    rows = {name: _named(ids[name]) for name in ROWS}
    return Ids(**rows, choices={key: _named(each) for key, each in ids["choices"].items()})


def state_kept(data: Mapping[str, Any], page: Definition) -> State:
    """Read again what was typed, with the choices that there are now."""
    answers = read(page, data["typed"], {}, typed=data["typed"]).answers
    return State(answers, parts_kept(data), ids_kept(data), data["typed"], tuple(data["visited"]))


def _named(rows: Iterable[Any]) -> tuple[Named, ...]:
    return tuple(Named(*each) for each in rows)


def _pairs(rows: Iterable[Named]) -> list[list[str]]:
    return [[each.name, each.id] for each in rows]
