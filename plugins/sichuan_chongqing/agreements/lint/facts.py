"""What is known of one side: its items with their materials, its official codes, its regions, its calendars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One item as that side publishes it: materials by id, with the type of licence that may stand for each."""

    title: str
    materials: Mapping[str, str] = field(default_factory=dict)
    licence_names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CatalogueFacts:
    """One side. `codes` is official: code → name; None where that side published no list of codes."""

    items: Mapping[str, ItemFacts] = field(default_factory=dict)
    codes: Mapping[str, str] | None = None
    divisions: Mapping[str, str] = field(default_factory=dict)  # tenant → code of GB/T 2260
    claims: Mapping[str, frozenset[str]] = field(default_factory=dict)  # tenant → items that it claims
    calendars: frozenset[str] = frozenset()
    counts_by: Mapping[str, str] = field(default_factory=dict)  # tenant → the calendar by which it counts
    licences: frozenset[str] = frozenset()  # types of licence that it knows
    whole: bool = True  # False: only its codes are known here; the rest its own installation judges
