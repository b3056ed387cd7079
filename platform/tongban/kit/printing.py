"""Sheets of paper for plugins: the house's own sheet with QR, in the colour of a tenant's theme."""

from tongban.notices.guide_sheet import GuideSheet, SheetEntry, SheetPart, print_guide
from tongban.web.portal.guide_paper import brand_of

__all__ = ["GuideSheet", "SheetEntry", "SheetPart", "brand_of", "print_guide"]
