"""Write checkpoints as lines of JSON, to be kept where nobody with the database can reach them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.checkpoints.tables import CheckpointRow


def export_lines(session: Session) -> Iterator[str]:
    """Yield one line a checkpoint, by tenant and serial; the caller may read everywhere."""
    rows = session.scalars(select(CheckpointRow).order_by(CheckpointRow.tenant_id, CheckpointRow.serial))
    for row in rows.yield_per(20):
        data = {
            "tenant_id": row.tenant_id,
            "serial": row.serial,
            "at": row.at.isoformat(),
            "heads": row.heads,
            "entries": row.entries,
            "previous": row.previous,
            "root": row.root,
            "key": row.key,
            "signature": row.signature,
        }
        yield json.dumps(data, ensure_ascii=False, separators=(",", ":"))
