"""Rows changed by their key, written with the session and without its unit of work: a case, its tasks, its limits.

What the session does to find out what was changed in an object costs several times what it costs to write it. Who knows
what is changed says so instead. It waits with the session's own objects, is written right behind them, and goes or
stays with their transaction and savepoints; the scope may write it or not as it may any row (T2).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from sqlalchemy import Connection, bindparam, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from tongban.database.compiled import KeptStatement
from tongban.database.tables import Base
from tongban.errors import TongbanError

Key = tuple[str, ...]
Values = dict[str, object]
MayWrite = Callable[[type[Base], object], None]


class Changed:
    """What waits to be written: the changed columns by table and key, each row once."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[type[Base], Key], Values] = {}
        self._objects: list[Base] = []

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def put(self, session: Session, kind: type[Base], key: Key, values: Mapping[str, object]) -> None:
        """Let a change wait; an object that the session holds of the row says so from now on."""
        self._waiting.setdefault((kind, key), {}).update(values)
        held: Base | None = session.identity_map.get(kind.__mapper__.identity_key_from_primary_key(key))
        if held is not None:
            self._objects.append(held)
            for name, value in values.items():
                set_committed_value(held, name, value)

    def forget(self) -> list[Base]:
        """Let nothing wait any more; give the objects that say what may not have come to be."""
        told, self._waiting, self._objects = self._objects, {}, []
        return told

    def write(self, connection: Connection, may_write: MayWrite) -> None:
        """Write what waits, rows with the same columns in one statement; raises TongbanError for a row not there."""
        waiting, self._waiting = self._waiting, {}
        alike: dict[tuple[type[Base], frozenset[str]], list[Values]] = {}
        for (kind, key), values in waiting.items():
            keyed = dict(zip(_key_names(kind), key, strict=True))
            if "key_tenant_id" in keyed:
                may_write(kind, keyed["key_tenant_id"])
            alike.setdefault((kind, frozenset(values)), []).append(values | keyed)
        for (kind, _columns), rows in alike.items():
            done = _update(kind).send(connection, rows if len(rows) > 1 else rows[0])
            if done.rowcount != len(rows):
                raise TongbanError(f"“{kind.__tablename__}”中要修改的行已经不在，没有保存，请重新打开后再办理。")


@lru_cache
def _key_names(kind: type[Base]) -> Key:
    return tuple(f"key_{each.name}" for each in kind.__mapper__.primary_key)


@lru_cache
def _update(kind: type[Base]) -> KeptStatement:
    """Put the statement together once for each table; it sets the columns that it is given."""
    columns = zip(kind.__mapper__.primary_key, _key_names(kind), strict=True)
    keyed = (column == bindparam(name) for column, name in columns)
    return KeptStatement(update(kind.__table__).where(*keyed))  # type: ignore[arg-type]
