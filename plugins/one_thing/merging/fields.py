"""Write each field of the one form: when it is asked, when it is obligatory, by whose rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from one_thing.language.model import Bundle
from one_thing.merging.members import Taking, applying, compiled, computed, names_of
from one_thing.merging.naming import Group, Naming, Occurrence
from one_thing.merging.options import Disagreement, Strictest, merge_rules
from one_thing.merging.rewriting import FALSE, TRUE, DependsOnOutcome, Names, conjunction, disjunction, written
from tongban.kit.conditions import ConditionError, Node, names_in
from tongban.kit.language import type_of

LONGEST = 1000  # characters of one condition, as the language has it


@dataclass(frozen=True, slots=True)
class Placed:
    """One field of the one form, ready to be put into a section."""

    id: str
    group: Group
    entry: dict[str, Any]
    applies: Node
    needs: frozenset[str]  # names that must be asked before


@dataclass(slots=True)
class Writing:
    """A form being written: what is known of names, and what was found on the way."""

    bundle: Bundle
    takings: Sequence[Taking]
    naming: Naming
    offered: dict[str, frozenset[str]] = field(default_factory=dict)
    strictest: list[Strictest] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    absent: frozenset[str] = frozenset()  # fields that are never asked in this bundle

    def names(self, taking: Taking) -> Names:
        return names_of(taking, self.naming.by_part[taking.part.id], self.bundle, self.offered, self.absent)

    def refuse(self, name: str, message: str, parts: Iterable[str]) -> None:
        self.disagreements.append(Disagreement(name, message, tuple(parts)))

    def said(self, taking: Taking, text: object, name: str) -> str:
        """Say one of an item's conditions as text."""
        return written(self.node(taking, text, name))

    def node(self, taking: Taking, text: object, name: str) -> Node:
        """Say one of an item's conditions in the words of the one form; what cannot be said is found."""
        try:
            return compiled(text, taking.scope, self.names(taking))
        except (DependsOnOutcome, ConditionError) as problem:
            self.refuse(name, f"“{taking.title}”的“{name}”：{problem}", (taking.part.id,))
            return TRUE


def merge_entries(writing: Writing) -> dict[str, dict[str, Any]]:
    """Merge the rules of every group; what a choice offers in the end is known to all conditions afterwards."""
    found: dict[str, dict[str, Any]] = {}
    facts = {str(each["id"]): each for section in writing.bundle.asked.get("form", ()) for each in section["fields"]}
    for group in writing.naming.groups:
        own = [("", facts[group.id])] if group.id in facts else []
        of_parts = [(each.taking.part.id, each.asked.entry) for each in group.occurrences]
        if group.fact and not own:
            continue  # a question of the bundle: its choices are its own
        merged = merge_rules(group.id, [*own, *of_parts])
        writing.strictest += merged.strictest
        writing.disagreements += merged.disagreements
        found[group.id] = merged.rules
        if "choices" in merged.rules:
            writing.offered[group.id] = frozenset(merged.rules["choices"])
    for fact in _choices(writing.bundle):
        writing.offered[fact[0]] = fact[1]
    return found


def _choices(bundle: Bundle) -> list[tuple[str, frozenset[str]]]:
    found = [(each.id, frozenset(one.value for one in each.choices)) for each in bundle.questions]
    found += [(each.id, frozenset(each.choice_labels)) for each in bundle.tables if each.choices]
    return found


def place_fields(entries: Mapping[str, dict[str, Any]], writing: Writing) -> list[Placed]:
    """Write every field that is asked. What hangs on a field that is never asked falls away with it."""
    while True:
        before, found = len(writing.disagreements), list[Placed]()
        for group in writing.naming.groups:
            placed = None if group.fact else place_field(group, entries[group.id], writing)
            found += [placed] if placed else []
        asked = {each.id for each in found} | {each.id for each in writing.naming.groups if each.fact}
        absent = frozenset(each.id for each in writing.naming.groups) - asked
        if absent == writing.absent:
            return found
        writing.absent = absent
        del writing.disagreements[before:]


def place_field(group: Group, rules: dict[str, Any], writing: Writing) -> Placed | None:
    """Write one field; None where it is never asked in this bundle."""
    applies = [_applies(each, writing) for each in group.occurrences]
    whole = disjunction(applies)
    if whole == FALSE:
        return None
    entry = {key: value for key, value in rules.items() if key not in ("when", "required", "optional", "readonly")}
    entry["id"] = group.id
    if len({each.asked.entry.get("label") for each in group.occurrences}) > 1:
        _name_shared(group, entry, writing.bundle)
    required = _required(group.occurrences, applies, writing)
    needs = names_in(whole) | names_in(required)
    if required == FALSE:
        entry["optional"] = True
    elif required not in (TRUE, whole):
        entry["required"] = written(required)
    if "computed" in entry:
        node = computed(
            entry["computed"], group.occurrences[0].taking.scope, writing.names(group.occurrences[0].taking)
        )
        entry["computed"], needs = written(node), needs | names_in(node)
    if "columns" in entry:
        entry["columns"] = [_column(each, group.occurrences[0], writing) for each in entry["columns"]]
    return Placed(group.id, group, entry, whole, needs - {group.id, "row", "applicant.kind"})


def _name_shared(group: Group, entry: dict[str, Any], bundle: Bundle) -> None:
    own = next((each for each in bundle.shared if each.id in (group.id, group.key)), None)
    if own is not None and own.label:
        entry["label"] = own.label
    if own is not None and own.help:
        entry["help"] = own.help


def _applies(each: Occurrence, writing: Writing) -> Node:
    try:
        return applying(each.taking, each.asked, writing.names(each.taking), writing.bundle)
    except (DependsOnOutcome, ConditionError) as problem:
        told = f"“{each.taking.title}”的字段“{each.asked.entry['label']}”：{problem}"
        writing.refuse(each.asked.id, told, (each.taking.part.id,))
        return each.taking.part.when.tree


def _required(found: Sequence[Occurrence], applies: Sequence[Node], writing: Writing) -> Node:
    """Say when an answer is obligatory: where one of the items that ask it then needs it."""
    parts = []
    for each, asked in zip(found, applies, strict=True):
        entry = each.asked.entry
        own = (
            FALSE
            if entry.get("optional") is True
            else writing.node(each.taking, entry.get("required", True), each.asked.id)
        )
        parts.append(conjunction((asked, own)) if own not in (TRUE, FALSE) or len(found) > 1 else own)
    whole = disjunction(parts)
    return TRUE if whole == disjunction(applies) else whole


def _column(column: Mapping[str, Any], occurrence: Occurrence, writing: Writing) -> dict[str, Any]:
    """Say a column's conditions in the words of the one form; `row.<column>` stays."""
    taking = occurrence.taking
    table = {each["id"]: each for each in occurrence.asked.entry["columns"]}
    scope = taking.scope.with_row(_row_types(table))
    entry = dict(column)
    for key in ("when", "required", "readonly"):
        if isinstance(entry.get(key), str):
            entry[key] = written(compiled(entry[key], scope, writing.names(taking)))
    if "computed" in entry:
        entry["computed"] = written(computed(entry["computed"], scope, writing.names(taking)))
    return entry


def _row_types(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: type_of(each) for name, each in table.items()}
