"""The linter: one rule a file; a rule's examples are its tests and its page."""

from __future__ import annotations

from collections.abc import Collection

from tongban.definitions.finding import Finding
from tongban.definitions.workspace import Workspace


def lint(workspace: Workspace, only: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return the findings of loading and of all rules; `only` names items (empty: all)."""
    raise NotImplementedError


__all__ = ["lint"]
