"""On its way to the applicant: what was sent, what came back, and the survey that was arranged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class FailureGround(StrEnum):
    """Why a result could not be handed over."""

    NOBODY = "nobody"  # 无人签收
    REFUSED = "refused"  # 拒绝签收
    ADDRESS = "address"  # 地址不详或者迁移
    RETURNED = "returned"  # 寄递退回
    UNOPENED = "unopened"  # 电子送达没有到达
    WHEREABOUTS = "whereabouts"  # 下落不明


@dataclass(frozen=True)
class Dispatch:
    """A result on its way: by which courier and under which number, or into which electronic system."""

    method: str
    carrier: str
    tracking: str
    sent_at: datetime


@dataclass(frozen=True)
class FailedDelivery:
    """One attempt that did not reach the applicant."""

    method: str
    ground: FailureGround
    note: str
    at: datetime


@dataclass(frozen=True)
class Survey:
    """A survey on the spot (现场勘验): appointed with two of staff (XK 34), then recorded."""

    step: str
    on: date
    time: str
    place: str
    surveyors: tuple[str, ...]
    bring: str = ""
    findings: str = ""
    present: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    held_on: date | None = None

    @property
    def recorded(self) -> bool:
        return self.held_on is not None
