"""Evaluate an expression over answers."""
from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from tongban.conditions.expression import Expression


class Unknown(Enum):
    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN


def evaluate(expression: Expression, values: Mapping[str, object]) -> object:
    raise NotImplementedError


def holds(expression: Expression, values: Mapping[str, object]) -> bool:
    return evaluate(expression, values) is True
