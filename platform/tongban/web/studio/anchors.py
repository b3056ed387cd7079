"""The element of a page at which a finding stands."""

from __future__ import annotations

import re


def anchor(at: str) -> str:
    """Give `#f-fields-2-when_field` for `fields.2.when_field`, as the form engine names its elements."""
    return "#f-" + re.sub(r"[^A-Za-z0-9_-]", "-", at) if at else ""
