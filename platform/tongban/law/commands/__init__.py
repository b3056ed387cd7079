"""What people, and time, may ask of a case. A command says who acts; `decide` says whether the law lets them.

One file per path of the law, named as in `events`, `evolve` and `decide`.
"""

from tongban.law.commands.acceptance import Accept, CheckMaterial, CorrectOnTheSpot, Decline
from tongban.law.commands.command import Command
from tongban.law.commands.decision import Deliver, Grant, Refuse
from tongban.law.commands.hand_over import HandOver
from tongban.law.commands.lateness import ExplainLateness
from tongban.law.commands.review import CompleteStep, EndSpecialProcedure, ReturnStep, StartSpecialProcedure
from tongban.law.commands.submission import CorrectReceiptDay, Submit
from tongban.law.commands.supplement import RequestSupplement, Supply
from tongban.law.commands.time import PassTime, Recount
from tongban.law.commands.withdrawal import Withdraw

__all__ = [
    "Accept",
    "CheckMaterial",
    "Command",
    "CompleteStep",
    "CorrectOnTheSpot",
    "CorrectReceiptDay",
    "Decline",
    "Deliver",
    "EndSpecialProcedure",
    "ExplainLateness",
    "Grant",
    "HandOver",
    "PassTime",
    "Recount",
    "Refuse",
    "RequestSupplement",
    "ReturnStep",
    "StartSpecialProcedure",
    "Submit",
    "Supply",
    "Withdraw",
]
