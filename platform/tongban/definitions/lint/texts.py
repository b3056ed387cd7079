"""The texts of an item that people read, each with its path; ids, conditions, patterns and examples are none."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.strict_yaml import Path

#: Keys whose value is a text for people.
SINGLE = frozenset(
    {
        "title", "summary", "name", "ask", "label", "help", "message", "text", "question", "answer", "point", "remedy",
        "statutory_note", "visits_reason", "standard", "output", "sample", "note", "reduction", "source_note",
        "copy_note", "consequence", "excluded", "validity_note", "item_title", "quantity_limit", "pattern_help",
    }
)  # fmt: skip
#: Keys whose value is a list of texts for people.
LISTED = frozenset({"conditions", "criteria", "points", "rights", "obligations", "requirements"})
#: Parts that are not the item's own words: a law's text, a notice's template, marks for programs.
LEFT_OUT = frozenset(
    {"catalogue", "wording", "translations", "demonstration", "exemptions", "basis", "authority", "service", "rows"}
)


def texts_for_people(data: object, where: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield each text that people read, in the order in which it is written."""
    if isinstance(data, dict):
        for key, below in data.items():
            if key in LEFT_OUT:
                continue
            if isinstance(below, str):
                if key in SINGLE or (where and where[-1] == "choices"):
                    yield (*where, key), below
            else:
                yield from texts_for_people(below, (*where, key))
    elif isinstance(data, list):
        for number, below in enumerate(data):
            if isinstance(below, str):
                if where and where[-1] in LISTED:
                    yield (*where, number), below
            else:
                yield from texts_for_people(below, (*where, number))
