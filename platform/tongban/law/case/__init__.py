"""A case as the law sees it, and the words and parts of which it is made."""

from tongban.law.case.assignment import DELIVERY_WORK, INTAKE_WORK, Holding, How, Load, Recusal, Signature
from tongban.law.case.case import Case
from tongban.law.case.fees import FeeLine, FeeRun, Payment, Refund
from tongban.law.case.handing import Dispatch, FailedDelivery, FailureGround, Survey
from tongban.law.case.limits import Deadline, Pause
from tongban.law.case.materials import Deficiency, HandedIn, MaterialState, MaterialVerdict, SupplementNotice, TakenFrom
from tongban.law.case.opinions import Opinion, Reply
from tongban.law.case.outcome import (
    CancellationGround,
    Corrected,
    Correction,
    Hearing,
    OutcomeLife,
    OutcomeState,
    ReissueGround,
    RevocationGround,
)
from tongban.law.case.people import SYSTEM, Actor, Applicant
from tongban.law.case.promises import CommitmentRun, LaterMaterials
from tongban.law.case.records import Decision, Delivery, HandedOver, SpecialRun, StepRecord
from tongban.law.case.standing_still import Extension, Suspension, SuspensionGround, TerminationGround
from tongban.law.case.words import (
    COSTS_A_RIGHT,
    OF_THE_APPLICANT,
    ONLY_A_DATE,
    OPEN,
    OUTCOME_NAMES,
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
    "ONLY_A_DATE",
    "OPEN",
    "OUTCOME_NAMES",
    "SYSTEM",
    "WITHIN_THE_OFFICE",
    "Actor",
    "Applicant",
    "CancellationGround",
    "Case",
    "CaseOutcome",
    "CheckResult",
    "CommitmentRun",
    "Corrected",
    "Correction",
    "Deadline",
    "DeadlineKind",
    "DeadlineStatus",
    "Decision",
    "DeclineGround",
    "Deficiency",
    "DeficiencyKind",
    "Delivery",
    "Dispatch",
    "Extension",
    "FailedDelivery",
    "FailureGround",
    "FeeLine",
    "FeeRun",
    "HandedIn",
    "HandedOver",
    "Hearing",
    "Holding",
    "How",
    "LaterMaterials",
    "Load",
    "MaterialState",
    "MaterialVerdict",
    "Opinion",
    "OutcomeLife",
    "OutcomeState",
    "Pause",
    "Payment",
    "Recusal",
    "Refund",
    "ReissueGround",
    "Reply",
    "RevocationGround",
    "Signature",
    "SpecialRun",
    "State",
    "StepRecord",
    "SupplementNotice",
    "Survey",
    "Suspension",
    "SuspensionGround",
    "TakenFrom",
    "TerminationGround",
    "Verdict",
]
