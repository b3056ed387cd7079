"""The condition language: a strict subset of CEL, checked once, evaluated here and in the browser, told in words."""

from tongban.conditions.evaluate import UNKNOWN, Unknown, evaluate, holds
from tongban.conditions.expression import ALWAYS, NEVER, Expression
from tongban.conditions.refusal import ConditionError
from tongban.conditions.scope import RESERVED, Scope, is_name
from tongban.conditions.types import (
    BOOL,
    DATE,
    INTEGER,
    NUMBER,
    TEXT,
    Type,
    choice_of,
    list_of,
    row_of,
)

__all__ = [
    "ALWAYS",
    "BOOL",
    "DATE",
    "INTEGER",
    "NEVER",
    "NUMBER",
    "RESERVED",
    "TEXT",
    "UNKNOWN",
    "ConditionError",
    "Expression",
    "Scope",
    "Type",
    "Unknown",
    "choice_of",
    "evaluate",
    "holds",
    "is_name",
    "list_of",
    "row_of",
]
