"""Find which tenant handles a part: the one named, the one at which the bundle is asked for, or the nearest above."""

from __future__ import annotations

from one_thing.language.library import Library


def handler(library: Library, bundle: str, part: str, item: str, tenant: str) -> str | None:
    """Return the tenant whose claim of the item is used; None where nobody handles it.

    Looked for in this order: who the offer names, the tenant itself, those above it, departments beside and above it.
    """
    claimants = library.workspace.claimants(item)
    offer = library.offer(bundle, tenant)
    named = offer.handled_at.get(part) if offer else None
    if named is not None:
        return named if named in claimants else None
    line = [each.id for each in reversed(library.workspace.tree.line(tenant))]
    if found := next((each for each in line if each in claimants), None):
        return found
    beside = (each for each in claimants if library.workspace.tenants[each].parent in line)
    return next((each for each in beside if library.workspace.tenants[each].kind == "department"), None)
