"""Decide which fields of several items are one, and how each is called in the one form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from one_thing.language.model import Bundle
from one_thing.merging.members import Asked, Taking, key_of


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One field of one item that the one form asks."""

    taking: Taking
    asked: Asked


@dataclass(frozen=True, slots=True)
class Group:
    """All fields that become one, in the order of the parts; `fact`: the bundle asks it itself."""

    id: str
    occurrences: tuple[Occurrence, ...]
    key: str = ""
    fact: bool = False

    @property
    def shared(self) -> bool:
        return len({each.taking.part.id for each in self.occurrences}) > 1

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.taking.part.id for each in self.occurrences))


@dataclass(frozen=True, slots=True)
class Naming:
    groups: tuple[Group, ...]
    by_part: Mapping[str, Mapping[str, str]]  # part → its field → the name in the one form


def name_fields(bundle: Bundle, takings: Sequence[Taking]) -> Naming:
    """Name every field that is asked. What the bundle gives is left out; so is what always comes from an outcome."""
    facts = _facts(bundle)
    gathered: dict[str, list[Occurrence]] = {}
    meant = _meant(takings)
    for taking in takings:
        for asked in taking.asked:
            if not taking.given(asked.id) and not _always_taken(bundle, taking, asked.id):
                key = key_of(asked, taking) or f"{taking.part.id}/{asked.id}"
                gathered.setdefault(meant.get(key, key), []).append(Occurrence(taking, asked))
    groups, taken = [], {*facts.values(), *bundle.own_names}
    for key, found in gathered.items():
        fact = facts.get(key)
        name = fact or _name(key, found, taken)
        taken.add(name)
        groups.append(Group(name, tuple(found), key, fact is not None))
    by_part: dict[str, dict[str, str]] = {each.part.id: {} for each in takings}
    for group in groups:
        for each in group.occurrences:
            by_part[each.taking.part.id][each.asked.id] = group.id
    for taking in takings:
        for table in taking.data.get("tables", ()):
            by_part[taking.part.id][table["id"]] = f"{taking.part.id}_{table['id']}"
    return Naming(tuple(groups), by_part)


def _facts(bundle: Bundle) -> dict[str, str]:
    """Give the bundle's own fields by each name under which an item's field may be the same."""
    found: dict[str, str] = {name: name for name in bundle.own_names}
    for each in bundle.facts:
        if each.element:
            default = each.element.rsplit(".", 1)[-1]
            found[each.element if default == each.id else f"{each.element}#{each.id}"] = each.id
    return found


def _meant(takings: Sequence[Taking]) -> dict[str, str]:
    """Let `same` name a field by the id that it has in items: `baby_name` for the element baby.name under that id."""
    keys = (key_of(asked, taking) for taking in takings for asked in taking.asked)
    return {key.rpartition("#")[2]: key for key in keys if "#" in key}


def _always_taken(bundle: Bundle, taking: Taking, field_id: str) -> bool:
    takes = taking.taken(field_id)
    return takes is not None and (takes.only or bundle.part(takes.part).when.text in ("true", taking.part.when.text))


def _name(key: str, found: Sequence[Occurrence], taken: set[str]) -> str:
    """Name a group: a shared one by its element, an item's own by its part."""
    if "/" in key or (len({each.taking.part.id for each in found}) == 1 and "." in key):
        one = found[0]
        wanted = f"{one.taking.part.id}_{one.asked.id}"
    elif "#" in key:
        wanted = key.rpartition("#")[2]
    else:
        wanted = key.replace(".", "_")
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}_{number}", number + 1
    return name
