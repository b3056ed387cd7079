"""What a sheet is between YAML and a workbook: columns with headings, rows with a place in a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tongban.definitions.sheets.cells import Cellable, Written
from tongban.definitions.strict_yaml import Path


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `below` leads from the row's entry to the value; without a kind the cell is only shown."""

    heading: str
    below: Path
    kind: Cellable | Written | None = None
    told: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Return the texts among which a cell chooses; none where it is free."""
        return () if self.kind is None else self.kind.words

    @property
    def required(self) -> bool:
        """Tell whether the key must be there, so that its cell may not be emptied."""
        return isinstance(self.kind, Cellable) and bool(self.kind.kind.required)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: which document and entry it speaks of, and its cells as text. Its key finds it again on import."""

    item: str
    path: str
    base: Path
    key: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. The first `keyed` columns name the row; `adds` is the list or map to which a new row is added."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    keyed: int
    adds: str = ""  # materials, fees, questions: rows with a new key may be added
    homes: Mapping[str, tuple[str, Path]] = field(default_factory=dict)  # item → its document, and where its keys begin
