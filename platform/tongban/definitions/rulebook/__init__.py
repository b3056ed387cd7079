"""The rulebook (规则集) of a jurisdiction, and how it is read (T5)."""

from tongban.definitions.rulebook.model import (
    MEASURES,
    Citation,
    Limit,
    Remedies,
    Rulebook,
    Switch,
    Target,
    WarningThreshold,
    Words,
)
from tongban.definitions.rulebook.parts_schema import SpanSchema
from tongban.definitions.rulebook.schema import RulebookSchema, load_rulebook

__all__ = [
    "MEASURES",
    "Citation",
    "Limit",
    "Remedies",
    "Rulebook",
    "RulebookSchema",
    "SpanSchema",
    "Switch",
    "Target",
    "WarningThreshold",
    "Words",
    "load_rulebook",
]
