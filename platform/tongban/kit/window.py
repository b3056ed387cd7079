"""The window for plugins: an item's whole form on one page with its materials, as a clerk types it in."""

from tongban.web.desk.whole_form import (
    SETTLED,
    Problem,
    on_paper,
    posted,
    problems,
    shown,
    whole_form_files,
    window_materials,
)
from tongban.web.portal.materials import take_uploads

__all__ = [
    "SETTLED",
    "Problem",
    "on_paper",
    "posted",
    "problems",
    "shown",
    "take_uploads",
    "whole_form_files",
    "window_materials",
]
