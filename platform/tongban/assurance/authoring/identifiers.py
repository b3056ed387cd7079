"""Ids made of Chinese names by pinyin: unique, and kept when a name is changed (C5)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pypinyin import lazy_pinyin

from tongban.conditions import RESERVED

LONGEST = 44


@dataclass(frozen=True, slots=True)
class Named:
    """A row as it was saved last: what it was called, and its id."""

    name: str
    id: str


def item_id(tenant: str, name: str, taken: Collection[str]) -> str:
    """Make an item's id: its tenant's, then syllables, joined by hyphens.

    Ids are the whole city's, and nobody sees another tenant's drafts; so each begins with its tenant.
    """
    return _free("-".join((tenant, *(_syllables(name) or ["item"]))), taken, "-")


def keep_ids(names: Sequence[str], before: Sequence[Named], word: str, taken: Collection[str] = ()) -> tuple[str, ...]:
    """Give each row its id: by its name, else by its place where only the name changed, else a new one."""
    known = {each.name: each.id for each in before}
    used: set[str] = set(taken)
    found: list[str] = []
    for number, name in enumerate(names):
        there = before[number] if number < len(before) else None
        renamed = there.id if there and there.name not in names and name not in known else None
        wanted = known.get(name) or renamed
        fresh = wanted if wanted and wanted not in used else _free(_name(name, word), used | set(known.values()), "_")
        used.add(fresh)
        found.append(fresh)
    return tuple(found)


def _name(text: str, word: str) -> str:
    made = "_".join(_syllables(text))
    return f"{made}_" if made in RESERVED else made or word


def _syllables(text: str) -> list[str]:
    """Spell a text in plain letters and digits, cut at a syllable; the first begins with a letter."""
    spoken = [re.sub(r"[^a-z0-9]", "", each.lower()) for each in lazy_pinyin(text)]
    kept: list[str] = []
    for each in (part for part in spoken if part):
        if not kept and not each[0].isalpha():
            continue
        if sum(len(part) + 1 for part in kept) + len(each) > LONGEST:
            break
        kept.append(each)
    return kept


def _free(wanted: str, taken: Collection[str], joint: str) -> str:
    number, made = 1, wanted
    while made in taken:
        number += 1
        made = f"{wanted}{joint}{number}"
    return made
