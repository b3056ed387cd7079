"""What an item must hold before anyone can apply (36 §6; ORD §9), and what each claimant must add (7 §9)."""

from __future__ import annotations

from collections.abc import Mapping

from tongban.definitions.strict_yaml import Path

#: Without these there is no implementation list.
OF_ITEM: tuple[Path, ...] = (
    ("title",),
    ("catalogue",),
    ("summary",),
    ("applicants",),
    ("conditions",),
    ("form",),
    ("process",),
    ("time",),
    ("time", "statutory"),
    ("time", "promise"),
    ("fees",),
    ("result",),
)

#: Without these an applicant does not know to whom, where and when.
OF_CLAIM: tuple[Path, ...] = (
    ("authority",),
    ("service", "address"),
    ("service", "hours"),
    ("service", "phone"),
    ("service", "complaints"),
)


def lacking_in_item(data: Mapping[str, object]) -> tuple[Path, ...]:
    """Return what the item itself lacks; of a missing whole, not its parts too."""
    lacking = [where for where in OF_ITEM if not _there(data, where)]
    return tuple(where for where in lacking if len(where) == 1 or where[:1] not in lacking)


def lacking_in_claim(data: Mapping[str, object]) -> tuple[Path, ...]:
    """Return what an item lacks as worked out for a claimant."""
    return tuple(where for where in OF_CLAIM if not _there(data, where))


def _there(data: Mapping[str, object], where: Path) -> bool:
    found: object = data
    for part in where:
        if not isinstance(found, Mapping) or part not in found:
            return False
        found = found[part]
    return True
