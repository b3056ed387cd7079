"""Who has to do what once an adjustment is confirmed: which body claims which items, and which it gives up."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions import TenantSpec, Workspace
from tongban.publishing.adjusting.claiming import ClaimTask
from tongban.publishing.adjusting.proposal import Proposal


def tasks_of(workspace: Workspace, proposal: Proposal) -> dict[str, ClaimTask]:
    """Return the task of each body concerned, those nearer to the root first. `workspace` is as it stands before."""
    found: dict[str, ClaimTask] = {}
    for spec in _bodies(workspace, proposal.root):
        claimed = workspace.claimed(spec.id)
        mine = tuple(each for each in proposal.items if each in claimed)
        task = _task(spec, mine, proposal)
        if task.take or task.drop:
            found[spec.id] = task
    return found


def _task(spec: TenantSpec, mine: tuple[str, ...], proposal: Proposal) -> ClaimTask:
    match proposal.kind:
        case "new":
            return ClaimTask(take=proposal.added if _handles(spec, proposal) else ())
        case "cancel":
            return ClaimTask(drop=mine)
        case "hand_down" | "take_over":
            return ClaimTask(take=proposal.items) if _handles(spec, proposal) else ClaimTask(drop=mine)
        case "split":
            return ClaimTask(take=proposal.added, drop=mine, like=mine[0]) if mine else ClaimTask()
        case _:
            return ClaimTask(take=mine)


def _handles(spec: TenantSpec, proposal: Proposal) -> bool:
    """Tell whether a body is of one of the levels; at the level of the city it is the department that proposes."""
    if spec.id == proposal.department:
        return "city" in proposal.levels
    return spec.kind in proposal.levels and spec.kind != "city"


def _bodies(workspace: Workspace, root: str) -> Iterator[TenantSpec]:
    """Yield the bodies of a city that have joined and still are."""
    tree = workspace.tree
    below = sorted(tree.below(root), key=lambda spec: (len(tree.line(spec.id)), spec.id))
    yield from (each for each in (tree.tenants[root], *below) if not (each.listed or each.ended))
