"""Drafts for plugins: what an applicant types on a form of the plugin's own, kept as typed like everywhere."""

from tongban.cases.drafts import (
    answers,
    begin_elsewhere,
    discard_elsewhere,
    handed_in,
    mine_elsewhere,
    own_elsewhere,
    save_typed,
    window_elsewhere,
)
from tongban.cases.tables import DraftRow

__all__ = [
    "DraftRow",
    "answers",
    "begin_elsewhere",
    "discard_elsewhere",
    "handed_in",
    "mine_elsewhere",
    "own_elsewhere",
    "save_typed",
    "window_elsewhere",
]
