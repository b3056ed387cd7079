"""What people, and time, may ask of a case. A command says who acts; `decide` says whether the law lets them.

One file per path of the law, named as in `events`, `evolve` and `decide`.
"""

from tongban.law.commands.acceptance import Accept, CheckMaterial, CorrectOnTheSpot, Decline
from tongban.law.commands.assignment import AssignByLoad, Claim, Recuse, Release, TakeOver, Transfer
from tongban.law.commands.command import Command
from tongban.law.commands.commitment import CheckCommitment, CheckRectification, RevokeForBreach, WithdrawPromise
from tongban.law.commands.countersign import AskCountersign, Countersign
from tongban.law.commands.decision import Deliver, Grant, Refuse
from tongban.law.commands.hand_over import HandOver
from tongban.law.commands.lateness import ExplainLateness
from tongban.law.commands.opinions import AskOpinion, GiveOpinion
from tongban.law.commands.review import CompleteStep, EndSpecialProcedure, ReturnStep, StartSpecialProcedure
from tongban.law.commands.submission import CorrectReceiptDay, Submit
from tongban.law.commands.supplement import AllowSecondNotice, RequestSupplement, Supply
from tongban.law.commands.time import PassTime, Recount
from tongban.law.commands.tolerance import AcceptTolerantly, PromiseLater, SupplyLater
from tongban.law.commands.withdrawal import Withdraw

__all__ = [
    "Accept",
    "AcceptTolerantly",
    "AllowSecondNotice",
    "AskCountersign",
    "AskOpinion",
    "AssignByLoad",
    "CheckCommitment",
    "CheckMaterial",
    "CheckRectification",
    "Claim",
    "Command",
    "CompleteStep",
    "CorrectOnTheSpot",
    "CorrectReceiptDay",
    "Countersign",
    "Decline",
    "Deliver",
    "EndSpecialProcedure",
    "ExplainLateness",
    "GiveOpinion",
    "Grant",
    "HandOver",
    "PassTime",
    "PromiseLater",
    "Recount",
    "Recuse",
    "Refuse",
    "Release",
    "RequestSupplement",
    "ReturnStep",
    "RevokeForBreach",
    "StartSpecialProcedure",
    "Submit",
    "Supply",
    "SupplyLater",
    "TakeOver",
    "Transfer",
    "Withdraw",
    "WithdrawPromise",
]
