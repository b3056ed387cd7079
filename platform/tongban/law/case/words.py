"""The words of the law for where a case stands, how it ends, and what a limit is for."""

from __future__ import annotations

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
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    DEEMED_WITHDRAWN = "deemed_withdrawn"


class Verdict(StrEnum):
    """What the clerk found when checking a material against its criteria."""

    OK = "ok"
    DEFICIENT = "deficient"


class DeadlineKind(StrEnum):
    """What a limit is for. The kinds are written in the order in which they take effect at the same instant."""

    ONLINE_REVIEW = "online_review"  # 335 §17(2)
    WINDOW_INTAKE = "window_intake"  # 335 §17(1)
    SUPPLEMENT = "supplement"  # 335 §18
    STEP = "step"
    SPECIAL_PROCEDURE = "special_procedure"  # licensing law art. 45
    PROMISE = "promise"  # 335 §25
    STATUTORY = "statutory"  # licensing law art. 42
    DELIVERY = "delivery"  # licensing law art. 44


class DeadlineStatus(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"  # the act was done; `missed_at` tells whether it was late
    LAPSED = "lapsed"  # it ended undone, and its consequence took effect by itself
    CANCELLED = "cancelled"  # the case ended otherwise
    SUPERSEDED = "superseded"  # its anchor moved; another row took its place


class DeficiencyKind(StrEnum):
    MATERIAL = "material"
    FIELD = "field"


class DeclineGround(StrEnum):
    """Why an application is not accepted (335 §18, §20; licensing law art. 32)."""

    NOT_COMPETENT = "not_competent"  # 不属于本部门职权范围
    NOT_ALLOWED = "not_allowed"  # 不符合法律法规、国家有关政策规定
    STILL_DEFICIENT = "still_deficient"  # 补正后仍不齐全或者不符合法定形式


OPEN = frozenset({DeadlineStatus.RUNNING, DeadlineStatus.PAUSED})
