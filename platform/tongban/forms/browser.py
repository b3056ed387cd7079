"""What `static/form.js` needs, as HTML attributes: conditions per field, and the answers that are not on the page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup, escape

from tongban.conditions import Expression, to_json
from tongban.conditions.values import values_to_json


@lru_cache(maxsize=8192)
def condition_json(condition: Expression, *plain: Expression) -> str:
    """Give a condition as JSON text, or nothing where it is one of the plain ones that never change."""
    return "" if condition in plain else json.dumps(to_json(condition), ensure_ascii=False, separators=(",", ":"))


def values_json(values: Mapping[str, object]) -> Markup:
    """Give the answers as conditions read them: numbers as text, dates as ISO text."""
    return attribute("data-values", json.dumps(values_to_json(values), ensure_ascii=False, separators=(",", ":")))


def attribute(name: str, value: str) -> Markup:
    """Write one HTML attribute, with the blank before it."""
    return Markup(f' {name}="{escape(value)}"')  # noqa: S704 — the name is ours, the value is escaped
