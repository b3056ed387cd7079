"""Completeness, coverage and accuracy of the lists of one district or department (36 §21, §23).

Completeness counts the elements that the lists say out of those that they should. Coverage counts the catalogue entries
of the district's level that it handles. Accuracy counts the lists with which the linter finds nothing. Verified are
the lists in which no value is marked as a sample.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tongban.assurance.measures.element_names import element_names
from tongban.assurance.measures.elements import ELEMENTS, lacking
from tongban.assurance.measures.figures import Behind, Figure, Measured
from tongban.definitions import Definition, Workspace
from tongban.definitions.expand import Shared
from tongban.definitions.lint import lint_claim
from tongban.definitions.load_shared import CATALOGUE
from tongban.errors import TongbanError

#: Kinds that are in the catalogue only: nobody applies for a penalty (7 §2).
NOT_APPLIED_FOR = frozenset({"02", "03", "04", "06"})


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim with what the linter says of it. None: it cannot be compiled."""

    item: str
    tenant: str
    definition: Definition | None
    findings: tuple[str, ...]


def claims_below(workspace: Workspace, root: str) -> tuple[Claimed, ...]:
    """Return every claim of a root's tenants, compiled and linted."""
    below = [name for name in workspace.tenants if workspace.tree.root(name).id == root]
    return tuple(_claimed(workspace, item, tenant) for tenant in below for item in workspace.claimed(tenant))


def _claimed(workspace: Workspace, item: str, tenant: str) -> Claimed:
    found = tuple(f"{each.code} {each.message}" for each in lint_claim(workspace, item, tenant))
    try:
        return Claimed(item, tenant, workspace.definition(item, tenant), found)
    except TongbanError as error:
        return Claimed(item, tenant, None, (*found, error.message))


def applicable(workspace: Workspace, kind: str) -> tuple[Shared, ...]:
    """Return the city's entries in force that tenants of a kind handle and one can apply for."""
    return tuple(
        each
        for each in workspace.catalogue.values()
        if each.document.path == CATALOGUE
        and each.data["kind"] not in NOT_APPLIED_FOR
        and each.data.get("state") != "cancelled"
        and kind in _listed(each.data.get("levels"))
    )


def measured(
    workspace: Workspace, subject: tuple[str, str, str], claims: Sequence[Claimed], owed: Iterable[tuple[str, Shared]]
) -> Measured:
    """Measure a district's or department's claims; `owed` are the tenants and entries that there should be."""
    identity, name, kind = subject
    return Measured(
        identity,
        name,
        kind,
        _completeness(workspace, claims),
        _coverage(workspace, claims, owed),
        _accuracy(workspace, claims),
        _verified(workspace, claims),
    )


def _completeness(workspace: Workspace, claims: Sequence[Claimed]) -> Figure:
    behind: list[Behind] = []
    got = 0
    for each in claims:
        missing = tuple(name for name, _said in ELEMENTS) if each.definition is None else lacking(each.definition)
        got += len(ELEMENTS) - len(missing)
        if missing:
            behind.append(_behind(workspace, each, f"没有{'、'.join(missing)}"))
    return Figure(got, len(ELEMENTS) * len(claims), tuple(behind))


def _coverage(workspace: Workspace, claims: Sequence[Claimed], owed: Iterable[tuple[str, Shared]]) -> Figure:
    """Count entries that are owed and handled; one that a township below handles is handled in its district."""
    handled = {
        (above.id, str(workspace.items[each.item].document.data.get("catalogue") or ""))
        for each in claims
        for above in workspace.tree.line(each.tenant)
    }
    wanted = list(owed)
    missing = [
        Behind(entry.id, str(entry.data["name"]), tenant, "目录中有，没有认领")
        for tenant, entry in wanted
        if (tenant, entry.id) not in handled
    ]
    return Figure(len(wanted) - len(missing), len(wanted), tuple(missing))


def _accuracy(workspace: Workspace, claims: Sequence[Claimed]) -> Figure:
    behind = tuple(_behind(workspace, each, _found(each.findings)) for each in claims if each.findings)
    return Figure(len(claims) - len(behind), len(claims), behind)


def _found(findings: Sequence[str]) -> str:
    return findings[0] + (f"（共 {len(findings)} 个问题）" if len(findings) > 1 else "")


def _verified(workspace: Workspace, claims: Sequence[Claimed]) -> Figure:
    samples = [(each, each.definition, each.definition.demonstration) for each in claims if each.definition is not None]
    behind = tuple(
        _behind(workspace, each, f"示范数据：{'、'.join(element_names(definition, paths))}")
        for each, definition, paths in samples
        if paths
    )
    return Figure(len(samples) - len(behind), len(claims), behind)


def _behind(workspace: Workspace, each: Claimed, reason: str) -> Behind:
    title = each.definition.title if each.definition else each.item
    return Behind(each.item, title, workspace.tenants[each.tenant].name, reason)


def _listed(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()
