"""The vocabulary for plugins: which keys a file of their own knows; faults are told at their lines. Pure."""

from tongban.definitions.vocabulary import Fault, check_vocabulary
from tongban.definitions.vocabulary.basis import DAY, ITEM_ID, PART_ID, BasisEntry
from tongban.definitions.vocabulary.entries import Entry, ListOf, MapOf, Part
from tongban.definitions.vocabulary.kinds import Moment, OneOf, Pattern, Text, Whole, YesNo

__all__ = [
    "DAY",
    "ITEM_ID",
    "PART_ID",
    "BasisEntry",
    "Entry",
    "Fault",
    "ListOf",
    "MapOf",
    "Moment",
    "OneOf",
    "Part",
    "Pattern",
    "Text",
    "Whole",
    "YesNo",
    "check_vocabulary",
]
