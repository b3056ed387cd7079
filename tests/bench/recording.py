"""Write down what the program writes, transaction by transaction, as the driver was given it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event

WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True, slots=True)
class Write:
    """One statement with the rows that it wrote."""

    statement: str
    rows: list[Any]


@dataclass
class Recording:
    """The transactions that were committed, and how many statements of any kind were sent."""

    transactions: list[list[Write]] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    _open: list[Write] = field(default_factory=list)

    def sent(self, statement: str, parameters: Any, many: bool) -> None:
        self.statements.append(statement)
        if statement.startswith(WRITES):
            self._open.append(Write(statement, list(parameters) if many else [parameters]))

    def committed(self) -> None:
        if self._open:
            self.transactions.append(self._open)
        self._open = []

    def rolled_back(self) -> None:
        self._open = []


@contextmanager
def recording(engine: Engine) -> Iterator[Recording]:
    """Record an engine's work for the length of a block."""
    made = Recording()

    def sent(_conn: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        made.sent(statement, parameters, many)

    listeners = (
        ("before_cursor_execute", sent),
        ("commit", lambda _conn: made.committed()),
        ("rollback", lambda _conn: made.rolled_back()),
    )
    for name, listener in listeners:
        event.listen(engine, name, listener)
    try:
        yield made
    finally:
        for name, listener in listeners:
            event.remove(engine, name, listener)
