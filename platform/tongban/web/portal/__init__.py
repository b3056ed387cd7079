"""The portal (门户): what citizens and bodies see. Each page has a file; importing it registers its routes."""

from tongban.web.portal import (
    case_page,
    document,
    form_pages,
    guide,
    guide_paper,
    home,
    lateness,
    lists,
    materials,
    my_cases,
    open_data,
    review,
    search,
    start,
    supply,
)
from tongban.web.portal.room import blueprint

__all__ = [
    "blueprint",
    "case_page",
    "document",
    "form_pages",
    "guide",
    "guide_paper",
    "home",
    "lateness",
    "lists",
    "materials",
    "my_cases",
    "open_data",
    "review",
    "search",
    "start",
    "supply",
]
