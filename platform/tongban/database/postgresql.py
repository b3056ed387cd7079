"""How a transaction begins and ends on PostgreSQL: in one message each, as every request has one (T2).

The driver sends BEGIN alone and the scope after it, and at each rollback throws away the statements that the server has
prepared. Both cost more than most of our questions. What goes wrong here is left to the driver's own way.
"""

from __future__ import annotations

from psycopg import Connection, pq
from sqlalchemy import Connection as AlchemyConnection

_IDLE, _IN_TRANSACTION = pq.TransactionStatus.IDLE, pq.TransactionStatus.INTRANS


def begin_in_scope(connection: AlchemyConnection, reads: str, writes: str) -> bool:
    """Begin the transaction and tell the scope at once; False where it runs already, or could not be begun."""
    driver = _driver(connection)
    if driver is None or driver.pgconn.transaction_status != _IDLE:
        return False
    escaping = pq.Escaping(driver.pgconn)
    told = [escaping.escape_literal(each.encode()) for each in (reads, writes)]
    answer = driver.pgconn.exec_(
        b"BEGIN; SELECT set_config('app.reads', %s, true), set_config('app.writes', %s, true)" % tuple(told)
    )
    return answer.status == pq.ExecStatus.TUPLES_OK


def roll_back(connection: AlchemyConnection) -> None:
    """Roll a sound transaction back; the statements that the server has prepared stay.

    After an error the driver does it, and prepares its statements anew: one of them may be what went wrong.
    """
    driver = _driver(connection)
    if driver is not None and driver.pgconn.transaction_status == _IN_TRANSACTION:
        driver.pgconn.exec_(b"ROLLBACK")


def _driver(connection: AlchemyConnection) -> Connection | None:
    found: object = connection.connection.dbapi_connection
    return found if isinstance(found, Connection) and not found.closed else None
