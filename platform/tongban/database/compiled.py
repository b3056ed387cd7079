"""What a statement that is kept becomes in the database's own words: looked up by the statement, not by its text.

SQLAlchemy finds the text of a statement again by all its parts, and goes through them each time; for a short statement
that is a tenth of its cost. A statement that is kept at the top of a module, or once for a table, has its own place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable

Values = Mapping[str, object]
_MOST = 64  # texts of one statement


class KeptStatement:
    """A statement put together once, with the texts that it has become, by database and by the columns given."""

    def __init__(self, statement: Executable) -> None:
        self.statement = statement
        self._options = {"compiled_cache": _Texts()}

    def send(self, connection: Connection, values: Values | Sequence[Values]) -> CursorResult[*tuple[Any, ...]]:
        return connection.execute(self.statement, values, execution_options=self._options)


class _Texts(dict[tuple[Any, ...], Any]):
    """The texts of one statement: of SQLAlchemy's key all counts but the parts of the statement, which are the same."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        dialect, _parts, *rest = key
        return super().get((dialect, *rest), default)

    def __setitem__(self, key: tuple[Any, ...], text: Any) -> None:
        dialect, _parts, *rest = key
        if len(self) >= _MOST:
            self.clear()
        super().__setitem__((dialect, *rest), text)
