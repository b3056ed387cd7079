"""What a grant yields, whether it is written as one result or as a list of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tongban.definitions.strict_yaml import Path


def results_of(data: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield each result with its path; none where the item says `result: none`."""
    found = data.get("result")
    if isinstance(found, dict):
        yield ("result",), found
    elif isinstance(found, list):
        yield from ((("result", place), each) for place, each in enumerate(found) if isinstance(each, dict))
