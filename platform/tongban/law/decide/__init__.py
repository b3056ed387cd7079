"""Decide what a command does to a case: events, or a refusal. Pure: the same arguments give the same answer.

One file per group of commands; importing them here fills the registry.
"""

from tongban.law.decide import (
    acceptance,
    afterwards,
    assignment,
    commitment,
    countersign,
    decision,
    delivery,
    extension,
    fees,
    further_notice,
    hand_over,
    lateness,
    material_check,
    opinions,
    revocation,
    special_procedure,
    standing_still,
    steps,
    submission,
    supplement,
    survey,
    tolerance,
    unpaid,
)
from tongban.law.decide import withdrawal as withdrawal
from tongban.law.decide.door import decide

__all__ = [
    "acceptance",
    "afterwards",
    "assignment",
    "commitment",
    "countersign",
    "decide",
    "decision",
    "delivery",
    "extension",
    "fees",
    "further_notice",
    "hand_over",
    "lateness",
    "material_check",
    "opinions",
    "revocation",
    "special_procedure",
    "standing_still",
    "steps",
    "submission",
    "supplement",
    "survey",
    "tolerance",
    "unpaid",
    "withdrawal",
]
