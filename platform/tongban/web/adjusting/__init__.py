"""The adjustment of the catalogue: a department proposes, the city sees that all claim, each claims."""

from tongban.web.adjusting import claim_page, filing_page, list_page, own_page, propose_page
from tongban.web.adjusting.room import blueprint

__all__ = ["blueprint", "claim_page", "filing_page", "list_page", "own_page", "propose_page"]
