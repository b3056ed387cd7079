"""The English catalogue of the interface: gathered from templates and code, kept as text (compiled: `compiled.py`).

`python -m tongban.setup.catalogue` brings `messages.po` up to date with what the interface says, keeping translations.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from tongban.setup.compiled import TRANSLATIONS
from tongban.web.said import said_by_name

PACKAGE = Path(__file__).parents[1]
ENGLISH = TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po"
_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
_KEYWORDS = {"_": None, "gettext": None, "lazy": None, "lazy_gettext": None, "N_": None, "ngettext": (1, 2)}


def gather() -> Catalog:
    """Gather every message of the interface, in the order of files and lines."""
    catalogue = Catalog(project="tongban")
    found = extract_from_dir(PACKAGE, method_map=_METHODS, keywords=_KEYWORDS, comment_tags=())
    for name, _line, message, _comments, _context in found:
        catalogue.add(message, locations=[(name, 0)])
    for words in said_by_name():
        catalogue.add(words)
    return catalogue


def english() -> Catalog:
    """Read the English catalogue as it is kept."""
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def update() -> int:
    """Bring the catalogue up to date and return how many messages lack their English."""
    catalogue = english() if ENGLISH.exists() else Catalog(locale="en", project="tongban")
    catalogue.update(gather(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.msgid_bugs_address = catalogue.last_translator = ""
    catalogue.header_comment, catalogue.fuzzy = (
        "# English of what the interface says. Keep placeholders as they are.",
        False,
    )
    catalogue.obsolete.clear()
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:
        write_po(file, catalogue, width=0, sort_output=True, omit_header=False, no_location=True, ignore_obsolete=True)
    return len(untranslated(catalogue))


def untranslated(catalogue: Catalog) -> list[str]:
    """List the messages without English."""
    return [str(each.id) for each in catalogue if each.id and not each.string]


if __name__ == "__main__":
    print(f"{update()} messages lack their English.")  # noqa: T201 — a command that says what it did
