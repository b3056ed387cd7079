"""What changes the time of a case: an extension asked for and approved (XK 42), a suspension (ORD §39)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tongban.definitions.model import Span
from tongban.law.case.people import Actor


@dataclass(frozen=True)
class Extension:
    """One request to extend; `approved_at` and `denied_at` say what came of it."""

    span: Span
    reasons: str
    asked_by: Actor
    asked_at: datetime
    approved_at: datetime | None = None
    denied_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.approved_at is None and self.denied_at is None


class SuspensionGround(StrEnum):
    """Why a case stands still: only what is listed here."""

    DIED = "died"  # 申请人死亡，需要等待继承人表明是否参加
    INCAPABLE = "incapable"  # 申请人丧失行为能力，尚未确定法定代理人
    BODY_ENDED = "body_ended"  # 申请单位终止，尚未确定权利义务承受人
    FORCE_MAJEURE = "force_majeure"  # 不可抗力
    OTHER_PROCEEDINGS = "other_proceedings"  # 须以另一案的结果为依据，而该案尚未审结
    INTERPRETATION = "interpretation"  # 适用法律问题需要有权机关作出解释或者确认


class TerminationGround(StrEnum):
    """Why a case ends without a decision on it."""

    DIED = "died"  # 申请人死亡，没有继承人或者继承人放弃
    BODY_ENDED = "body_ended"  # 申请单位终止，没有权利义务承受人
    GONE = "gone"  # 申请的事项已经不存在
    NOT_PERMITTED = "not_permitted"  # 依法不能继续办理的其他情形


@dataclass(frozen=True)
class Suspension:
    """That a case stands still, since when and why, and when it will go on."""

    ground: SuspensionGround
    reasons: str
    resume_when: str
    since: datetime
