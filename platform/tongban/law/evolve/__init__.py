"""Fold an event into a case. This is the only writer of `Case`; it decides nothing and knows no definition.

One file per path of the law; importing them here fills the registry.
"""

from tongban.law.evolve import (
    acceptance,
    clocks,
    decision,
    hand_over,
    lateness,
    notices,
    review,
    submission,
    supplement,
    withdrawal,
)
from tongban.law.evolve.fold import evolve, replay

__all__ = [
    "acceptance",
    "clocks",
    "decision",
    "evolve",
    "hand_over",
    "lateness",
    "notices",
    "replay",
    "review",
    "submission",
    "supplement",
    "withdrawal",
]
