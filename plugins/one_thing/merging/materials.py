"""Merge what is to be shown: one licence, one set of shared data, one paper, whichever items ask for it (ORD §42)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from one_thing.merging.fields import LONGEST, Writing
from one_thing.merging.members import Taking, flow_condition
from one_thing.merging.rewriting import FALSE, TRUE, conjunction, disjunction, written
from tongban.kit.conditions import Node

#: the least that is known of what is shown first: an issuer's data is surer than what somebody declares
_TRUST = ("issuer", "verified", "uploaded", "declared")


class Bringing:
    """One material of one item, with the words by which it may be one with others."""

    def __init__(self, taking: Taking, entry: Mapping[str, Any], writing: Writing) -> None:
        self.taking, self.entry = taking, entry
        own = [taking.part.when.tree, writing.node(taking, entry.get("when", True), str(entry["id"]))]
        if (takes := taking.taken_material(str(entry["id"]))) is not None:
            own.append(FALSE if takes.only else flow_condition(takes, writing.bundle))
        self.applies: Node = conjunction(own)
        self.optional = entry.get("optional") is True
        self.required = FALSE if self.optional else writing.node(taking, entry.get("required", True), str(entry["id"]))

    @property
    def part(self) -> str:
        return self.taking.part.id


def merge_materials(writing: Writing) -> tuple[list[dict[str, Any]], dict[str, dict[str, str]]]:
    """Give the one set of materials, and for each part which of it each of its own materials is."""
    gathered: dict[str, list[Bringing]] = {}
    for taking in writing.takings:
        for entry in taking.data.get("materials", ()):
            each = Bringing(taking, entry, writing)
            gathered.setdefault(_key(each, writing), []).append(each)
    materials, where, names = [], {each.part.id: dict[str, str]() for each in writing.takings}, set[str]()
    for key, found in gathered.items():
        name = _name(key, found, names)
        names.add(name)
        for each in found:
            where[each.part][str(each.entry["id"])] = name
        merged = _merge(name, found, writing)
        if merged is not None:
            materials.append(merged)
    return sorted(materials, key=lambda each: each["source"] == "government"), where  # what one must bring comes first


def _key(each: Bringing, writing: Writing) -> str:
    own = str(each.entry["id"])
    for shared in writing.bundle.materials:
        if shared.of.get(each.part) == own:
            return f"said/{shared.id}"
    if licence := each.entry.get("licence"):
        return f"licence/{licence}"
    if data := each.entry.get("shared_data"):
        return f"data/{data['id'] if isinstance(data, Mapping) else data}"
    return f"name/{unicodedata.normalize('NFKC', str(each.entry['name'])).replace(' ', '')}"


def _name(key: str, found: Sequence[Bringing], names: set[str]) -> str:
    kind, _, said = key.partition("/")
    wanted = said if kind in ("said", "licence") else str(found[0].entry["id"])
    if kind == "name" and len(found) == 1:
        wanted = f"{found[0].part}-{wanted}"
    name, number = wanted, 2
    while name in names:
        name, number = f"{wanted}-{number}", number + 1
    return name


def _merge(name: str, found: Sequence[Bringing], writing: Writing) -> dict[str, Any] | None:
    applies = disjunction(each.applies for each in found)
    if applies == FALSE:
        return None
    asked = [each for each in found if each.applies != FALSE]
    entry: dict[str, Any] = {key: value for key, value in asked[0].entry.items() if key not in _OWN}
    entry["id"] = name
    said = next((each for each in writing.bundle.materials if each.id == name and each.name), None)
    if said is not None:
        entry["name"] = said.name
    entry |= _strictest(asked)
    _refuse_no_format(name, entry, asked, writing)
    if applies != TRUE:
        entry["when"] = written(applies)
    obliged = disjunction(conjunction((each.applies, each.required)) for each in asked)
    if obliged == FALSE:
        entry["optional"] = True
    elif obliged != applies:
        entry["required"] = written(obliged)
    for key in ("when", "required"):
        if len(str(entry.get(key, ""))) > LONGEST:
            writing.refuse(name, f"材料“{entry['name']}”的条件合并后太长。", [each.part for each in asked])
            del entry[key]
    return entry


_OWN = frozenset({"when", "required", "optional", "may_follow", "result_of"})


def _strictest(found: Sequence[Bringing]) -> dict[str, Any]:
    """One paper that does for all: its formats suit all, it is fresh enough for all, all its points are checked."""
    entries = [each.entry for each in found]
    rules: dict[str, Any] = {}
    formats = [each.get("formats", ["pdf", "jpg", "png"]) for each in entries]
    rules["formats"] = [each for each in formats[0] if all(each in other for other in formats)]
    rules["max_mb"] = min(each.get("max_mb", 20) for each in entries)
    rules["originals"] = max(each.get("originals", 0) for each in entries)
    rules["copies"] = max(each.get("copies", 1) for each in entries)
    rules["trust"] = min((_trust(each) for each in entries), key=_TRUST.index)
    criteria = list(dict.fromkeys(point for each in entries for point in each.get("criteria", ())))
    if criteria:
        rules["criteria"] = criteria
    follow = [each["may_follow"] for each in entries if "may_follow" in each]
    if len(follow) == len(entries):
        rules["may_follow"] = min(follow, key=lambda span: next(iter(span.values())))
    fresh = [each["issued_within"] for each in entries if "issued_within" in each]
    if fresh:
        rules["issued_within"] = min(fresh, key=_days)
    # whoever must be shown it by the applicant is shown it: nobody's own list is made shorter here
    brought = [each for each in entries if _source(each) != "government"]
    rules["source"] = _source(brought[0] if brought else entries[0])
    return rules


def _source(entry: Mapping[str, Any]) -> str:
    held = "result_of" in entry or "shared_data" in entry
    return str(entry.get("source", "government" if held else "applicant"))


def _trust(entry: Mapping[str, Any]) -> str:
    return str(entry.get("trust", "issuer" if _source(entry) == "government" else "uploaded"))


def _days(span: Mapping[str, int]) -> int:
    ((unit, amount),) = span.items()
    return amount * {"working_days": 1, "days": 1, "months": 30, "years": 365}[unit]


def _refuse_no_format(name: str, entry: Mapping[str, Any], found: Sequence[Bringing], writing: Writing) -> None:
    if not entry["formats"]:
        told = "、".join(f"“{each.taking.title}”" for each in found)
        message = f"材料“{entry['name']}”在{told}中允许的文件格式没有一种相同，不能只交一份。"
        writing.refuse(name, message, [each.part for each in found])


__all__ = ["Bringing", "merge_materials"]
