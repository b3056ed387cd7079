"""Days in ISO 8601, as browsers and JSON write them."""

from __future__ import annotations

from datetime import date


def is_iso_day(text: str) -> bool:
    """Say whether the browser's date control can show what was typed."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
