"""Everything that the repository's folders define, and how an item is worked out of it for whoever claims it."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tongban.definitions.codes import level_of
from tongban.definitions.compiler import try_compile
from tongban.definitions.compiling import Fault
from tongban.definitions.delegations import Delegation
from tongban.definitions.examples import Example
from tongban.definitions.expand import (
    Shared,
    expand_catalogue,
    expand_elements,
    expand_licences,
    expand_shared_data,
    expand_trust,
)
from tongban.definitions.finding import DefinitionRefused, Finding, Severity, in_order
from tongban.definitions.layer import Layer
from tongban.definitions.load_claims import Claims
from tongban.definitions.load_decisions import Decisions, lay_decision
from tongban.definitions.load_examples import ItemExamples
from tongban.definitions.load_items import Items, ItemSource, WordingSource, bases
from tongban.definitions.model import Definition
from tongban.definitions.notice_kinds import notice_kinds
from tongban.definitions.provenance import Origin
from tongban.definitions.resolve import Resolved, Working
from tongban.definitions.rulebook import Rulebook
from tongban.definitions.sources import Sources
from tongban.definitions.tenants import Division, TenantSpec, TenantTree, languages_of
from tongban.definitions.vocabulary import dotted, nearest
from tongban.errors import NotFound

MOST_RESOLVED = 16  # of about half a megabyte each, with where every value comes from


@dataclass(frozen=True, slots=True)
class Workspace:
    """What was loaded, and what was found while loading."""

    sources: Sources
    tree: TenantTree
    divisions: Mapping[str, Division]
    catalogue: Mapping[str, Shared]
    elements: Mapping[str, Shared]
    licences: Mapping[str, Shared]
    shared_data: Mapping[str, Shared]
    items: Items
    standards: Items
    claims: Claims
    claimed_by: Mapping[str, tuple[str, ...]]  # item → its claimants, those nearer to the root first
    calendars: frozenset[str]  # names of the working calendars that have a file
    rulebooks: Mapping[str, Rulebook]  # of each root, the version that stands
    standard_wordings: Mapping[str, WordingSource]
    translations: Mapping[str, WordingSource]  # of the standard wordings, into English
    item_wordings: Mapping[str, Mapping[str, WordingSource]]
    tenant_wordings: Mapping[str, Mapping[str, WordingSource]]
    at_once: tuple[Finding, ...]  # what was found while loading all but the examples
    played: ItemExamples
    delegations: tuple[Delegation, ...] = ()
    later_rulebooks: Mapping[str, tuple[Rulebook, ...]] = field(default_factory=dict)
    decisions: Decisions = field(default_factory=dict)
    trust: Shared | None = None  # what each level of trust allows; None: as the platform has it
    #: what others have worked out of these texts and would work out again, by what it is
    kept: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    _last: dict[tuple[str, str | None], Resolved] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def examples(self) -> Mapping[str, tuple[Example, ...]]:
        """Return the examples of each item, in the order of their file names."""
        return self.played.by_item

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return all that was found while loading."""
        return in_order((*self.at_once, *self.played.findings))

    @property
    def tenants(self) -> Mapping[str, TenantSpec]:
        return self.tree.tenants

    def claimants(self, item: str) -> tuple[str, ...]:
        """Return the tenants that claim an item, those nearer to the root first."""
        return self.claimed_by.get(item, ())

    def claimed(self, tenant: str) -> tuple[str, ...]:
        """Return the items that a tenant claims."""
        return self.claims[tenant][1] if tenant in self.claims else ()

    def rulebook(self, tenant: str, on: date | None = None) -> Rulebook | None:
        """Return the rulebook of a tenant's root (T5): the one that stands, or the one in force on a day (C12)."""
        root = self.tree.root(tenant).id
        standing = self.rulebooks.get(root)
        if on is None or standing is None:
            return standing
        versions = (standing, *self.later_rulebooks.get(root, ()))
        return next((each for each in reversed(versions) if each.in_force <= on), standing)

    def decision(self, entry: str, tenant: str | None) -> Shared | None:
        """Return what the tenant's city has decided of an entry of the catalogue; None where it is as it was."""
        return self.decisions.get(self.tree.root(tenant).id, {}).get(entry) if tenant is not None else None

    def entry_of(self, item: str) -> str:
        """Return the id of an item's entry in the catalogue, its own or of the item that it begins from."""
        said = [each.document.data["catalogue"] for each in self.line_of(item) if "catalogue" in each.document.data]
        return str(said[-1]) if said else ""

    def line_of(self, item: str) -> tuple[ItemSource, ...]:
        """Return the item and what it begins from, standards too, the outermost first."""
        written: Items = ChainMap(self.items, self.standards) if self.standards else self.items  # type: ignore[arg-type]
        return tuple(written[each] for each in bases(item, written))

    def resolve(self, item: str, tenant: str | None = None) -> Resolved:
        """Work an item out for a claimant, or for nobody yet; nobody changes what comes back.

        Raises NotFound for what is not there or not claimed.
        """
        if item not in self.items:
            raise NotFound(f"没有可用的事项“{item}”。{nearest(item, tuple(self.items))}")
        if tenant is not None and tenant not in self.tenants:
            raise NotFound(f"没有可用的租户“{tenant}”。{nearest(tenant, tuple(self.tenants))}")
        if tenant is not None and tenant not in self.claimants(item):
            raise NotFound(f"租户“{tenant}”没有认领事项“{item}”。", article="36 §16")
        if (known := self._last.get((item, tenant))) is not None:  # who lints also compiles, and keeps the hash
            return known
        if len(self._last) >= MOST_RESOLVED:
            self._last.clear()
        return self._last.setdefault((item, tenant), self._worked_out(item, tenant))

    def _worked_out(self, item: str, tenant: str | None) -> Resolved:
        working = Working()
        for each in self.line_of(item):
            working.lay_item(Layer(each.document), each.standard)
        self._lay_claims(working, item, tenant)
        expand_elements(working, self.elements)
        expand_shared_data(working, self.shared_data)
        expand_trust(working, self.trust)
        expand_licences(working, self.licences)
        expand_catalogue(working, self.catalogue)
        lay_decision(working, self.decision(self.entry_of(item), tenant))
        self._lay_wordings(working, item, tenant)
        return Resolved(item, tenant, working.data, working.provenance, tuple(working.violations), working.policies)

    def inherited(self, item: str, tenant: str) -> Resolved:
        """Work an item out as a claimant finds it: with what the tenants above say, and nothing of its own."""
        if item not in self.items:
            raise NotFound(f"没有可用的事项“{item}”。{nearest(item, tuple(self.items))}")
        working = Working()
        for each in self.line_of(item):
            working.lay_item(Layer(each.document), each.standard)
        for spec in self.tree.line(tenant)[:-1]:
            if spec.id in self.claimants(item):
                working.lay_claim(Layer(self.claims[spec.id][0], ("claims", item), spec.id))
        return Resolved(item, tenant, working.data, working.provenance, tuple(working.violations), working.policies)

    def definition(self, item: str, tenant: str) -> Definition:
        """Work out and compile; raises NotFound, or DefinitionRefused with the lines that stand in the way."""
        resolved = self.resolve(item, tenant)
        compiled = try_compile(resolved.data)
        if compiled.definition is None:
            raise DefinitionRefused(_finding_at(resolved, fault) for fault in compiled.faults)
        return compiled.definition

    def _lay_claims(self, working: Working, item: str, tenant: str | None) -> None:
        if tenant is None:
            return
        line = self.tree.line(tenant)
        for spec in line:
            if spec.id in self.claimants(item):
                working.lay_claim(Layer(self.claims[spec.id][0], ("claims", item), spec.id))
        working.data["tenant"] = tenant
        levels = [level_of(spec.kind, spec.division) for spec in line]
        if known := [each for each in levels if each is not None]:
            working.data["level"] = known[-1]

    def _lay_wordings(self, working: Working, item: str, tenant: str | None) -> None:
        """Lay the standard words, the jurisdiction's own, the item's, then those of the tenants below the root."""
        line = self.tree.line(tenant) if tenant else ()
        # what plugins tell beside the law is no part of an item: its standing words are taken when it is told
        standing = {kind: each for kind, each in self.standard_wordings.items() if not notice_kinds[kind].further}
        layers: list[Mapping[str, WordingSource]] = [standing]
        layers += [self.tenant_wordings.get(spec.id, {}) for spec in line[:1]]
        layers += [self.item_wordings.get(each.id, {}) for each in self.line_of(item)]
        layers += [self.tenant_wordings.get(spec.id, {}) for spec in line[1:]]
        wording: dict[str, object] = {}
        for layer in layers:
            for kind, source in layer.items():
                wording[kind] = source.text
                working.provenance.note(("wording", kind), Origin(source.path, 1, 1, source.tenant))
        working.data["wording"] = {kind: wording[kind] for kind in sorted(wording)}
        if "en" in languages_of(line):
            working.lay_translations({kind: (each.path, each.text) for kind, each in self.translations.items()})


def _finding_at(resolved: Resolved, fault: Fault) -> Finding:
    origin = resolved.origin(*fault.where)
    message = f"{dotted(fault.where)}：{fault.message}"
    place = (origin.path, origin.line, origin.column)
    return Finding("TB050", Severity.ERROR, *place, message, fault.article, fault.hint)
