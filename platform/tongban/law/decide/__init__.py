"""Decide what a command does to a case: events, or a refusal. Pure: the same arguments give the same answer.

One file per group of commands; importing them here fills the registry.
"""

from tongban.law.decide import (
    acceptance,
    assignment,
    commitment,
    countersign,
    decision,
    hand_over,
    lateness,
    material_check,
    opinions,
    special_procedure,
    steps,
    submission,
    supplement,
    tolerance,
)
from tongban.law.decide import withdrawal as withdrawal
from tongban.law.decide.door import decide

__all__ = [
    "acceptance",
    "assignment",
    "commitment",
    "countersign",
    "decide",
    "decision",
    "hand_over",
    "lateness",
    "material_check",
    "opinions",
    "special_procedure",
    "steps",
    "submission",
    "supplement",
    "tolerance",
    "withdrawal",
]
