"""What a checkpoint signs, in one canonical form for making, checking and exporting it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from tongban.tenancy.tables import AuditRow

FIRST = "0" * 64  # the root before the first checkpoint


def root_of(
    tenant: str, serial: int, at: datetime, previous: str, heads: Sequence[object], entries: Sequence[object]
) -> str:
    """Hash all that a checkpoint says, and the root before it."""
    return _digest([tenant, serial, at.astimezone(UTC).isoformat(), previous, heads, entries])


def digest_of(entry: AuditRow) -> str:
    """Hash what an audit entry says."""
    at = entry.at.astimezone(UTC).isoformat()
    return _digest([entry.id, at, entry.actor, entry.action, entry.target, entry.allowed, entry.note])


def _digest(data: object) -> str:
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
