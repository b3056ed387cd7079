"""Which findings concern one claimant's item; what another claimant did wrong is not this one's concern."""

from __future__ import annotations

from tongban.definitions.finding import Finding
from tongban.definitions.workspace import Workspace


def concerns(finding: Finding, workspace: Workspace, tenant: str, item: str) -> bool:
    """Tell whether a finding speaks of this item, of what all items share, or of the tenants above this claimant."""
    parts = finding.path.split("/")
    if parts[0] == "tenants" and len(parts) > 2:
        if parts[1] not in workspace.tenants:
            return parts[1] == tenant
        return tenant in workspace.tenants and parts[1] in {spec.id for spec in workspace.tree.line(tenant)}
    if parts[0] == "item_defs" and len(parts) > 2:
        return parts[1] == "_shared" or parts[2] in line_of(workspace, item)
    return True


def line_of(workspace: Workspace, item: str) -> frozenset[str]:
    """Return the item and what it begins from, standards too, as far as they could be read."""
    line = [item]
    while (source := workspace.items.get(line[-1]) or workspace.standards.get(line[-1])) is not None:
        if not source.extends or source.extends in line:
            break
        line.append(source.extends)
    return frozenset(line)
