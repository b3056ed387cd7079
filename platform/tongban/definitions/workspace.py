"""Everything that the repository's folders define, loaded at once (body follows)."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.definitions.finding import Finding
from tongban.definitions.resolve import Resolved
from tongban.definitions.sources import Sources
from tongban.definitions.tenants import TenantTree


@dataclass(frozen=True, slots=True)
class Workspace:
    """What was loaded, and what was found while loading."""

    sources: Sources
    tree: TenantTree
    findings: tuple[Finding, ...]

    def resolve(self, item: str, tenant: str | None = None) -> Resolved:
        raise NotImplementedError


def load_workspace(sources: Sources) -> Workspace:
    """Load and check all definitions; what has an error is absent and has a finding."""
    raise NotImplementedError
