"""What is known of one cross-region case. Each field is written by the messages of one side only, or is a set that both
add to, so that the two sides come to the same state however their messages crossed on the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sichuan_chongqing.agreements.model import Mode
from sichuan_chongqing.course.papers import ON_THE_WAY, PaperState
from sichuan_chongqing.protocol.bodies import (
    Applicant,
    Complete,
    Decided,
    Intake,
    JointResult,
    NoticeSent,
    Progress,
    ResultSent,
    Sheet,
    Wanted,
)


class Role(StrEnum):
    """What a region is in a case."""

    RECEIVING = "receiving"  # 收件地
    HANDLING = "handling"  # 办理地


class Stage(StrEnum):
    """How far a case has come; derived, never set."""

    COLLECTING = "collecting"  # on its way: material or papers are not yet all there
    COMPLETE = "complete"  # the complete set is there, the clock of the handling region runs
    SUPPLEMENTING = "supplementing"
    DECIDED = "decided"
    RESULT_SENT = "result_sent"
    FINISHED = "finished"
    DECLINED = "declined"  # could not be opened there; nothing was decided


@dataclass(frozen=True, slots=True)
class SheetState:
    """One electronic material: announced, and then here with its content."""

    sheet: Sheet
    here: bool = False
    file_name: str = ""
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Supplement:
    """The one notice of what is wanting, and when it was answered."""

    wanted: tuple[Wanted, ...]
    notice: str
    until: str
    sent_at: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One region's part of a joint case, as that region told its end."""

    role: str
    region: str
    number: str
    outcome: str
    words: str
    at: str


@dataclass(frozen=True, slots=True)
class Course:
    """One case. `receiving` and `handling` are codes of GB/T 2260; power to decide is the handling region's alone."""

    id: str
    agreement: str
    item: str
    mode: Mode
    receiving: str
    handling: str
    applicant: Applicant
    answers: Mapping[str, object]
    definition: str
    intake: Intake
    opened_at: str
    sheets: Mapping[str, SheetState]
    papers: Mapping[str, PaperState] = field(default_factory=dict)
    parcels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # parcel → papers in it
    parcel_of: Mapping[str, str] = field(default_factory=dict)  # parcel → courier and tracking number
    parcel_from: Mapping[str, str] = field(default_factory=dict)  # parcel → the region that sent it
    handling_role: str = ""  # of a joint case: which part the handling region does
    complete: Complete | None = None
    declined: str = ""
    progress: tuple[Progress, ...] = ()
    supplement: Supplement | None = None
    notices: tuple[NoticeSent, ...] = ()
    decided: Decided | None = None
    result: ResultSent | None = None
    handed_at: str = ""
    parts: Mapping[str, Part] = field(default_factory=dict)
    joint: JointResult | None = None
    withdrawal: str = ""  # asked for at the receiving window; the handling region decides on it
    withdrawal_at: str = ""

    def role_of(self, division: str) -> Role:
        return Role.RECEIVING if division == self.receiving else Role.HANDLING

    @property
    def papers_not_sent(self) -> tuple[PaperState, ...]:
        """List the papers that the receiving window still has, though they are to travel."""
        return tuple(each for each in self.papers.values() if each.holder == self.receiving)

    @property
    def papers_lost(self) -> tuple[PaperState, ...]:
        """List the papers that did not come whole and lie in no receiving window: to be brought anew, or sent on."""
        return tuple(
            each for each in self.papers.values() if each.condition != "whole" and each.holder != self.receiving
        )

    def under_way_to(self, division: str) -> frozenset[str]:
        """Name the papers that somebody else gave to a courier and nobody has in hand yet."""
        moving = (each.id for each in self.papers.values() if each.holder == ON_THE_WAY)
        return frozenset(each for each in moving if self.parcel_from[self.parcel_with(each)] != division)

    def parcel_with(self, paper: str) -> str:
        """Name the parcel in which a paper went last."""
        return next((each for each in reversed(tuple(self.parcels)) if paper in self.parcels[each]), "")

    @property
    def waits_for(self) -> tuple[str, ...]:
        """List what is not yet in the handling region: contents of files, and papers that did not come whole."""
        files = [each.sheet.name for each in self.sheets.values() if each.sheet.sha256 and not each.here]
        papers = [
            each.name for each in self.papers.values() if each.holder != self.handling or each.condition != "whole"
        ]
        return (*files, *papers)


def stage_of(course: Course) -> Stage:
    """Derive how far a case has come."""
    if course.declined:
        return Stage.DECLINED
    ended = course.joint is not None if course.mode is Mode.JOINT else course.decided is not None
    if ended and course.handed_at:
        return Stage.FINISHED
    if course.result is not None:
        return Stage.RESULT_SENT
    if ended:
        return Stage.FINISHED if _nothing_follows(course) else Stage.DECIDED
    if course.supplement is not None and not course.supplement.sent_at:
        return Stage.SUPPLEMENTING
    return Stage.COMPLETE if course.complete is not None else Stage.COLLECTING


def _nothing_follows(course: Course) -> bool:
    """Tell whether no result is to be sent to the other side: withdrawn, or each region delivers its own part."""
    return course.mode is Mode.JOINT or (course.decided is not None and course.decided.outcome == "withdrawn")
