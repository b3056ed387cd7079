"""Catalogues as lists: the city's own, to list, search and export (C1); a partner's, taken in with a report."""

from tongban.definitions.catalogues.kinds import KIND_NAMES, LEVEL_NAMES
from tongban.definitions.catalogues.listing import (
    CatalogueLine,
    Wanted,
    catalogue_csv,
    catalogue_json,
    catalogue_lines,
    matching,
)
from tongban.definitions.catalogues.partner import (
    Partner,
    PartnerEntry,
    PartnerImport,
    Refused,
    check_partner,
    load_partner,
    partner_texts,
    refused_of,
)
from tongban.definitions.catalogues.partner_table import WrittenRow, rows_of_file

__all__ = [
    "KIND_NAMES",
    "LEVEL_NAMES",
    "CatalogueLine",
    "Partner",
    "PartnerEntry",
    "PartnerImport",
    "Refused",
    "Wanted",
    "WrittenRow",
    "catalogue_csv",
    "catalogue_json",
    "catalogue_lines",
    "check_partner",
    "load_partner",
    "matching",
    "partner_texts",
    "refused_of",
    "rows_of_file",
]
