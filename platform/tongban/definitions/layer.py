"""What one document contributes to an item, value by value, each with the place where it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tongban.definitions.policies import DIVIDED
from tongban.definitions.provenance import Origin
from tongban.definitions.strict_yaml import Document, Path

#: What an item says of itself as a text, not of the service.
OWN_KEYS = ("extends", "standard", "policies")


@dataclass(frozen=True, slots=True)
class Layer:
    """One contribution: the part of a document that speaks, and for which tenant (None: the item)."""

    document: Document
    at: Path = ()
    tenant: str | None = None

    @property
    def data(self) -> Mapping[str, object]:
        found: object = self.document.data
        for part in self.at:
            found = found[part] if isinstance(found, dict) else {}
        return found if isinstance(found, dict) else {}

    def origin(self, where: Path, said: str = "") -> Origin:
        mark = self.document.mark((*self.at, *where))
        return Origin(self.document.path, mark.line, mark.column, self.tenant, said)

    def key_origin(self, where: Path) -> Origin:
        mark = self.document.key_mark((*self.at, *where))
        return Origin(self.document.path, mark.line, mark.column, self.tenant)


def units(data: Mapping[str, object]) -> Iterator[tuple[Path, object]]:
    """Yield what is set as one: top elements, and the parts of `time`, `service` and `remedies`."""
    for key, value in data.items():
        if key in DIVIDED and isinstance(value, dict):
            for part, below in value.items():
                yield (key, part), below
        else:
            yield (key,), value


def as_json(value: object) -> object:
    """Copy plain data so that JSON holds it exactly: a decimal becomes its digits."""
    if isinstance(value, dict):
        return {key: below if isinstance(below, str) else as_json(below) for key, below in value.items()}
    if isinstance(value, list):
        return [below if isinstance(below, str) else as_json(below) for below in value]
    return str(value) if isinstance(value, Decimal) else value
