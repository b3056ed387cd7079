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
    return from_plain(Case, dict(data))
