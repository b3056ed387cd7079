"""Write the new rows of one act in one message: the server's answer to each is not waited for before the next is sent.

What was changed in rows that were there goes the session's own way, for it looks whether each change found its row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from itertools import groupby
from typing import Any

from psycopg import Connection as Driver
from sqlalchemy import Connection, Insert, insert
from sqlalchemy.orm import Session

from tongban.database.session import connection_in_scope, stamp_and_check
from tongban.database.tables import Base


def flush_together(session: Session, kinds: tuple[type[Base], ...]) -> None:
    """Write what the session has; its new rows of these kinds at once, after which it no longer holds them.

    They are bound by the scope like all rows (T2). Whoever needs one of them afterwards asks for it.
    """
    rows = [row for row in session.new if isinstance(row, kinds)]
    for row in rows:
        session.expunge(row)
    session.flush()
    stamp_and_check(rows)
    connection = connection_in_scope(session)
    with _without_waiting(connection):
        for kind, values in _by_kind(rows):
            connection.execute(_insert_into(kind), values)


def _by_kind(rows: Sequence[Base]) -> Iterator[tuple[type[Base], list[dict[str, Any]]]]:
    """Gather rows by table, in the order in which the first of each was made."""
    order = {kind: place for place, kind in reversed([*enumerate(type(row) for row in rows)])}
    for kind, same in groupby(sorted(rows, key=lambda row: order[type(row)]), key=type):
        yield kind, [_values(row) for row in same]


def _values(row: Base) -> dict[str, Any]:
    """Give a row's columns; where nothing was said, a column's own default, or nothing."""
    said, found = row.__dict__, {}
    for column in row.__table__.columns:
        default = column.default
        found[column.name] = said.get(column.name, default.arg if default is not None and default.is_scalar else None)
    return found


@lru_cache
def _insert_into(kind: type[Base]) -> Insert:
    return insert(kind.__table__)  # type: ignore[arg-type]  # every table of ours is one


def _without_waiting(connection: Connection) -> AbstractContextManager[object]:
    driver: object = connection.connection.dbapi_connection
    return driver.pipeline() if isinstance(driver, Driver) else nullcontext()
