"""A case's JSON form, as it is stored beside its events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tongban.law.case import Case
from tongban.law.json_form import from_plain, to_plain


def case_to_json(case: Case) -> dict[str, Any]:
    """Write a case as plain JSON data."""
    data: dict[str, Any] = to_plain(case)
    return data


def case_from_json(data: Mapping[str, Any]) -> Case:
    """Read a case from its JSON form."""
    return from_plain(Case, data if "stages" in data else _with_stages(data))


def _with_stages(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Read a case as it was written before steps could run together: each step is a stage of its own."""
    turn, special = data.get("current_step"), data.get("special")
    return {
        **data,
        "stages": [[each] for each in data.get("steps", ())],
        "open_steps": [turn] if turn else [],
        "specials": [special] if special else [],
    }
