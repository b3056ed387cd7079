"""Prove an item before it is published; what was proven once is not proven again in this process (C6).

A proof takes part of a second, so it belongs to publishing alone: pages that show a draft lint it, and do not prove.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from tongban.assurance.prove import prove
from tongban.assurance.prove.house import proof_key
from tongban.publishing.books import Shelf
from tongban.publishing.checking import Checked

MOST = 4096


class Proofs:
    """The keys of what was proven without any finding; a key names all that the proof looked at."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, key: str) -> bool:
        with self._lock:
            return key in self._kept

    def add(self, key: str) -> None:
        with self._lock:
            self._kept[key] = None
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


_proven = Proofs()


def proven(shelf: Shelf, checked: Checked) -> Checked:
    """Add what the proof finds to what the linter found; nothing is proven of what cannot be published anyway."""
    if checked.errors or checked.definition is None or checked.data is None:
        return checked
    rulebook, calendar = shelf.rulebook(checked.tenant), shelf.calendar(checked.tenant)
    key = proof_key(checked.data, rulebook, calendar)
    if key in _proven:
        return checked
    origins = shelf.workspace.resolve(checked.item, checked.tenant).origin
    proof = prove(checked.definition, rulebook, calendar, origins=origins)
    if not proof.findings:
        _proven.add(key)
        return checked
    return replace(checked, findings=tuple(dict.fromkeys((*checked.findings, *proof.findings))))
