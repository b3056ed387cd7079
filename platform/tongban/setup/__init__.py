"""Bring what Python packages cannot carry: front-end files and the fonts of documents, from npm by pinned hash."""

from tongban.setup.front_end import SetupError, fonts_ready, install, is_installed

__all__ = ["SetupError", "fonts_ready", "install", "is_installed"]
