"""What was handed in, what was found of it, and the one notice that names what is wanting (335 §18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tongban.definitions.model import Span
from tongban.law.case.words import DeficiencyKind, Verdict


@dataclass(frozen=True)
class TakenFrom:
    """What stands for a material that nobody had to bring: the holder's licence, or what an earlier case has (F7).

    `code` names the licence or the case, `hash` the very content that counted; `holder` is the applicant's id.
    """

    kind: str  # licence, case
    code: str
    name: str
    number: str
    issuer: str
    holder: str
    hash: str
    type: str = ""  # of a licence: its type
    version: int = 1
    handed_on: date | None = None  # of an earlier case: when it was handed in there
    valid_until: date | None = None  # the last day; None: without end


@dataclass(frozen=True)
class HandedIn:
    """A material as it is handed in; `files` are references (content hashes) that the law does not open."""

    material: str
    files: tuple[str, ...] = ()
    taken_from: TakenFrom | None = None


@dataclass(frozen=True)
class MaterialVerdict:
    """The clerk's verdict on one material; a deficiency says what is missing."""

    material: str
    verdict: Verdict
    note: str = ""


@dataclass(frozen=True)
class MaterialState:
    """A material in the case. A new hand-in raises `revision` and clears the verdict."""

    id: str
    revision: int = 1
    verdict: Verdict | None = None
    note: str = ""
    files: tuple[str, ...] = ()
    taken_from: TakenFrom | None = None


@dataclass(frozen=True)
class Deficiency:
    """One thing to put right: a listed material or a field, and what is missing (335 §18)."""

    kind: DeficiencyKind
    id: str
    missing: str


@dataclass(frozen=True)
class SupplementNotice:
    """The one-time notice (一次性补正告知); a case has at most one (335 §18)."""

    deficiencies: tuple[Deficiency, ...]
    limit: Span
    given_at: datetime
    supplied: tuple[str, ...] = ()  # ids supplied so far
    completed_at: datetime | None = None
