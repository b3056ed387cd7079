"""Who holds a task of the case, who has stepped aside, and who must sign beside its owner (335 §16, §21)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tongban.law.case.people import Actor
from tongban.law.case.records import StepRecord

#: tasks that are no steps; no step can be called so, for its id is letters, digits and hyphens
INTAKE_WORK = "@intake"
DELIVERY_WORK = "@delivery"


class How(StrEnum):
    """How a task came to whom it is now with."""

    CLAIMED = "claimed"  # 领办
    RELEASED = "released"  # 退回待领
    BY_DESK = "by_desk"
    BY_LOAD = "by_load"
    BY_TABLE = "by_table"
    TRANSFERRED = "transferred"  # 移交、转办
    TAKEN_OVER = "taken_over"  # 首席代表接办
    RECUSED = "recused"  # 回避


@dataclass(frozen=True)
class Holding:
    """With whom a task is: a desk, a person, or both. A task without one is anybody's of its role."""

    work: str  # a step's id, INTAKE_WORK or DELIVERY_WORK
    desk: str = ""
    person: Actor | None = None
    taken_over: bool = False


@dataclass(frozen=True)
class Recusal:
    """That a member of staff may not act on this case any more (回避)."""

    person: str
    name: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Signature:
    """Who must sign beside the owner of a step (会签): anybody of a role, or one person of it; `signed` once done."""

    step: str
    role: str
    person: Actor | None = None
    reason: str = ""
    signed: StepRecord | None = None


@dataclass(frozen=True)
class Load:
    """How many open tasks a member of staff holds."""

    person: Actor
    tasks: int
