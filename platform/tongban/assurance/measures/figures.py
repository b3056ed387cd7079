"""A figure is a count out of a whole, with every item that stands between the two."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Behind:
    """One item that keeps a figure from being whole: whose, and why."""

    item: str
    title: str
    tenant: str
    reason: str


@dataclass(frozen=True, slots=True)
class Figure:
    """So many out of so many. `percent` is rounded down, so that 100 means all."""

    got: int
    of: int
    behind: tuple[Behind, ...] = ()

    @property
    def percent(self) -> int | None:
        """Give the share in percent; None where there is nothing to count."""
        return self.got * 100 // self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one district or department (36 §21): 完备度, 覆盖度, 准确度; and which lists hold no samples."""

    id: str
    name: str
    kind: str  # district, department
    completeness: Figure
    coverage: Figure
    accuracy: Figure
    verified: Figure
