"""What this installation knows of both sides, for judging agreements: its own catalogue, a partner's codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sichuan_chongqing.agreements import Agreement
from sichuan_chongqing.agreements.lint import CatalogueFacts, ItemFacts
from tongban.kit.cases import Office
from tongban.kit.definitions import Workspace
from tongban.kit.published import Partner, load_partner

#: whose list of codes a side's is, among `item_defs/_partners`
CODE_LISTS: Mapping[str, Partner] = {"sichuan": Partner("guangan", "51")}


def facts_of(office: Office, party: str, agreement: Agreement) -> dict[str, CatalogueFacts]:
    """Give the facts of our own side, with official codes where there is a list; and of the other side its codes."""
    workspace, other = office.books.workspace, agreement.other(party).id
    own = own_facts(workspace, party, [each.tenant for each in agreement.side(party).regions])
    codes = codes_of(workspace, other)
    return {party: own} | ({other: CatalogueFacts(codes=codes, whole=False)} if codes else {})


def own_facts(workspace: Workspace, party: str, tenants: Iterable[str]) -> CatalogueFacts:
    """Give all that is known of the side whose definitions these are."""
    items = {name: _item(workspace, name) for name in workspace.items}
    return CatalogueFacts(
        items=items,
        codes=codes_of(workspace, party),
        divisions={name: spec.division for name, spec in workspace.tenants.items() if spec.division},
        claims={tenant: frozenset(workspace.claimed(tenant)) for tenant in tenants},
        calendars=frozenset(workspace.calendars),
        counts_by={name: spec.calendar for name, spec in workspace.tenants.items()},
        licences=frozenset(workspace.licences),
    )


def codes_of(workspace: Workspace, party: str) -> Mapping[str, str] | None:
    """Give the official codes that were published by a side, as they were taken in; None where there are none."""
    listed = CODE_LISTS.get(party)
    if listed is None:
        return None
    return {each.code: each.name for each in load_partner(workspace.sources, listed).taken}


def _item(workspace: Workspace, name: str) -> ItemFacts:
    data: Mapping[str, Any] = workspace.resolve(name, None).data
    asked = [each for each in data.get("materials", []) if isinstance(each, dict) and _concerns_us(each)]
    return ItemFacts(str(data.get("title", "")), {each["id"]: str(each.get("licence", "")) for each in asked})


def _concerns_us(material: Mapping[str, Any]) -> bool:
    """Tell whether the window has to do with a material: the applicant gives it, or a licence stands for it."""
    return material.get("source") != "government" or "licence" in material
