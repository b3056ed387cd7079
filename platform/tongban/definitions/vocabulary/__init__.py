"""The vocabulary: the one list of keys of the definition language, with what each may hold (see docs/language.md)."""

from tongban.definitions.vocabulary.check import check_vocabulary, dotted
from tongban.definitions.vocabulary.entries import Entry, keys_of
from tongban.definitions.vocabulary.example import ExampleFile
from tongban.definitions.vocabulary.faults import Fault, nearest
from tongban.definitions.vocabulary.form import load_options, options_of
from tongban.definitions.vocabulary.item import ItemEntry, OverlayEntry
from tongban.definitions.vocabulary.shared import (
    CatalogueFile,
    ClaimsFile,
    ElementsFile,
    LicenceFile,
    SharedDataFile,
    TenantFile,
    TrustFile,
)

__all__ = [
    "CatalogueFile",
    "ClaimsFile",
    "ElementsFile",
    "Entry",
    "ExampleFile",
    "Fault",
    "ItemEntry",
    "LicenceFile",
    "OverlayEntry",
    "SharedDataFile",
    "TenantFile",
    "TrustFile",
    "check_vocabulary",
    "dotted",
    "keys_of",
    "load_options",
    "nearest",
    "options_of",
]
