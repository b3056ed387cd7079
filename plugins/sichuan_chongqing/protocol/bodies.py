"""What messages say, one class a kind. The published schema is made of these hints; a change is a new version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from sichuan_chongqing.protocol.kinds import (
    Answers,
    Content,
    Day,
    Digest,
    Id,
    MaybeDigest,
    Moment,
    Name,
    OneOf,
    Optional,
    Words,
)
from sichuan_chongqing.protocol.parts import Applicant, Intake, Paper, PaperFound, Sheet, Wanted

__all__ = [
    "BODIES", "EITHER", "HANDLING", "RECEIVING", "Answer", "Applicant", "Body", "Complete", "Decided", "Declined",
    "Intake", "JointResult", "MaterialSent", "NoticeSent", "Opened", "Paper", "PaperFound", "PapersReceived",
    "PapersSent", "PartFinished", "Probe", "Processed", "Progress", "Question", "ResultHanded", "ResultSent", "Sheet",
    "SupplementAsked", "SupplementSent", "Wanted", "Withdrawn",
]  # fmt: skip

#: who may say it: the receiving region, the handling region, or either
RECEIVING, HANDLING, EITHER = "receiving", "handling", "either"


@dataclass(frozen=True, slots=True)
class Body:
    """The content of a message of one kind."""

    kind: ClassVar[str]
    by: ClassVar[str] = EITHER


@dataclass(frozen=True, slots=True)
class Probe(Body):
    """Try the connection; it has no effect but its receipts."""

    kind: ClassVar[str] = "probe"
    text: Words = ""


@dataclass(frozen=True, slots=True)
class Opened(Body):
    """Open a case under an agreement: what is asked for, by whom, with which answers and materials."""

    kind: ClassVar[str] = "case.opened"
    by: ClassVar[str] = RECEIVING
    item: Id
    mode: Annotated[str, OneOf(("online", "taken_in_there", "joint"))]
    applicant: Applicant
    answers: Answers
    sheets: tuple[Sheet, ...]
    definition: Digest
    intake: Intake
    role: Optional = ""


@dataclass(frozen=True, slots=True)
class MaterialSent(Body):
    """Send the content of one electronic material."""

    kind: ClassVar[str] = "material.sent"
    by: ClassVar[str] = RECEIVING
    material: Id
    sha256: Digest
    file_name: Name
    media_type: Name
    content: Content


@dataclass(frozen=True, slots=True)
class PapersSent(Body):
    """Hand papers to a courier, or over the counter; from now they are in nobody's window."""

    kind: ClassVar[str] = "papers.sent"
    parcel: Id
    courier: Name
    tracking: Name
    papers: tuple[Paper, ...]
    sent_at: Moment
    by_whom: Name


@dataclass(frozen=True, slots=True)
class PapersReceived(Body):
    """Say what came of a parcel, paper by paper; what came whole or damaged is in this window's hands from now."""

    kind: ClassVar[str] = "papers.received"
    parcel: Id
    papers: tuple[PaperFound, ...]
    received_at: Moment
    by_whom: Name


@dataclass(frozen=True, slots=True)
class Complete(Body):
    """Say that the complete set is here: from this moment the handling region's clock runs."""

    kind: ClassVar[str] = "case.complete"
    by: ClassVar[str] = HANDLING
    number: Id
    received_at: Moment
    calendar: Name
    due: Optional = ""


@dataclass(frozen=True, slots=True)
class Declined(Body):
    """Say that the case cannot be opened here, and why; nothing was decided."""

    kind: ClassVar[str] = "case.declined"
    by: ClassVar[str] = HANDLING
    reasons: Words


@dataclass(frozen=True, slots=True)
class Progress(Body):
    """Tell where the case stands in the handling region."""

    kind: ClassVar[str] = "case.progress"
    by: ClassVar[str] = HANDLING
    state: Id
    words: Words
    at: Moment
    due: Optional = ""


@dataclass(frozen=True, slots=True)
class SupplementAsked(Body):
    """Ask once, for everything that is wanting (335 §17)."""

    kind: ClassVar[str] = "supplement.asked"
    by: ClassVar[str] = HANDLING
    wanted: tuple[Wanted, ...]
    notice: Name
    until: Day = ""


