"""The adjustment of items as cases of the platform's own engine (36 §14–17; 7 §6): proposed, confirmed, claimed, filed.

The clocks, the door, the history and the sweep are those of any case; what follows a decision comes from the outbox.
"""

from tongban.cases.adjusting.claims import claim, refusals_of
from tongban.cases.adjusting.filing import file_own, filed
from tongban.cases.adjusting.following import IN_EFFECT, carry_out, take_effect
from tongban.cases.adjusting.listing import Adjustment, Claimed, adjustments, claims_of, own_adjustments
from tongban.cases.adjusting.parties import party_of
from tongban.cases.adjusting.proposing import AdjustmentRefused, Asked, drafted_files, propose, unfit_now
from tongban.cases.adjusting.reading import day_of, day_of_claim, proposal_of, task_of

__all__ = [
    "IN_EFFECT",
    "Adjustment",
    "AdjustmentRefused",
    "Asked",
    "Claimed",
    "adjustments",
    "carry_out",
    "claim",
    "claims_of",
    "day_of",
    "day_of_claim",
    "drafted_files",
    "file_own",
    "filed",
    "own_adjustments",
    "party_of",
    "proposal_of",
    "propose",
    "refusals_of",
    "take_effect",
    "task_of",
    "unfit_now",
]
