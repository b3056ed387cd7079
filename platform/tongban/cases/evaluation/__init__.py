"""Evaluation (好差评) as it is kept: invitations, what was said, the five figures (V1)."""

from tongban.cases.evaluation.figures import Figures, Share, figures
from tongban.cases.evaluation.giving import Rating, give
from tongban.cases.evaluation.inviting import Open, by_token, invite, occasions
from tongban.cases.evaluation.tables import EvaluationRow, InvitationRow

__all__ = [
    "EvaluationRow",
    "Figures",
    "InvitationRow",
    "Open",
    "Rating",
    "Share",
    "by_token",
    "figures",
    "give",
    "invite",
    "occasions",
]
