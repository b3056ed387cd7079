"""What an outcome is after it was given (XK 50, 69, 70): in force, suspended, revoked, cancelled, run out, renewed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class OutcomeState(StrEnum):
    """Where a granted outcome stands."""

    IN_FORCE = "in_force"  # 有效
    SUSPENDED = "suspended"  # 暂停使用
    REVOKED = "revoked"  # 已撤销
    CANCELLED = "cancelled"  # 已注销
    EXPIRED = "expired"  # 已届满


#: from here nothing brings it back; what has run out or was revoked can still be cancelled (XK 70)
ENDED = frozenset({OutcomeState.REVOKED, OutcomeState.CANCELLED, OutcomeState.EXPIRED})


class RevocationGround(StrEnum):
    """Why an outcome is revoked (licensing law art. 69; ORD §32)."""

    ABUSE = "abuse"  # 滥用职权、玩忽职守
    BEYOND_POWERS = "beyond_powers"  # 超越法定职权
    PROCEDURE = "procedure"  # 违反法定程序
    NOT_QUALIFIED = "not_qualified"  # 申请人不具备资格或者不符合法定条件
    FRAUD = "fraud"  # 以欺骗、贿赂等不正当手段取得
    OTHER = "other"  # 依法可以撤销的其他情形
    BREACH = "breach"  # 没有履行承诺（ORD §32）


class CancellationGround(StrEnum):
    """Why an outcome is struck off (licensing law art. 70)."""

    EXPIRED = "expired"  # 有效期届满未延续
    DIED = "died"  # 公民死亡或者丧失行为能力
    DISSOLVED = "dissolved"  # 法人或者其他组织依法终止
    REVOKED = "revoked"  # 依法被撤销、撤回或者吊销
    FORCE_MAJEURE = "force_majeure"  # 因不可抗力无法实施
    OTHER = "other"  # 法律、法规规定的其他情形


class ReissueGround(StrEnum):
    """Why a document is issued anew."""

    LOST = "lost"  # 遗失
    DAMAGED = "damaged"  # 损毁
    CHANGED = "changed"  # 载明的内容变更，换发


@dataclass(frozen=True)
class Correction:
    """One place of a document that was written wrongly: where, how it read, how it must read."""

    place: str
    was: str
    now: str


@dataclass(frozen=True)
class Corrected:
    """A document that was put right, and in which places."""

    document: str  # the kind of notice
    number: str
    corrections: tuple[Correction, ...]


@dataclass(frozen=True)
class Hearing:
    """What was told before a revocation, and what the party said to it (licensing law art. 47)."""

    ground: RevocationGround
    reasons: str
    told_at: datetime
    over: bool = False  # the time to ask for a hearing has passed, or was given up
    asked_at: datetime | None = None
    record: str = ""  # what was heard: 笔录为据 (XK 48)

    @property
    def heard(self) -> bool:
        """Tell whether the party has had its say: a hearing held, or none asked for in time."""
        return bool(self.record) if self.asked_at else self.over


@dataclass(frozen=True)
class OutcomeLife:
    """How the outcome of a granted case stands today."""

    state: OutcomeState
    since: datetime
    from_day: date
    valid_until: date | None  # with this day; None: no end
    reasons: str = ""
    hearing: Hearing | None = None
    renewal_asked_at: datetime | None = None
    renewals: int = 0
    reissues: int = 0
    reissued_at: datetime | None = None  # the last time
    corrections: int = 0

    @property
    def ended(self) -> bool:
        return self.state in ENDED
