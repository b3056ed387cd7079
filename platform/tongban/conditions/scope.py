"""The names that an expression may use at its place, each with its type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tongban.conditions.types import RowOf, Type, row_of

#: Keywords and reserved words of CEL (language definition, "Syntax"), and `row`, which is the row one stands in.
RESERVED = frozenset(
    {"as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop"}
    | {"namespace", "null", "package", "return", "row", "true", "var", "void", "while"}
)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def is_name(text: str) -> bool:
    """Say whether an id can be named in a condition: an identifier of CEL that is not reserved."""
    return _NAME.fullmatch(text) is not None and text not in RESERVED


@dataclass(frozen=True)
class Scope:
    """Hold names and types in the order in which they are asked; dotted names (`applicant.kind`) are one name."""

    names: Mapping[str, Type]
    row: RowOf | None = None
    later: frozenset[str] = frozenset()

    def with_row(self, columns: Mapping[str, Type] | RowOf) -> Scope:
        """Stand in a row of a table: `row.<column>` is a name too."""
        return replace(self, row=columns if isinstance(columns, RowOf) else row_of(columns))

    def before(self, name: str) -> Scope:
        """Stand at a field, or at a column by `row.<column>`: itself and what is asked after it cannot be named.

        A name that the scope does not hold, such as an id that no condition can name, bars nothing.
        """
        columns = [f"row.{column}" for column, _ in self.row.columns] if self.row else []
        asked = columns if name in columns else list(self.names)
        later = asked[asked.index(name) :] if name in asked else []
        return replace(self, later=self.later | frozenset(later))

    def speakable(self) -> list[str]:
        """List every name that an expression may use here."""
        columns = [f"row.{column}" for column, _ in self.row.columns] if self.row else []
        return [each for each in [*self.names, *columns] if each not in self.later]
