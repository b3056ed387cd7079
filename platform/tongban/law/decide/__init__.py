"""Decide what a command does to a case: events, or a refusal. Pure: the same arguments give the same answer.

One file per group of commands; importing them here fills the registry.
"""

from tongban.law.decide import (
    acceptance,
    decision,
    hand_over,
    lateness,
    material_check,
    special_procedure,
    steps,
    submission,
    supplement,
)
from tongban.law.decide import withdrawal as withdrawal
from tongban.law.decide.door import decide

__all__ = [
    "acceptance",
    "decide",
    "decision",
    "hand_over",
    "lateness",
    "material_check",
    "special_procedure",
    "steps",
    "submission",
    "supplement",
    "withdrawal",
]
