"""How a transaction begins and ends on PostgreSQL: in one message each, as every request has one (T2).

The driver sends BEGIN alone and the scope after it, ends a transaction with a good deal of looking around, and at each
rollback throws away the statements that the server has prepared. All this costs more than most of our questions. What
goes wrong here is left to the driver's own way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from psycopg import Column, Connection, Cursor, OperationalError, pq
from psycopg.errors import error_from_result
from psycopg.rows import TupleRow
from sqlalchemy import Connection as AlchemyConnection

_IDLE, _IN_TRANSACTION = pq.TransactionStatus.IDLE, pq.TransactionStatus.INTRANS
_DONE = pq.ExecStatus.COMMAND_OK


class Described(Sequence[Column]):
    """What the columns of a result are, worked out when somebody looks: mostly it is known from the last time."""

    def __init__(self, cursor: Cursor[TupleRow], length: int) -> None:
        self._cursor, self._length = cursor, length

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, place: Any) -> Any:
        return [Column(self._cursor, each) for each in range(self._length)][place]

    def __iter__(self) -> Iterator[Column]:
        return (Column(self._cursor, each) for each in range(self._length))


class Asking(Cursor[TupleRow]):
    """A cursor that describes its columns only to who looks at them."""

    @property
    def description(self) -> Any:
        result = self.pgresult
        if result is None or result.status != pq.ExecStatus.TUPLES_OK:
            return super().description
        return Described(self, result.nfields)


class OneMessage(Connection[TupleRow]):
    """A connection that begins and ends a transaction with one message each."""

    def begin_in_scope(self, reads: str, writes: str) -> bool:
        """Begin and tell the scope at once; False where a transaction runs already, or could not be begun."""
        if self.closed or self.pgconn.transaction_status != _IDLE:
            return False
        escaping = pq.Escaping(self.pgconn)
        told = [escaping.escape_literal(each.encode()) for each in (reads, writes)]
        answer = self.pgconn.exec_(
            b"BEGIN; SELECT set_config('app.reads', %s, true), set_config('app.writes', %s, true)" % tuple(told)
        )
        return answer.status == pq.ExecStatus.TUPLES_OK

    def commit(self) -> None:
        """Commit a sound transaction; raises what the server says against it."""
        if self.closed or self.pgconn.transaction_status != _IN_TRANSACTION:
            return super().commit()
        answer = self.pgconn.exec_(b"COMMIT")
        if answer.status != _DONE:
            raise OperationalError(self.pgconn.get_error_message()) if self.closed else error_from_result(answer)
        return None

    def rollback(self) -> None:
        """Roll a sound transaction back; the statements that the server has prepared stay.

        After an error the driver does it, and prepares its statements anew: one of them may be what went wrong.
        """
        sound = not self.closed and self.pgconn.transaction_status == _IN_TRANSACTION
        if not sound or self.pgconn.exec_(b"ROLLBACK").status != _DONE:
            super().rollback()


def begin_in_scope(connection: AlchemyConnection, reads: str, writes: str) -> bool:
    """Begin the transaction and tell the scope at once; False where it runs already, or could not be begun."""
    driver: object = connection.connection.dbapi_connection
    return isinstance(driver, OneMessage) and driver.begin_in_scope(reads, writes)
