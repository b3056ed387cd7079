"""Licence types (电子证照类型): what a licence says, who may hold it, and how it is numbered."""

from __future__ import annotations

from dataclasses import dataclass

#: field types of what a decision itself may add to a licence
ENTERED = ("id_number", "text", "date")
#: what the platform itself puts into a field of a licence
GIVEN = ("holder", "number", "issuer", "issued_on", "valid_until")


@dataclass(frozen=True, slots=True)
class LicenceField:
    """One thing that a licence says (照面信息). `given` is one of `GIVEN`, or empty where an item's answers fill it."""

    id: str
    label: str
    given: str = ""
    element: str = ""  # the data element that it fills in a form
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Entered:
    """What the decision itself adds to a licence: into which field, as which of `ENTERED`, and whether it may lack it.

    What is entered is waited for by others (a newborn's number), so it is wanted unless the definition says otherwise.
    """

    field: str
    type: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class LicenceType:
    """A type of licence. `numbering` has the places {short}, {year} and {serial}; empty: no item here issues it.

    Without a `standard` that publishes the numbers they are samples and say so themselves.
    """

    id: str
    name: str
    issuer: str
    holders: tuple[str, ...]
    fields: tuple[LicenceField, ...] = ()
    numbering: str = ""
    standard: str = ""

    def field(self, field_id: str) -> LicenceField:
        """Find a field; a KeyError means that the type does not have it."""
        return {each.id: each for each in self.fields}[field_id]
