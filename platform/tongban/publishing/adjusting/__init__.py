"""What an adjustment of the catalogue does to definitions: proposed, told in words, brought into effect, claimed.

The procedure itself is a case like any other (`tongban.cases.adjusting`); here is what it is about (36 §14–17; 7 §6).
"""

from tongban.publishing.adjusting.claiming import Ahead, ClaimTask, hand_back, rehearse, take_up
from tongban.publishing.adjusting.effect import bring_into_effect, proposed_shelf
from tongban.publishing.adjusting.plan import tasks_of
from tongban.publishing.adjusting.proposal import KINDS, Proposal, keep_files, read_files
from tongban.publishing.adjusting.telling import tell_proposal
from tongban.publishing.adjusting.unfit import unfit

__all__ = [
    "KINDS",
    "Ahead",
    "ClaimTask",
    "Proposal",
    "bring_into_effect",
    "hand_back",
    "keep_files",
    "proposed_shelf",
    "read_files",
    "rehearse",
    "take_up",
    "tasks_of",
    "tell_proposal",
    "unfit",
]
