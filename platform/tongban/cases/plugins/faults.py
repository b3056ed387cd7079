"""Write down the faults of plugins when that disturbs no work, and list them for the operator."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.plugins.tables import PluginFaultRow
from tongban.database import Scope, scoped
from tongban.plugins.faults import Fault


def write_faults(session: Session, faults: Iterable[Fault], now: datetime) -> None:
    """Write faults, counting those known already. The caller has nothing else in the transaction, and commits."""
    for fault in faults:
        with scoped(fault.tenant or "-"):
            mark = sha256(fault.error.encode()).hexdigest()
            row = session.get(PluginFaultRow, (fault.tenant or "-", fault.plugin, fault.hook, mark))
            if row is None:
                row = PluginFaultRow(
                    plugin=fault.plugin, hook=fault.hook, mark=mark, error=fault.error[:2000], first_at=now, count=0
                )
                session.add(row)
            row.count, row.last_at, row.about = row.count + 1, now, fault.about[:100]
            session.flush()


def faults_of(session: Session, plugin: str | None = None, most: int = 100) -> list[PluginFaultRow]:
    """List the faults of all tenants, the latest first; for the operator only."""
    wanted = select(PluginFaultRow).order_by(PluginFaultRow.last_at.desc()).limit(most)
    if plugin is not None:
        wanted = wanted.where(PluginFaultRow.plugin == plugin)
    with scoped(Scope.everywhere("faults of plugins")):
        return list(session.scalars(wanted))
