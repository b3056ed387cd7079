"""Load everything that the repository's folders define, at once. What has an error is absent and has a finding."""

from __future__ import annotations

import re

from tongban.definitions.delegations import load_delegations
from tongban.definitions.load_claims import claimants_of, load_claims, load_tenant_wordings
from tongban.definitions.load_decisions import confirmed, load_decisions
from tongban.definitions.load_examples import ItemExamples
from tongban.definitions.load_items import load_items, load_wordings
from tongban.definitions.load_shared import (
    load_catalogue,
    load_divisions,
    load_elements,
    load_licences,
    load_shared_data,
    load_trust,
)
from tongban.definitions.load_tenants import load_later_rulebooks, load_rulebooks, load_tenants
from tongban.definitions.reading import Reading
from tongban.definitions.sources import Sources
from tongban.definitions.workspace import Workspace

#: A calendar has a file for each year; one that builds on another has a file of its own name.
_YEAR = re.compile(r"-\d{4}$")


def load_workspace(sources: Sources) -> Workspace:
    """Load and check all definitions; what has an error is absent and has a finding."""
    reading = Reading(sources)
    divisions = load_divisions(reading)
    decisions = load_decisions(reading)
    catalogue = load_catalogue(reading, confirmed(decisions))
    elements, licences = load_elements(reading), load_licences(reading)
    shared_data, trust = load_shared_data(reading), load_trust(reading)
    written = load_items(reading, catalogue, elements, licences, shared_data)
    standards = {name: item for name, item in written.items() if item.standard}
    items = {name: item for name, item in written.items() if name not in standards}
    tree = load_tenants(reading, divisions)
    claims = load_claims(reading, tree, items, standards)
    claimed = {each: names for each, (_document, names) in claims.items()}
    delegations = load_delegations(reading, tree.tenants, claimed)
    rulebooks = load_rulebooks(reading, tree)
    later = load_later_rulebooks(reading, rulebooks)
    return Workspace(
        sources=sources,
        tree=tree,
        divisions=divisions,
        catalogue=catalogue,
        elements=elements,
        licences=licences,
        shared_data=shared_data,
        items=items,
        standards=standards,
        claims=claims,
        claimed_by=claimants_of(claims, tree),
        calendars=frozenset(
            _YEAR.sub("", parts[-1].removesuffix(".yaml"))
            for _, parts in reading.under("item_defs", "_shared", "calendars", "*.yaml")
        ),
        rulebooks=rulebooks,
        standard_wordings=load_wordings(reading, "item_defs", "_shared", "notices"),
        translations=load_wordings(reading, "item_defs", "_shared", "notices", language="en"),
        item_wordings={
            each.id: load_wordings(reading, *each.folder.split("/"), "notices") for each in written.values()
        },
        tenant_wordings={each: load_tenant_wordings(reading, spec) for each, spec in tree.tenants.items()},
        at_once=tuple(reading.findings),
        played=ItemExamples(reading, items),
        delegations=delegations,
        later_rulebooks=later,
        decisions=decisions,
        trust=trust,
    )
