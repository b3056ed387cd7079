"""What a city has decided of entries of the catalogue: added, cancelled, handed down, split (36 §14, §15).

`tenants/<root>/catalogue.yaml` holds what differs from the entry as the law made it, for that city and all below it.
The platform writes it when an adjustment is confirmed; each decision names the case from which it comes.
"""

from __future__ import annotations

from collections.abc import Mapping

from tongban.definitions.expand import Shared
from tongban.definitions.layer import as_json
from tongban.definitions.provenance import Part
from tongban.definitions.reading import Reading
from tongban.definitions.resolve import Working
from tongban.definitions.vocabulary.decisions import DecisionsFile

FILE = "catalogue.yaml"
#: what a decision says of itself, and not of the entry
OF_ITSELF = frozenset({"adjustment", "becomes"})

#: root → entry → what was decided of it
Decisions = Mapping[str, Mapping[str, Shared]]


def decisions_path(root: str) -> str:
    return f"tenants/{root}/{FILE}"


def load_decisions(reading: Reading) -> dict[str, dict[str, Shared]]:
    """Return the decisions of each city by entry."""
    found: dict[str, dict[str, Shared]] = {}
    for path, parts in reading.under("tenants", "*", FILE):
        if (document := reading.document(path, DecisionsFile)) is None:
            continue
        entries = document.data["entries"]
        assert isinstance(entries, dict)
        found[parts[1]] = {name: Shared(name, document, ("entries", name)) for name in entries}
    return found


def confirmed(decisions: Decisions) -> frozenset[str]:
    """List the entries that some city has confirmed: they went through its procedure, whatever their kind."""
    return frozenset(
        name for entries in decisions.values() for name, each in entries.items() if each.data.get("state") == "active"
    )


def lay_decision(working: Working, decision: Shared | None) -> None:
    """Lay what a city decided over the entry that stands in resolved data already."""
    entry = working.data.get("catalogue")
    if decision is None or not isinstance(entry, dict):
        return
    said = {key: value for key, value in decision.data.items() if key not in OF_ITSELF}
    for key, value in said.items():
        entry[key] = as_json(value)
        working.provenance.note(("catalogue", key), Part(decision, "目录调整", 1))
