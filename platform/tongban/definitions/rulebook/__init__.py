"""The rulebook (规则集) of a jurisdiction, and how it is read (T5)."""

from tongban.definitions.rulebook.model import (
    MEASURES,
    Citation,
    Limit,
    LongestPromise,
    Remedies,
    Retention,
    Rulebook,
    Switch,
    Target,
    WarningThreshold,
    Words,
)
from tongban.definitions.rulebook.parts_schema import SpanSchema
from tongban.definitions.rulebook.quiet import QuietHours
from tongban.definitions.rulebook.schema import RulebookSchema, load_rulebook
from tongban.definitions.rulebook.tickets import DEFAULT_TICKET_TERMS, TICKET_KINDS, TicketTerms

__all__ = [
    "DEFAULT_TICKET_TERMS",
    "MEASURES",
    "TICKET_KINDS",
    "Citation",
    "Limit",
    "LongestPromise",
    "QuietHours",
    "Remedies",
    "Retention",
    "Rulebook",
    "RulebookSchema",
    "SpanSchema",
    "Switch",
    "Target",
    "TicketTerms",
    "WarningThreshold",
    "Words",
    "load_rulebook",
]
