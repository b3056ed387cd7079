"""Prove many claimants of many items: what differs only in whose it is, is proven once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tongban.assurance.play import stage_of
from tongban.assurance.prove import Proof, prove
from tongban.calendars import WorkingCalendar
from tongban.definitions import DefinitionRefused, Workspace, compile_resolved
from tongban.definitions.compiler import hash_of
from tongban.definitions.examples import Example
from tongban.definitions.rulebook import Rulebook

#: what a claimant says of itself: no rule looks at it, but whether it is there decides what a notice can say
OWN = frozenset({"tenant", "level", "authority", "keywords", "questions", "demonstration", "themes", "summary"})
SAID_ON_NOTICES = ("phone", "complaints", "address", "hours")


@dataclass(frozen=True, slots=True)
class Proven:
    """One proof, and at whose claim it was made."""

    item: str
    tenant: str
    proof: Proof


def examples_at(workspace: Workspace, item: str, tenant: str) -> tuple[Example, ...]:
    """List the examples of an item that are played at one claimant."""
    return tuple(each for each in workspace.examples.get(item, ()) if stage_of(workspace, each) == tenant)


def proof_key(data: Mapping[str, Any], rulebook: Rulebook, calendar: WorkingCalendar) -> str:
    """Give the same key to definitions that have the same proof."""
    service = data.get("service") or {}
    shown = {key: bool(service.get(key)) for key in SAID_ON_NOTICES} if isinstance(service, Mapping) else {}
    looked_at = {key: value for key, value in data.items() if key not in OWN and key != "service"}
    return f"{hash_of({**looked_at, 'service': shown})} {rulebook.id}/{rulebook.version} {calendar.version}"


def prove_workspace(
    workspace: Workspace,
    calendar_of: Callable[[str], WorkingCalendar],
    only: Collection[str] = (),
    tenants: Collection[str] = (),
) -> Iterator[Proven]:
    """Prove every item at every claimant, each thing once. What cannot be compiled is the linter's to tell."""
    seen: set[str] = set()
    for item in sorted(only or workspace.items):
        for tenant in workspace.claimants(item):
            rulebook = workspace.rulebook(tenant)
            if rulebook is None or (tenants and tenant not in tenants):
                continue
            resolved, calendar = workspace.resolve(item, tenant), calendar_of(tenant)
            key = proof_key(resolved.data, rulebook, calendar)
            if key in seen:
                continue
            seen.add(key)
            try:
                definition = compile_resolved(resolved.data)
            except DefinitionRefused:
                continue
            yield Proven(item, tenant, prove(definition, rulebook, calendar, origins=resolved.origin))
