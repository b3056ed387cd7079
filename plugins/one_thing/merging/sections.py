"""Put the fields of the one form into an order in which nothing is needed before it is asked, and into sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from one_thing.merging.fields import LONGEST, Placed, Writing
from one_thing.merging.rewriting import TRUE, disjunction, written
from tongban.kit.conditions import Node, names_in

OWN = "own"
Run = tuple[tuple[str, str], str]  # part (empty: shared) and section; title


def in_order(placed: Sequence[Placed], tables: Mapping[str, frozenset[str]], writing: Writing) -> list[Placed]:
    """Order the fields: what items share comes first, then part by part, but nothing before what it needs."""
    import networkx as nx  # noqa: PLC0415 — a fifth of a second: who merges no form does not wait for it

    known = {each.id: each for each in placed}
    graph = nx.DiGraph()
    graph.add_nodes_from(known)
    for each in placed:
        for name in each.needs:
            for before in tables.get(name, {name}):
                if before in known and before != each.id:
                    graph.add_edge(before, each.id)
    rank = {each.id: _rank(each, place, writing) for place, each in enumerate(placed)}
    if not nx.is_directed_acyclic_graph(graph):
        circle = [before for before, _ in nx.find_cycle(graph)]
        told = "、".join(f"“{known[each].entry['label']}”" for each in circle)
        parts = tuple(dict.fromkeys(part for each in circle for part in known[each].group.parts))
        writing.refuse(circle[0], f"共用字段{told}在各事项中互为前提，排不出先后。请用 apart 分开填写。", parts)
        return sorted(placed, key=lambda each: rank[each.id])
    return [known[name] for name in nx.lexicographical_topological_sort(graph, key=rank.__getitem__)]


def _rank(each: Placed, place: int, writing: Writing) -> tuple[int, int]:
    order = {taking.part.id: number for number, taking in enumerate(writing.takings, start=1)}
    if each.entry["type"] in ("declaration", "signature"):
        return (len(order) + 1, place)  # one declares and signs what one has filled in
    return (0 if each.group.shared else order[each.group.occurrences[0].taking.part.id], place)


def sections_of(ordered: Sequence[Placed], writing: Writing) -> list[dict[str, Any]]:
    """Gather what items share by its sections, and what one item asks beyond that on one page; few pages, in order.

    A condition that all fields of a section have stands at the section.
    """
    found: list[dict[str, Any]] = []
    runs: list[tuple[Run, list[Placed]]] = []
    for each in ordered:
        run = _run(each)
        if runs and runs[-1][0] == run:
            runs[-1][1].append(each)
        else:
            runs.append((run, [each]))
    names: dict[str, int] = {}
    for ((part, section), title), fields in runs:
        wanted = f"{part or 'shared'}-{section}"
        names[wanted] = names.get(wanted, 0) + 1
        number = names[wanted]
        found.append(_section(wanted if number == 1 else f"{wanted}-{number}", title, fields, writing))
    return found


def _run(each: Placed) -> Run:
    first = each.group.occurrences[0]
    if each.group.shared:
        return ("", first.asked.section), first.asked.section_title
    return (first.taking.part.id, OWN), first.taking.title


def _section(name: str, title: str, fields: Sequence[Placed], writing: Writing) -> dict[str, Any]:
    section: dict[str, Any] = {"section": name.replace("_", "-"), "title": title}
    before = {each.id for each in fields}
    whole = disjunction(each.applies for each in fields)
    shown = _part(fields) if names_in(whole) & before or len(written(whole)) > LONGEST else whole
    if shown != TRUE:
        section["when"] = written(shown)
    section["fields"] = [_entry(each, shown, writing) for each in fields]
    return section


def _part(fields: Sequence[Placed]) -> Node:
    """Give the condition of the item whose fields these are; shared ones are there for several."""
    group = fields[0].group
    return TRUE if group.shared else group.occurrences[0].taking.part.when.tree


def _entry(each: Placed, section: Node, writing: Writing) -> dict[str, Any]:
    entry = dict(each.entry)
    if each.applies not in (TRUE, section):
        entry["when"] = written(each.applies)
    for key in ("when", "required"):
        if len(str(entry.get(key, ""))) > LONGEST:
            message = f"共用字段“{entry['label']}”的条件合并后超过 {LONGEST} 个字符，请用 apart 分开填写。"
            writing.refuse(each.id, message, each.group.parts)
            del entry[key]
    return entry
