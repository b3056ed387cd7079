"""Evaluations for plugins: which acts can be rated, and giving a rating, once and for good (335 §37)."""

from tongban.cases.evaluation import EvaluationRow, Rating, give, occasions
from tongban.cases.evaluation.tables import InvitationRow
from tongban.law.evaluation import GRADE_NAMES, REASONS, Grade, Occasion

__all__ = [
    "GRADE_NAMES",
    "REASONS",
    "EvaluationRow",
    "Grade",
    "InvitationRow",
    "Occasion",
    "Rating",
    "give",
    "occasions",
]
