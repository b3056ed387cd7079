"""Compile the catalogues beside their text: a moment's work, so done at each set-up; what is compiled is not kept."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).parents[1] / "web" / "translations"
PLUGINS = Path(__file__).parents[3] / "plugins"


def compile_all() -> None:
    """Compile each catalogue of the interface and of the plugins beside it."""
    for source in sorted(
        (*TRANSLATIONS.glob("*/LC_MESSAGES/*.po"), *PLUGINS.glob("*/translations/*/LC_MESSAGES/*.po"))
    ):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
