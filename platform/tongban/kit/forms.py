"""The form engine for plugins: a definition and answers become a view, findings, JSON. Pure."""

from tongban.forms import check, dump, form_view, guide_view, load, read

__all__ = ["check", "dump", "form_view", "guide_view", "load", "read"]
