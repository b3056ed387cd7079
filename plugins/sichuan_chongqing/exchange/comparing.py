"""Compare both histories: case by case, direction by direction, what we have with what the other side has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select

from sichuan_chongqing.exchange.answering import PAGE, heads
from sichuan_chongqing.exchange.asking import ask
from sichuan_chongqing.exchange.post import Post, post
from sichuan_chongqing.exchange.side import SideOf
from sichuan_chongqing.exchange.tables import OutgoingRow
from tongban.kit.cases import Office

_OTHER = {"me": "you", "you": "me"}


class Judgement(StrEnum):
    AGREED = "agreed"
    ON_THE_WAY = "on_the_way"  # ours waits to be sent, or theirs does
    LOST = "lost"  # receipted, and not there
    DIFFERENT = "different"  # as many, of another content
    UNKNOWN = "unknown"  # a case that we know nothing of


JUDGED: Mapping[Judgement, str] = {
    Judgement.AGREED: "一致",
    Judgement.ON_THE_WAY: "途中",
    Judgement.LOST: "对方缺失",
    Judgement.DIFFERENT: "内容不一致",
    Judgement.UNKNOWN: "本方没有",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One direction of one case on both sides: how many messages, and what that means."""

    case: str
    said_by: str  # our party, or theirs
    here: int
    there: int
    judgement: Judgement

    @property
    def at_fault(self) -> bool:
        return self.judgement in (Judgement.LOST, Judgement.DIFFERENT, Judgement.UNKNOWN)


Head = tuple[int, str, str]  # count, head, stage


def compare(office: Office, side: SideOf, party: str, send: Post = post) -> Iterator[Compared]:
    """Compare all cases of one of our regions with a party, in the order of their ids. Raises Away."""
    theirs = dict(_theirs(office, side, party, send))
    ours = dict(_ours(office, party))
    for case, said_by in sorted(ours.keys() | _of_ours(theirs, ours)):
        here = ours.get((case, said_by), (0, "", ""))
        there = theirs.get((case, _OTHER[said_by]), (0, "", ""))
        judged = _judge(office, case, said_by, here, there)
        yield Compared(case, side.party if said_by == "me" else party, here[0], there[0], judged)


def _of_ours(theirs: Mapping[tuple[str, str], Head], ours: Mapping[tuple[str, str], Head]) -> set[tuple[str, str]]:
    """List their directions that are missing here; cases of our other regions are compared there."""
    cases = {case for case, _ in ours}
    return {(case, _OTHER[said_by]) for case, said_by in theirs if case in cases}


def _theirs(office: Office, side: SideOf, party: str, send: Post) -> Iterator[tuple[tuple[str, str], Head]]:
    after = ""
    while True:
        answer = ask(office, side, party, "history", "streams", {"after": after}, send)
        for each in answer["streams"]:
            yield (each["case"], each["said_by"]), (each["count"], each["head"], each["stage"])
        after = str(answer["more"])
        if not after:
            return


def _ours(office: Office, party: str) -> Iterator[tuple[tuple[str, str], Head]]:
    after = ""
    while found := heads(office, party, after):
        for each in found:
            yield (each["case"], each["said_by"]), (each["count"], each["head"], each["stage"])
        after = found[-1]["case"]
        if len({each["case"] for each in found}) < PAGE:
            return


def _judge(office: Office, case: str, said_by: str, here: Head, there: Head) -> Judgement:
    if here[:2] == there[:2] or here[0] == there[0] == 0:
        return Judgement.AGREED
    if here[0] == there[0]:
        return Judgement.DIFFERENT
    if said_by == "me" and here[0] > there[0]:
        return Judgement.ON_THE_WAY if there[0] >= _kept(office, case) else Judgement.LOST
    if said_by == "you" and there[0] > here[0]:
        return Judgement.ON_THE_WAY  # theirs to send; their own comparison tells whether they think that it came
    return Judgement.UNKNOWN


def _kept(office: Office, case: str) -> int:
    """Count, from the first, how many in a row the other side has receipted."""
    wanted = select(func.min(OutgoingRow.sequence)).where(OutgoingRow.case_id == case, OutgoingRow.kept_at.is_(None))
    first_open = office.session.scalar(wanted)
    last = select(func.max(OutgoingRow.sequence)).where(OutgoingRow.case_id == case)
    return (first_open - 1) if first_open is not None else (office.session.scalar(last) or 0)
