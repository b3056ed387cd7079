"""Licences (电子证照): issued by a grant, versioned and sealed, held by the applicant, shown, verified, used again."""

from tongban.cases.licences import afterwards
from tongban.cases.licences.issuing import change, follow
from tongban.cases.licences.offers import offers
from tongban.cases.licences.standing import IN_FORCE, Standing, standing_of
from tongban.cases.licences.tables import LicenceRegister, LicenceRow, LicenceVersionRow, PresentationRow
from tongban.cases.licences.wallet import held_by, own_licence, versions_of

__all__ = [
    "IN_FORCE",
    "LicenceRegister",
    "LicenceRow",
    "LicenceVersionRow",
    "PresentationRow",
    "Standing",
    "afterwards",
    "change",
    "follow",
    "held_by",
    "offers",
    "own_licence",
    "standing_of",
    "versions_of",
]