@dataclass(frozen=True, slots=True)
class SupplementSent(Body):
    """Say that everything asked for has been sent."""

    kind: ClassVar[str] = "supplement.sent"
    by: ClassVar[str] = RECEIVING
    sheets: tuple[Sheet, ...]
    received_at: Moment
    answers: Answers = field(default_factory=dict)  # of the fields that were asked for


@dataclass(frozen=True, slots=True)
class NoticeSent(Body):
    """Send a sealed notice to the applicant, who reads it where they applied."""

    kind: ClassVar[str] = "notice.sent"
    by: ClassVar[str] = HANDLING
    name: Name
    number: Name
    issued_at: Moment
    sha256: Digest
    media_type: Name
    content: Content


@dataclass(frozen=True, slots=True)
class Decided(Body):
    """Tell the decision; only who is competent says it."""

    kind: ClassVar[str] = "case.decided"
    by: ClassVar[str] = HANDLING
    outcome: Annotated[str, OneOf(("granted", "refused", "not_accepted", "withdrawn"))]
    reasons: Words
    document: Optional
    decided_at: Moment


@dataclass(frozen=True, slots=True)
class ResultSent(Body):
    """Send the result: electronically with its content, or by courier under a tracking number."""

    kind: ClassVar[str] = "result.sent"
    by: ClassVar[str] = HANDLING
    way: Annotated[str, OneOf(("electronic", "courier", "window"))]
    name: Name
    sent_at: Moment
    courier: Optional = ""
    tracking: Optional = ""
    sha256: MaybeDigest = ""
    media_type: Optional = ""
    content: Content = ""


@dataclass(frozen=True, slots=True)
class ResultHanded(Body):
    """Say that the applicant has the result."""

    kind: ClassVar[str] = "result.handed"
    by: ClassVar[str] = RECEIVING
    handed_at: Moment
    to: Name


@dataclass(frozen=True, slots=True)
class PartFinished(Body):
    """Tell what one region's part of a joint case came to."""

    kind: ClassVar[str] = "part.finished"
    role: Id
    number: Id
    outcome: Annotated[str, OneOf(("granted", "refused", "not_accepted", "withdrawn"))]
    words: Words
    at: Moment


@dataclass(frozen=True, slots=True)
class JointResult(Body):
    """Tell the joint result; the leading region composes it when all parts are finished (335 §24)."""

    kind: ClassVar[str] = "joint.result"
    outcome: Annotated[str, OneOf(("granted", "refused"))]
    words: Words
    at: Moment


@dataclass(frozen=True, slots=True)
class Withdrawn(Body):
    """Tell that the applicant withdraws, at the receiving window."""

    kind: ClassVar[str] = "case.withdrawn"
    by: ClassVar[str] = RECEIVING
    reasons: Words
    at: Moment


@dataclass(frozen=True, slots=True)
class Processed(Body):
    """Acknowledge the processing of a message: done, or refused by the rules of this side with the reason."""

    kind: ClassVar[str] = "processed"
    message: Id
    verdict: Annotated[str, OneOf(("done", "refused"))]
    words: Words = ""
    code: Optional = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Ask the other side's register about a licence (asked at once, answered at once, never stored forward)."""

    licence: Id
    number: Name
    holder: Name
    id_number: Name


@dataclass(frozen=True, slots=True)
class Answer:
    """What the register says: in force or not; `no_such` where number and holder do not belong together."""

    verdict: Annotated[str, OneOf(("in_force", "not_in_force", "no_such", "not_recognised"))]
    words: Words = ""
    valid_until: Day = ""
    facts: Answers = field(default_factory=dict)


BODIES: Mapping[str, type[Body]] = {
    each.kind: each
    for each in (
        Probe,
        Opened,
        MaterialSent,
        PapersSent,
        PapersReceived,
        Complete,
        Declined,
        Progress,
        SupplementAsked,
        SupplementSent,
        NoticeSent,
        Decided,
        ResultSent,
        ResultHanded,
        PartFinished,
        JointResult,
        Withdrawn,
        Processed,
    )
}
