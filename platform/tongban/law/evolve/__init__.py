"""Fold an event into a case. This is the only writer of `Case`; it decides nothing and knows no definition.

One file per path of the law; importing them here fills the registry.
"""

from tongban.law.evolve import (
    acceptance,
    afterwards,
    assignment,
    clocks,
    commitment,
    countersign,
    decision,
    delivery,
    extension,
    fees,
    hand_over,
    lateness,
    notices,
    opinions,
    review,
    submission,
    supplement,
    survey,
    tolerance,
    withdrawal,
)
from tongban.law.evolve.fold import evolve, replay

__all__ = [
    "acceptance",
    "afterwards",
    "assignment",
    "clocks",
    "commitment",
    "countersign",
    "decision",
    "delivery",
    "evolve",
    "extension",
    "fees",
    "hand_over",
    "lateness",
    "notices",
    "opinions",
    "replay",
    "review",
    "submission",
    "supplement",
    "survey",
    "tolerance",
    "withdrawal",
]
