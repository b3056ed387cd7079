"""What people, and time, may ask of a case. A command says who acts; `decide` says whether the law lets them.

One file per path of the law, named as in `events`, `evolve` and `decide`.
"""

from tongban.law.commands.acceptance import Accept, CheckMaterial, CorrectOnTheSpot, Decline
from tongban.law.commands.afterwards import (
    AskHearing,
    AskRenewal,
    CancelOutcome,
    CorrectOutcome,
    DropRevocation,
    GrantRenewal,
    RecordHearing,
    RefuseRenewal,
    ReissueOutcome,
    ResumeOutcome,
    RevokeOutcome,
    SuspendOutcome,
    TellRevocation,
    WaiveHearing,
)
from tongban.law.commands.assignment import AssignByLoad, Claim, Recuse, Release, TakeOver, Transfer
from tongban.law.commands.command import Command
from tongban.law.commands.commitment import CheckCommitment, CheckRectification, RevokeForBreach, WithdrawPromise
from tongban.law.commands.countersign import AskCountersign, Countersign
from tongban.law.commands.decision import Grant, GrantInPart, Refuse
from tongban.law.commands.delivery import AnnounceDelivery, ConfirmReceipt, Deliver, RecordFailedDelivery, SendResult
from tongban.law.commands.extension import (
    ApproveExtension,
    AskExtension,
    DenyExtension,
    ResumeCase,
    SuspendCase,
    TerminateCase,
)
from tongban.law.commands.fees import AssessFees, OrderRefund, RecordPayment, RecordRefund
from tongban.law.commands.further_notice import TellFurther
from tongban.law.commands.hand_over import HandOver
from tongban.law.commands.lateness import ExplainLateness
from tongban.law.commands.opinions import AskOpinion, GiveOpinion
from tongban.law.commands.review import CompleteStep, EndSpecialProcedure, ReturnStep, StartSpecialProcedure
from tongban.law.commands.submission import CorrectReceiptDay, Submit
from tongban.law.commands.supplement import AllowSecondNotice, RequestSupplement, Supply
from tongban.law.commands.survey import AppointSurvey, RecordSurvey
from tongban.law.commands.time import PassTime, Recount
from tongban.law.commands.tolerance import AcceptTolerantly, PromiseLater, SupplyLater
from tongban.law.commands.withdrawal import Withdraw

__all__ = [
    "Accept",
    "AcceptTolerantly",
    "AllowSecondNotice",
    "AnnounceDelivery",
    "AppointSurvey",
    "ApproveExtension",
    "AskCountersign",
    "AskExtension",
    "AskHearing",
    "AskOpinion",
    "AskRenewal",
    "AssessFees",
    "AssignByLoad",
    "CancelOutcome",
    "CheckCommitment",
    "CheckMaterial",
    "CheckRectification",
    "Claim",
    "Command",
    "CompleteStep",
    "ConfirmReceipt",
    "CorrectOnTheSpot",
    "CorrectOutcome",
    "CorrectReceiptDay",
    "Countersign",
    "Decline",
    "Deliver",
    "DenyExtension",
    "DropRevocation",
    "EndSpecialProcedure",
    "ExplainLateness",
    "GiveOpinion",
    "Grant",
    "GrantInPart",
    "GrantRenewal",
    "HandOver",
    "OrderRefund",
    "PassTime",
    "PromiseLater",
    "RecordFailedDelivery",
    "RecordHearing",
    "RecordPayment",
    "RecordRefund",
    "RecordSurvey",
    "Recount",
    "Recuse",
    "Refuse",
    "RefuseRenewal",
    "ReissueOutcome",
    "Release",
    "RequestSupplement",
    "ResumeCase",
    "ResumeOutcome",
    "ReturnStep",
    "RevokeForBreach",
    "RevokeOutcome",
    "SendResult",
    "StartSpecialProcedure",
    "Submit",
    "Supply",
    "SupplyLater",
    "SuspendCase",
    "SuspendOutcome",
    "TakeOver",
    "TellFurther",
    "TellRevocation",
    "TerminateCase",
    "Transfer",
    "WaiveHearing",
    "Withdraw",
    "WithdrawPromise",
]
