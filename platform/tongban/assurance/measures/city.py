"""All figures of one root: per district, per department, and the labels against the targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tongban.assurance.measures.convenience import Count, Reached, counts_of, targets_of
from tongban.assurance.measures.figures import Measured
from tongban.assurance.measures.lists import NOT_APPLIED_FOR, Claimed, applicable, claims_below, measured
from tongban.definitions import Workspace
from tongban.definitions.expand import Shared
from tongban.definitions.tenants import TenantSpec
from tongban.errors import NotFound

#: Tenants that have a list of their own (36 §23); departments have theirs by their entries.
DISTRICTS = ("county", "township", "village")


@dataclass(frozen=True, slots=True)
class CityMeasure:
    """The report of one root."""

    root: str
    name: str
    districts: tuple[Measured, ...]
    departments: tuple[Measured, ...]
    counts: tuple[Count, ...]
    targets: tuple[Reached, ...]
    not_joined: int  # districts that are known and claim nothing yet; they are in no figure


def measure_city(workspace: Workspace, root: str, only: str | None = None) -> CityMeasure:
    """Measure a root's lists; with `only`, one of its districts alone. Raises NotFound for an unknown tenant."""
    found: CityMeasure | None = workspace.kept.get(key := ("measured", root, only))
    if found is None:
        found = workspace.kept[key] = _measured_anew(workspace, root, only)
    return found


def _measured_anew(workspace: Workspace, root: str, only: str | None) -> CityMeasure:
    for each in (root, *((only,) if only else ())):
        if each not in workspace.tenants:
            raise NotFound(f"没有可用的租户“{each}”。")
    claims = claims_below(workspace, root)
    below = [each for each in workspace.tenants.values() if workspace.tree.root(each.id).id == root]
    here = [each for each in below if each.kind in DISTRICTS and not each.listed and only in (None, each.id)]
    own = [each for each in claims if only is None or _within(workspace, each.tenant, only)]
    counts = counts_of(workspace, own)
    rulebook = workspace.rulebook(root)
    names = {each.id: each.name for each in below}
    definitions = [each.definition for each in own if each.definition is not None]
    return CityMeasure(
        root,
        workspace.tenants[only or root].name,
        tuple(_district(workspace, each, claims) for each in here),
        _departments(workspace, own, [each for each in here if each.kind == "county"]),
        counts,
        targets_of(rulebook, counts, definitions, names) if rulebook else (),
        sum(each.listed for each in below),
    )


def _district(workspace: Workspace, spec: TenantSpec, claims: Sequence[Claimed]) -> Measured:
    """Measure a district with the townships below it."""
    own = [each for each in claims if _within(workspace, each.tenant, spec.id)]
    owed = [(spec.id, entry) for entry in _owed(workspace, spec, own)]
    return measured(workspace, (spec.id, spec.name, "district"), own, owed)


def _owed(workspace: Workspace, spec: TenantSpec, own: Sequence[Claimed]) -> tuple[Shared, ...]:
    """Return what a tenant of its kind handles; a county is owed its townships' entries where it has joined ones."""
    owed = {each.id: each for each in applicable(workspace, spec.kind)}
    kinds = {workspace.tenants[each.tenant].kind for each in own} - {spec.kind}
    for kind in sorted(kinds):
        owed |= {each.id: each for each in applicable(workspace, kind)}
    return tuple(owed.values())


def _departments(
    workspace: Workspace, claims: Sequence[Claimed], counties: Sequence[TenantSpec]
) -> tuple[Measured, ...]:
    """Measure each department's lists over all districts (36 §22)."""
    entries = [each for each in workspace.catalogue.values() if each.data["kind"] not in NOT_APPLIED_FOR]
    found = []
    for name in sorted({str(each.data["department"]) for each in entries}):
        own = [each for each in claims if _department_of(workspace, each) == name]
        owed = [
            (county.id, entry)
            for county in counties
            for entry in applicable(workspace, county.kind)
            if entry.data["department"] == name
        ]
        if own or owed:
            found.append(measured(workspace, (name, name, "department"), own, owed))
    return tuple(found)


def _department_of(workspace: Workspace, claimed: Claimed) -> str:
    if claimed.definition is not None:
        return claimed.definition.catalogue.department
    entry = str(workspace.items[claimed.item].document.data.get("catalogue") or "")
    return str(workspace.catalogue[entry].data["department"]) if entry in workspace.catalogue else ""


def _within(workspace: Workspace, tenant: str, above: str) -> bool:
    return any(each.id == above for each in workspace.tree.line(tenant))
