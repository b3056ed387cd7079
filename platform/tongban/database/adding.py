"""Rows that are only ever added, written with the session and without objects: history, effects, codes, tasks.

What the session does for an object that may be changed costs several times what it costs to write it. Such a row is
given as its values instead. It waits with the session's own objects, is written right behind them, and goes or stays
with their transaction and savepoints; the scope may write it or not as it may any row (T2).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from sqlalchemy import Connection, insert

from tongban.database.compiled import KeptStatement
from tongban.database.tables import Base

Values = dict[str, object]
MayWrite = Callable[[type[Base], object], None]


class Added:
    """What waits to be written: rows by table and by the columns that they fill, each in one statement."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[type[Base], tuple[str, ...]], list[Values]] = {}

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def put(self, kind: type[Base], values: Mapping[str, object]) -> None:
        self._waiting.setdefault((kind, tuple(values)), []).append(dict(values))

    def forget(self) -> None:
        self._waiting = {}

    def write(self, connection: Connection, may_write: MayWrite) -> None:
        """Write what waits, each row only where `may_write` does not raise; nothing waits any more."""
        waiting, self._waiting = self._waiting, {}
        for (kind, columns), rows in waiting.items():
            if "tenant_id" in columns:
                for each in rows:
                    may_write(kind, each["tenant_id"])
            _insert(kind).send(connection, rows if len(rows) > 1 else rows[0])


@lru_cache
def _insert(kind: type[Base]) -> KeptStatement:
    """Put the statement together once for each table."""
    return KeptStatement(insert(kind.__table__))  # type: ignore[arg-type]
