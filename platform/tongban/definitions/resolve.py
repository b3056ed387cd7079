"""Resolve an item for a tenant (body follows)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tongban.definitions.strict_yaml import Path


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from: file, line, column, the tenant that set it (None: the item itself), and what it is."""

    path: str
    line: int
    column: int
    tenant: str | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """An item worked out for one claimant: plain JSON data and the origin of each path."""

    item: str
    tenant: str | None
    data: Mapping[str, object]
    origins: Mapping[Path, Origin]
