"""What has happened to a case. Every event has a versioned `kind` and a JSON form; a case is their fold alone.

One file per path of the law, named as in `commands`, `evolve` and `decide`.
"""

from tongban.law.events.acceptance import CaseAccepted, CaseDeclined, CorrectedOnTheSpot, MaterialChecked
from tongban.law.events.afterwards import (
    HearingAsked,
    HearingHeld,
    HearingWaived,
    OutcomeCancelled,
    OutcomeCorrected,
    OutcomeExpired,
    OutcomeInForce,
    OutcomeReissued,
    OutcomeRenewed,
    OutcomeResumed,
    OutcomeRevoked,
    OutcomeSuspended,
    RenewalAsked,
    RenewalRefused,
    RevocationDropped,
    RevocationTold,
)
from tongban.law.events.assignment import Recused, TaskAssigned
from tongban.law.events.clocks import (
    DeadlineClosed,
    DeadlineMissed,
    DeadlineOpened,
    DeadlinePaused,
    DeadlineRecounted,
    DeadlineResumed,
    DeadlineSuperseded,
)
from tongban.law.events.commitment import (
    CommitmentChecked,
    CommitmentMade,
    CommitmentRevoked,
    CommitmentWithdrawn,
    RectificationChecked,
)
from tongban.law.events.countersign import CountersignAsked, Countersigned
from tongban.law.events.decision import CaseDecided, CaseDelivered
from tongban.law.events.delivery import DeliveryAnnounced, DeliveryFailed, ReceiptConfirmed, ResultDispatched
from tongban.law.events.extension import (
    CaseResumed,
    CaseSuspended,
    CaseTerminated,
    DeadlineExtended,
    ExtensionApproved,
    ExtensionAsked,
    ExtensionDenied,
)
from tongban.law.events.fees import FeesAssessed, PaymentReceived, RefundMade, RefundOrdered
from tongban.law.events.hand_over import CaseHandedOver
from tongban.law.events.happened import EVENTS, Event, Happened, event_from_json, event_to_json
from tongban.law.events.lateness import LatenessExplained
from tongban.law.events.notices import NoticeOrdered
from tongban.law.events.opinions import OpinionAsked, OpinionGiven
from tongban.law.events.review import SpecialProcedureEnded, SpecialProcedureStarted, StepCompleted, StepReturned
from tongban.law.events.submission import CaseSubmitted, ReceiptDayCorrected
from tongban.law.events.supplement import SecondNoticeAllowed, SupplementRequested, SupplyReceived
from tongban.law.events.survey import SurveyAppointed, SurveyRecorded
from tongban.law.events.tolerance import AcceptedOnPromise, LaterMissed, LaterPromised, LaterReceived
from tongban.law.events.withdrawal import CaseWithdrawn

__all__ = [
    "EVENTS",
    "AcceptedOnPromise",
    "CaseAccepted",
    "CaseDecided",
    "CaseDeclined",
    "CaseDelivered",
    "CaseHandedOver",
    "CaseResumed",
    "CaseSubmitted",
    "CaseSuspended",
    "CaseTerminated",
    "CaseWithdrawn",
    "CommitmentChecked",
    "CommitmentMade",
    "CommitmentRevoked",
    "CommitmentWithdrawn",
    "CorrectedOnTheSpot",
    "CountersignAsked",
    "Countersigned",
    "DeadlineClosed",
    "DeadlineExtended",
    "DeadlineMissed",
    "DeadlineOpened",
    "DeadlinePaused",
    "DeadlineRecounted",
    "DeadlineResumed",
    "DeadlineSuperseded",
    "DeliveryAnnounced",
    "DeliveryFailed",
    "Event",
    "ExtensionApproved",
    "ExtensionAsked",
    "ExtensionDenied",
    "FeesAssessed",
    "Happened",
    "HearingAsked",
    "HearingHeld",
    "HearingWaived",
    "LatenessExplained",
    "LaterMissed",
    "LaterPromised",
    "LaterReceived",
    "MaterialChecked",
    "NoticeOrdered",
    "OpinionAsked",
    "OpinionGiven",
    "OutcomeCancelled",
    "OutcomeCorrected",
    "OutcomeExpired",
    "OutcomeInForce",
    "OutcomeReissued",
    "OutcomeRenewed",
    "OutcomeResumed",
    "OutcomeRevoked",
    "OutcomeSuspended",
    "PaymentReceived",
    "ReceiptConfirmed",
    "ReceiptDayCorrected",
    "RectificationChecked",
    "Recused",
    "RefundMade",
    "RefundOrdered",
    "RenewalAsked",
    "RenewalRefused",
    "ResultDispatched",
    "RevocationDropped",
    "RevocationTold",
    "SecondNoticeAllowed",
    "SpecialProcedureEnded",
    "SpecialProcedureStarted",
    "StepCompleted",
    "StepReturned",
    "SupplementRequested",
    "SupplyReceived",
    "SurveyAppointed",
    "SurveyRecorded",
    "TaskAssigned",
    "event_from_json",
    "event_to_json",
]
