"""A definition tried out before anybody uses it: a made-up applicant, the law itself, a clock that jumps. Pure (C7)."""

from tongban.assurance.simulate.clock import days_to_next_deadline
from tongban.assurance.simulate.offers import Offer, offers
from tongban.assurance.simulate.recording import record, recorded
from tongban.assurance.simulate.script import MOST_MOVES, made_up, script_from_json, script_to_json, undone
from tongban.assurance.simulate.session import Happening, Simulation, Stage, perform, run

__all__ = [
    "MOST_MOVES",
    "Happening",
    "Offer",
    "Simulation",
    "Stage",
    "days_to_next_deadline",
    "made_up",
    "offers",
    "perform",
    "record",
    "recorded",
    "run",
    "script_from_json",
    "script_to_json",
    "undone",
]
