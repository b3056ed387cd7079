"""The words of the law for where a case stands, how it ends, and what a limit is for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where a case stands; a decided case closes with its delivery."""

    SUBMITTED = "submitted"
    SUPPLEMENTING = "supplementing"
    ACCEPTED = "accepted"
    DECIDED = "decided"
    CLOSED = "closed"


class CaseOutcome(StrEnum):
    """How a case ends (办理结果)."""

    GRANTED = "granted"
    GRANTED_IN_PART = "granted_in_part"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    DEEMED_WITHDRAWN = "deemed_withdrawn"
    TERMINATED = "terminated"


OUTCOME_NAMES: Mapping[str, str] = {
    CaseOutcome.GRANTED: "准予",
    CaseOutcome.GRANTED_IN_PART: "部分准予",
    CaseOutcome.REFUSED: "不予办理",
    CaseOutcome.NOT_ACCEPTED: "不予受理",
    CaseOutcome.WITHDRAWN: "撤回",
    CaseOutcome.DEEMED_WITHDRAWN: "视为撤回",
    CaseOutcome.TERMINATED: "终止办理",
}


class Verdict(StrEnum):
    """What the clerk found when checking a material against its criteria."""

    OK = "ok"
    DEFICIENT = "deficient"


class DeadlineKind(StrEnum):
    """What a limit is for. The kinds are written in the order in which they take effect at the same instant."""

    ONLINE_REVIEW = "online_review"  # 335 §17(2)
    WINDOW_INTAKE = "window_intake"  # 335 §17(1)
    SUPPLEMENT_REMINDER = "supplement_reminder"  # not a limit: when the applicant is reminded of the next
    SUPPLEMENT = "supplement"  # 335 §18
    LATER_MATERIALS = "later_materials"  # 335 §19
    PAYMENT = "payment"  # 335 §27
    OPINION = "opinion"  # 335 §24
    STEP = "step"
    SPECIAL_PROCEDURE = "special_procedure"  # licensing law art. 45
    PROMISE = "promise"  # 335 §25
    STATUTORY = "statutory"  # licensing law art. 42
    DELIVERY = "delivery"  # licensing law art. 44
    ANNOUNCEMENT = "announcement"  # not a limit: with its end a result counts as delivered
    COMMITMENT_CHECK = "commitment_check"  # ORD §32
    RECTIFICATION = "rectification"  # ORD §32
    HEARING_REQUEST = "hearing_request"  # licensing law art. 47
    VALIDITY = "validity"  # not a limit: when what was granted runs out (licensing law art. 50)


#: limits within which the applicant acts: their end is nobody's lateness, and no supervisor is told of it
OF_THE_APPLICANT = frozenset(
    {
        DeadlineKind.SUPPLEMENT,
        DeadlineKind.SUPPLEMENT_REMINDER,
        DeadlineKind.LATER_MATERIALS,
        DeadlineKind.PAYMENT,
        DeadlineKind.RECTIFICATION,
        DeadlineKind.ANNOUNCEMENT,
        DeadlineKind.HEARING_REQUEST,
        DeadlineKind.VALIDITY,
    }
)
#: what is no limit: its end is its purpose, and nothing is missed by it
ONLY_A_DATE = frozenset(
    {
        DeadlineKind.SUPPLEMENT_REMINDER,
        DeadlineKind.ANNOUNCEMENT,
        DeadlineKind.HEARING_REQUEST,
        DeadlineKind.VALIDITY,
    }
)
#: limits at whose end the applicant loses something: on a day that is only presumed they wait (335 §18, §19)
COSTS_A_RIGHT = frozenset(
    {DeadlineKind.SUPPLEMENT, DeadlineKind.LATER_MATERIALS, DeadlineKind.PAYMENT, DeadlineKind.HEARING_REQUEST}
)
#: limits of the office among its own people: watched over, but nothing that the applicant was promised (ORD §39)
WITHIN_THE_OFFICE = frozenset({DeadlineKind.OPINION, DeadlineKind.STEP, DeadlineKind.COMMITMENT_CHECK})


class DeadlineStatus(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"  # the act was done; `missed_at` tells whether it was late
    LAPSED = "lapsed"  # it ended undone, and its consequence took effect by itself
    CANCELLED = "cancelled"  # the case ended otherwise
    SUPERSEDED = "superseded"  # its anchor moved; another row took its place


class CheckResult(StrEnum):
    """What was found when a commitment was looked into after the decision (ORD §32)."""

    KEPT = "kept"  # 承诺属实
    DEVIATES = "deviates"  # 实际情况与承诺内容不符，可以整改
    BROKEN = "broken"  # 未履行承诺


class DeficiencyKind(StrEnum):
    MATERIAL = "material"
    FIELD = "field"


class DeclineGround(StrEnum):
    """Why an application is not accepted (335 §18, §20; licensing law art. 32)."""

    NOT_REQUIRED = "not_required"  # 依法不需要办理
    NOT_COMPETENT = "not_competent"  # 不属于本部门职权范围
    NOT_ALLOWED = "not_allowed"  # 不符合法律法规、国家有关政策规定
    STILL_DEFICIENT = "still_deficient"  # 补正后仍不齐全或者不符合法定形式


OPEN = frozenset({DeadlineStatus.RUNNING, DeadlineStatus.PAUSED})
