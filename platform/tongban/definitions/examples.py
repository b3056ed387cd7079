"""Examples of an item: its tests, its simulation and the demonstration data. Running them is the assurance floor's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from tongban.definitions.strict_yaml import Document, Mark

_TOP = Mark(1, 1)


def _nothing() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ExampleApplicant:
    """A made-up person or body."""

    kind: str
    name: str
    id_number: str = ""
    uscc: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that happens; `after` counts working days since the one before."""

    do: str
    after: int = 0
    missing: Mapping[str, str] = field(default_factory=_nothing)
    materials: tuple[str, ...] = ()
    answers: Mapping[str, object] = field(default_factory=_nothing)
    step: str = ""
    opinion: str = ""
    reasons: str = ""
    where_to_go: str = ""
    method: str = ""
    receiver: str = ""
    carrier: str = ""
    tracking: str = ""
    ground: str = ""  # of what ends, stops or comes back, as the law lists them
    found: str = ""  # kept, deviates, broken; mended, not_mended; agrees, objects
    role: str = ""  # who countersigns
    department: str = ""  # whose opinion is asked, by its name
    mark: Mark = _TOP


@dataclass(frozen=True, slots=True)
class Expectation:
    """How it must end. None: not said."""

    state: str
    outcome: str | None = None
    promise_due: date | None = None
    notices: tuple[str, ...] | None = None
    materials: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """One made-up case. `begin` is local time without a zone; the rulebook says which zone is meant."""

    item: str
    name: str  # the file's name without .yaml
    path: str
    title: str
    channel: str
    applicant: ExampleApplicant
    begin: datetime
    expect: Expectation
    tenant: str | None = None  # the claimant at which it is played; None: the first whose limits are the item's own
    situation: Mapping[str, str] = field(default_factory=_nothing)
    answers: Mapping[str, object] = field(default_factory=_nothing)
    materials: tuple[str, ...] = ()
    then: tuple[Deed, ...] = ()


def example_of(item: str, name: str, document: Document) -> Example:
    """Make an example of a document that the vocabulary knows."""
    data: Mapping[str, Any] = document.data
    return Example(
        item=item,
        name=name,
        path=document.path,
        title=data["title"],
        channel=data["channel"],
        applicant=ExampleApplicant(**data["applicant"]),
        begin=datetime.strptime(data["begin"], "%Y-%m-%d %H:%M"),  # noqa: DTZ007 - the rulebook adds the zone
        expect=_expectation(data["expect"]),
        tenant=data.get("tenant"),
        situation=MappingProxyType(dict(data.get("situation", {}))),
        answers=MappingProxyType(dict(data.get("answers", {}))),
        materials=tuple(data.get("materials", ())),
        then=tuple(_deed(each, document.mark(("then", place))) for place, each in enumerate(data.get("then", ()))),
    )


def _expectation(data: Mapping[str, Any]) -> Expectation:
    return Expectation(
        state=data["state"],
        outcome=data.get("outcome"),
        promise_due=date.fromisoformat(data["promise_due"]) if "promise_due" in data else None,
        notices=tuple(data["notices"]) if "notices" in data else None,
        materials=tuple(data["materials"]) if "materials" in data else None,
    )


def _deed(data: Mapping[str, Any], mark: Mark) -> Deed:
    values = dict(data)
    for key in ("missing", "answers"):
        if key in values:
            values[key] = MappingProxyType(dict(values[key]))
    if "materials" in values:
        values["materials"] = tuple(values["materials"])
    return Deed(**values, mark=mark)
