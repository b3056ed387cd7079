"""The compiled bundle: frozen, hashed, free of YAML. What everything else of the plugin reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tongban.kit.conditions import ALWAYS, Expression, Scope
from tongban.kit.language import Basis, DecisionTable, Field, Question, QuestionAnswer

HERE = ""  # of a part: handled by the tenant at which the bundle is handed in


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number on which conditions turn and which each tenant may set (面积、人数等起点)."""

    id: str
    label: str
    value: Decimal | int
    unit: str = ""
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to a question of the item that the bundle gives by itself, so that nobody is asked.

    Exactly one of the three says it: a plain value, a condition (yes or no), the id of a decision table of the bundle.
    """

    id: str  # question or field of the item
    value: str | bool | int | Decimal | None = None
    when: Expression | None = None
    table: str = ""


@dataclass(frozen=True, slots=True)
class Takes:
    """What the outcome of an earlier part is to this one: a material, or the value of a field (ORD §42)."""

    part: str
    material: str = ""
    field: str = ""
    fact: str = "number"  # of the outcome: a field of the licence, its number, the number of the case
    only: bool = False  # nobody could bring it otherwise: without the earlier part this one cannot be done


@dataclass(frozen=True, slots=True)
class Part:
    """One item of the bundle (构成事项)."""

    id: str
    item: str
    title: str = ""
    pinned: int | None = None  # None: the version in use
    when: Expression = ALWAYS
    after: tuple[str, ...] = ()  # parts that must be granted before; with those whose outcomes it takes
    given: tuple[Given, ...] = ()
    same: Mapping[str, str] = field(default_factory=dict)  # its field → the name in the one form
    apart: tuple[str, ...] = ()  # fields that are asked for this item alone
    takes: tuple[Takes, ...] = ()

    @property
    def waits_for(self) -> tuple[str, ...]:
        """List the parts that come before it, each once."""
        return tuple(dict.fromkeys((*self.after, *(each.part for each in self.takes))))


@dataclass(frozen=True, slots=True)
class SharedField:
    id: str
    label: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class SharedMaterial:
    id: str
    name: str
    of: Mapping[str, str]  # part → its material


@dataclass(frozen=True, slots=True)
class Bundle:
    """Several items asked for as one (一件事): which, when, in what order, under whose lead."""

    id: str
    title: str
    summary: str
    lead: str  # 牵头部门
    leader: str  # the part whose office leads
    applicants: tuple[str, ...]
    parts: tuple[Part, ...]
    basis: tuple[Basis, ...]
    scope: Scope = field(compare=False)  # the names that conditions of the bundle may use
    asked: Mapping[str, Any] = field(compare=False)  # questions, facts and tables as plain data
    thresholds: tuple[Threshold, ...] = ()
    questions: tuple[Question, ...] = ()
    facts: tuple[Field, ...] = ()
    tables: tuple[DecisionTable, ...] = ()
    shared: tuple[SharedField, ...] = ()
    materials: tuple[SharedMaterial, ...] = ()
    themes: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    faq: tuple[QuestionAnswer, ...] = ()
    together: bool = True  # one delivery
    ways: tuple[str, ...] = ("window", "electronic")
    rated: str = "one"  # one, each
    visits: int = 0
    demonstration: tuple[str, ...] = ()
    hash: str = ""

    @property
    def own_names(self) -> tuple[str, ...]:
        """List the names that the bundle itself asks or works out."""
        facts, questions = (each.id for each in self.facts), (each.id for each in self.questions)
        return (*facts, *questions, *(each.id for each in self.tables))

    def part(self, part_id: str) -> Part:
        return next(each for each in self.parts if each.id == part_id)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a tenant says of a bundle: its thresholds, who handles a part, what it does without, where to go."""

    tenant: str
    thresholds: Mapping[str, Decimal | int] = field(default_factory=dict)
    handled_at: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    service: Mapping[str, object] = field(default_factory=dict)
