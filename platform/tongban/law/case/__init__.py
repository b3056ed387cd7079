"""A case as the law sees it, and the words and parts of which it is made."""

from tongban.law.case.assignment import DELIVERY_WORK, INTAKE_WORK, Holding, How, Load, Recusal, Signature
from tongban.law.case.case import Case
from tongban.law.case.limits import Deadline, Pause
from tongban.law.case.materials import Deficiency, HandedIn, MaterialState, MaterialVerdict, SupplementNotice, TakenFrom
from tongban.law.case.opinions import Opinion, Reply
from tongban.law.case.people import SYSTEM, Actor, Applicant
from tongban.law.case.promises import CommitmentRun, LaterMaterials
from tongban.law.case.records import Decision, Delivery, HandedOver, SpecialRun, StepRecord
from tongban.law.case.words import (
    COSTS_A_RIGHT,
    OF_THE_APPLICANT,
    OPEN,
    WITHIN_THE_OFFICE,
    CaseOutcome,
    CheckResult,
    DeadlineKind,
    DeadlineStatus,
    DeclineGround,
    DeficiencyKind,
    State,
    Verdict,
)

__all__ = [
    "COSTS_A_RIGHT",
    "DELIVERY_WORK",
    "INTAKE_WORK",
    "OF_THE_APPLICANT",
    "OPEN",
    "SYSTEM",
    "WITHIN_THE_OFFICE",
    "Actor",
    "Applicant",
    "Case",
    "CaseOutcome",
    "CheckResult",
    "CommitmentRun",
    "Deadline",
    "DeadlineKind",
    "DeadlineStatus",
    "Decision",
    "DeclineGround",
    "Deficiency",
    "DeficiencyKind",
    "Delivery",
    "HandedIn",
    "HandedOver",
    "Holding",
    "How",
    "LaterMaterials",
    "Load",
    "MaterialState",
    "MaterialVerdict",
    "Opinion",
    "Pause",
    "Recusal",
    "Reply",
    "Signature",
    "SpecialRun",
    "State",
    "StepRecord",
    "SupplementNotice",
    "TakenFrom",
    "Verdict",
]
