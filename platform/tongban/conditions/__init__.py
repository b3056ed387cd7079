"""The condition language: a strict subset of CEL, checked once, evaluated here and in the browser, told in words."""

from tongban.conditions.compile import compile_expression
from tongban.conditions.evaluate import evaluate, holds
from tongban.conditions.expression import ALWAYS, NEVER, Expression
from tongban.conditions.json_form import from_json, to_json
from tongban.conditions.refusal import ConditionError
from tongban.conditions.scope import RESERVED, Scope, is_name
from tongban.conditions.tell import Words, tell
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
from tongban.conditions.values import UNKNOWN, Unknown, in_row, values_to_json

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
    "Words",
    "choice_of",
    "compile_expression",
    "evaluate",
    "from_json",
    "holds",
    "in_row",
    "is_name",
    "list_of",
    "row_of",
    "tell",
    "to_json",
    "values_to_json",
]
