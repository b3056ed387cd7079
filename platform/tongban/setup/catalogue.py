"""The English catalogues of the interface and of each plugin: gathered from templates and code, kept as text.

`python -m tongban.setup.catalogue` brings `messages.po` up to date with what the interface says, keeping translations.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from tongban.publishing.plugged import started
from tongban.setup.compiled import PLUGINS, TRANSLATIONS
from tongban.web.said import said_by_name

PACKAGE = Path(__file__).parents[1]
_WITHIN = Path("en") / "LC_MESSAGES" / "messages.po"
ENGLISH = TRANSLATIONS / _WITHIN
_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
_KEYWORDS = {"_": None, "gettext": None, "lazy": None, "lazy_gettext": None, "N_": None, "ngettext": (1, 2)}


def gather() -> Catalog:
    """Gather every message of the interface, in the order of files and lines."""
    catalogue = _said_in(PACKAGE)
    for words in said_by_name():
        catalogue.add(words)
    return catalogue


def _said_in(folder: Path) -> Catalog:
    catalogue = Catalog(project="tongban")
    found = extract_from_dir(folder, method_map=_METHODS, keywords=_KEYWORDS, comment_tags=())
    for name, _line, message, _comments, _context in found:
        catalogue.add(message, locations=[(name, 0)])
    return catalogue


def plugin_catalogues() -> dict[Path, Catalog]:
    """Gather what each plugin of the folder says, without what the core's own catalogue says already."""
    ours, found = english(), {}
    for folder in sorted(each.parent for each in PLUGINS.glob("*/plugin.yaml")):
        said, own = _said_in(folder), Catalog(project="tongban")
        for title in _titles_of(folder.name):
            said.add(title)
        for each in said:
            if each.id and each.id not in ours:
                own.add(each.id)
        if len(own):
            found[folder / "translations" / _WITHIN] = own
    return found


def _titles_of(plugin: str) -> list[str]:
    """List the titles of a plugin's notices, which pages say by name."""
    told = started(PLUGINS.parent).at_start("notice_kinds")
    return [kind.title for name, kinds in told if name == plugin for kind in kinds]


def english(kept: Path = ENGLISH) -> Catalog:
    """Read an English catalogue as it is kept; empty where there is none yet."""
    if not kept.exists():
        return Catalog(locale="en", project="tongban")
    with kept.open("rb") as file:
        return read_po(file, locale="en")


def update() -> int:
    """Bring all catalogues up to date and return how many messages lack their English."""
    without = _update(ENGLISH, gather())
    return without + sum(_update(kept, said) for kept, said in plugin_catalogues().items())


def _update(kept: Path, said: Catalog) -> int:
    catalogue = english(kept)
    catalogue.update(said, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.msgid_bugs_address = catalogue.last_translator = ""
    catalogue.header_comment, catalogue.fuzzy = (
        "# English of what the interface says. Keep placeholders as they are.",
        False,
    )
    catalogue.obsolete.clear()
    kept.parent.mkdir(parents=True, exist_ok=True)
    with kept.open("wb") as file:
        write_po(file, catalogue, width=0, sort_output=True, omit_header=False, no_location=True, ignore_obsolete=True)
    return len(untranslated(catalogue))


def untranslated(catalogue: Catalog) -> list[str]:
    """List the messages without English."""
    return [str(each.id) for each in catalogue if each.id and not each.string]


if __name__ == "__main__":
    print(f"{update()} messages lack their English.")  # noqa: T201 — a command that says what it did
