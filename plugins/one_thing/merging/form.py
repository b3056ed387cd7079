"""Make the one form: a definition like any other, so that drafts, conditions and files work as everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from one_thing.language.model import Bundle
from one_thing.merging.fields import Placed, Writing, merge_entries, place_fields
from one_thing.merging.materials import merge_materials
from one_thing.merging.members import Taking, compiled
from one_thing.merging.naming import Group, name_fields
from one_thing.merging.options import Disagreement, Strictest
from one_thing.merging.rewriting import FALSE, TRUE, conjunction, written
from one_thing.merging.sections import in_order, sections_of
from one_thing.merging.tables import merge_tables
from tongban.kit.conditions import compile_expression, names_in
from tongban.kit.language import Definition, Fault, as_json, try_compile

ITEM = "one-thing."  # how the one form is called where an item's id is asked for


@dataclass(frozen=True)
class Merged:
    """The one form of a bundle, where everything in it comes from, and what could not be made one."""

    bundle: Bundle
    takings: tuple[Taking, ...]
    data: Mapping[str, Any]
    definition: Definition | None
    fields: Mapping[str, Mapping[str, str]]  # part → its field → the field of the one form
    materials: Mapping[str, Mapping[str, str]]  # part → its material → the material of the one set
    groups: tuple[Group, ...]
    strictest: tuple[Strictest, ...]
    disagreements: tuple[Disagreement, ...]
    faults: tuple[Fault, ...] = ()

    def taking(self, part: str) -> Taking:
        return next(each for each in self.takings if each.part.id == part)

    @property
    def form(self) -> Definition:
        """Give the compiled form; only a bundle that was published has surely one."""
        assert self.definition is not None, self.faults
        return self.definition


def merge(bundle: Bundle, takings: Sequence[Taking], *, plan: str = "") -> Merged:
    """Merge the items of a bundle. What cannot be made one is told in `disagreements`, never guessed.

    `plan` is the hash of what the form was made of; it makes forms of different plans different.
    """
    naming = name_fields(bundle, takings)
    writing = Writing(bundle, takings, naming)
    entries = merge_entries(writing)
    placed = place_fields(entries, writing)
    own = merge_tables(writing, {name for each in placed for name in each.needs})
    every = [*bundle.asked.get("tables", ()), *own]
    tables = {each["id"]: frozenset(each["over"]) for each in every}
    ordered = in_order(placed, tables, writing)
    materials, where = merge_materials(writing)
    form = [*_facts(bundle, entries), *sections_of(ordered, writing)]
    data = _data(bundle, takings, form, materials, list(_checks(writing, placed)))
    if every:
        data["tables"] = as_json(every)
    if plan:
        data["plan"] = plan
    compiled_form = try_compile(data)
    return Merged(
        bundle,
        tuple(takings),
        data,
        compiled_form.definition,
        naming.by_part,
        where,
        naming.groups,
        tuple(writing.strictest),
        tuple(writing.disagreements),
        compiled_form.faults,
    )


def _facts(bundle: Bundle, entries: Mapping[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give the bundle's own fields, each by the strictest rules of the items that ask the same."""
    for section in bundle.asked.get("form", ()):
        yield section | {"fields": [entries.get(each["id"], {}) | _words(each, entries) for each in section["fields"]]}


def _words(entry: Mapping[str, Any], entries: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Keep of a fact what is not a rule: its words, and when the bundle asks it."""
    if entry["id"] not in entries:
        return dict(entry)
    words = ("id", "label", "help", "example", "when", "required", "optional")
    return {key: entry[key] for key in words if key in entry}


def _checks(writing: Writing, placed: Sequence[Placed]) -> Iterator[dict[str, Any]]:
    """Say each item's checks across fields in the words of the one form; one that is said twice is said once."""
    asked = {each.id for each in placed} | set(writing.bundle.own_names)
    seen: set[tuple[str, str]] = set()
    for taking in writing.takings:
        names = writing.naming.by_part[taking.part.id]
        for check in taking.data.get("checks", ()):
            entry = _of_rows(check, names) if "each" in check else _check(check, taking, names, writing)
            if entry is None or (entry["holds"], entry["message"]) in seen:
                continue
            seen.add((entry["holds"], entry["message"]))
            if entry.get("at", next(iter(asked), "")) in asked or "each" in entry:
                yield entry | {"id": f"{taking.part.id}-{check['id']}".replace("_", "-")}


def _of_rows(check: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any] | None:
    """Keep a check of rows that speaks of its row alone; others are held by the item itself at hand-in."""
    own = {key: value for key, value in check.items() if key != "id"}
    if check["each"] not in names or "when" in check:
        return None
    return own | {"each": names[check["each"]]}


def _check(
    check: Mapping[str, Any], taking: Taking, names: Mapping[str, str], writing: Writing
) -> dict[str, Any] | None:
    known = writing.names(taking)
    if known.later & _names(check, taking):
        return None  # what an outcome will tell is checked when it is known
    holds = compiled(check["holds"], taking.scope, known)
    when = conjunction((taking.part.when.tree, compiled(check.get("when", True), taking.scope, known)))
    if holds == TRUE or when == FALSE:
        return None
    entry: dict[str, Any] = {"holds": written(holds), "message": check["message"]}
    if check.get("at") in names:
        entry["at"] = names[check["at"]]
    if when != TRUE:
        entry["when"] = written(when)
    return entry


def _names(check: Mapping[str, Any], taking: Taking) -> set[str]:
    found: set[str] = set()
    for key in ("holds", "when"):
        if isinstance(check.get(key), str):
            found |= names_in(compile_expression(check[key], taking.scope).tree)
    return found


def _data(
    bundle: Bundle,
    takings: Sequence[Taking],
    form: list[dict[str, Any]],
    materials: list[dict[str, Any]],
    checks: list[dict[str, Any]],
) -> dict[str, Any]:
    """Put the one form together as resolved data; offices, hours and limits are the leading item's."""
    lead = next((each for each in takings if each.part.id == bundle.leader), takings[0])
    data: dict[str, Any] = {
        "item": f"{ITEM}{bundle.id}",
        "tenant": lead.tenant,
        "title": bundle.title,
        "summary": bundle.summary,
        "catalogue": lead.data["catalogue"],
        "authority": lead.data["authority"],
        "applicants": list(bundle.applicants),
        "conditions": [bundle.summary],
        "situation": list(bundle.asked.get("situation", ())),
        "form": form,
        "checks": checks,
        "materials": materials,
        "process": [{"step": "lead", "name": "牵头办理", "by": "reviewer", "decides": True}],
        "time": {"statutory": "none", "promise": "on_the_spot", "statutory_note": "各事项分别计算期限。"},
        "fees": "none",
        "result": "none",
        "service": lead.data["service"],
        "delivery": list(bundle.ways),
        "themes": list(bundle.themes),
        "keywords": list(bundle.keywords),
        "visits": bundle.visits,
    }
    for key in ("licences", "trust"):
        whole = {name: each for one in takings for name, each in one.data.get(key, {}).items()}
        if whole:
            data[key] = whole
    return cast(dict[str, Any], as_json(data))
