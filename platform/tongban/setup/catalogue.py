"""The English catalogue of the interface: gathered from templates and code, kept as text, compiled at set-up.

`python -m tongban.setup.catalogue` brings `messages.po` up to date with what the interface says, keeping translations.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parents[1]
TRANSLATIONS = PACKAGE / "web" / "translations"
ENGLISH = TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po"
_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
_KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "N_": None, "ngettext": (1, 2)}


def gather() -> Catalog:
    """Gather every message of the interface, in the order of files and lines."""
    catalogue = Catalog(project="tongban")
    found = extract_from_dir(PACKAGE, method_map=_METHODS, keywords=_KEYWORDS, comment_tags=())
    for name, _line, message, _comments, _context in found:
        catalogue.add(message, locations=[(name, 0)])
    return catalogue


def english() -> Catalog:
    """Read the English catalogue as it is kept."""
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def update() -> int:
    """Bring the catalogue up to date and return how many messages lack their English."""
    catalogue = english() if ENGLISH.exists() else Catalog(locale="en", project="tongban")
    catalogue.update(gather(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:
        write_po(file, catalogue, width=0, sort_output=True, omit_header=False, no_location=True, ignore_obsolete=True)
    return len(untranslated(catalogue))


def untranslated(catalogue: Catalog) -> list[str]:
    """List the messages without English."""
    return [str(each.id) for each in catalogue if each.id and not each.string]


def compile_all() -> None:
    """Compile each catalogue beside its text; done in a moment, so done at each set-up."""
    for source in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


if __name__ == "__main__":
    print(f"{update()} messages lack their English.")  # noqa: T201 — a command that says what it did
