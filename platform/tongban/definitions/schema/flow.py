"""Write a value on one line of YAML, so that an example can stand in a table and be read back as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal

from tongban.definitions.strict_yaml import plain

#: A text of these characters is read as text wherever it stands.
_SAFE = re.compile(
    r"[\w\u3000-\u303f\uff00-\uffef《（“”—〔〕−／][\w \u3000-\u303f\uff00-\uffef《》（）“”—〔〕./+*=<>-]*"
)


def flow(value: object) -> str:
    """Write plain YAML data in flow style."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{flow(str(key))}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(each) for each in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        safe = _SAFE.fullmatch(value) and plain(value) == value and not value.endswith(" ")
        return value if safe else json.dumps(value, ensure_ascii=False)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
