"""Run the rules over a workspace."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tongban.definitions.finding import Finding, in_order
from tongban.definitions.lint.registry import all_rules
from tongban.definitions.lint.rule import Of, Subject
from tongban.definitions.rulebook import Rulebook
from tongban.definitions.workspace import Workspace


def lint(workspace: Workspace, only: Collection[str] = (), *, tenants: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return what loading and the rules found, each once. `only` names items, `tenants` claimants; empty: all."""
    found = list(workspace.findings)
    for name in workspace.items:
        if not only or name in only:
            found += _item_findings(workspace, name, tenants)
    return in_order(found)


def lint_claim(workspace: Workspace, item: str, tenant: str) -> tuple[Finding, ...]:
    """Return what stands between one claimant's item and its publication: rules on the item and on this claim."""
    return in_order(_item_findings(workspace, item, (tenant,)))


def _item_findings(workspace: Workspace, item: str, tenants: Collection[str]) -> Iterator[Finding]:
    for subject in _subjects(workspace, item, tenants):
        of = Of.ITEM if subject.tenant is None else Of.CLAIM
        for rule in all_rules():
            if rule.of in (of, Of.BOTH):
                yield from rule.findings(subject)


def _subjects(workspace: Workspace, item: str, tenants: Collection[str]) -> Iterator[Subject]:
    source = workspace.items[item]
    claimants = workspace.claimants(item)
    rulebooks = _rulebooks(workspace, claimants)
    yield Subject(workspace, source, workspace.resolve(item), None, rulebooks)
    for name in claimants:
        if not tenants or name in tenants:
            own = _rulebooks(workspace, (name,))
            yield Subject(workspace, source, workspace.resolve(item, name), workspace.tenants[name], own)


def _rulebooks(workspace: Workspace, claimants: tuple[str, ...]) -> tuple[Rulebook, ...]:
    """Return the rulebooks under which an item runs; of one that nobody claims yet, all."""
    roots = {workspace.tree.root(each).id for each in claimants} or set(workspace.rulebooks)
    return tuple(workspace.rulebooks[each] for each in sorted(roots) if each in workspace.rulebooks)
