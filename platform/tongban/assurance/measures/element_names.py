"""Say paths of a definition in the words of the vocabulary: `materials.residence` is 申请材料“居住证明”."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tongban.definitions import Definition
from tongban.definitions.policies import ELEMENTS, name_of
from tongban.definitions.schema.terms import terms

#: element → entry of the vocabulary whose terms name its parts, where that is called otherwise
_ENTRIES: Mapping[str, str] = {"catalogue": "catalogue_entry", "result": "outcome"}


def element_names(definition: Definition, paths: Iterable[str]) -> tuple[str, ...]:
    """Return the names of these paths, each once."""
    return tuple(dict.fromkeys(_name(definition, each) for each in paths))


def _name(definition: Definition, path: str) -> str:
    element, _, part = path.partition(".")
    if path in ELEMENTS or not part:
        return name_of(path)
    named = _part(definition, element, part.partition(".")[0])
    return f"{name_of(element)}“{named}”" if named else name_of(element)


def _part(definition: Definition, element: str, part: str) -> str:
    """Name a part by what the item calls it, else by its term; empty where neither does."""
    called = {
        "materials": {each.id: each.name for each in definition.materials},
        "process": {each.id: each.name for each in definition.process},
        "situation": {each.id: each.label or each.ask for each in definition.situation},
    }
    term = terms().of(_ENTRIES.get(element, element), part)
    return called.get(element, {}).get(part) or (term.term if term else "")
