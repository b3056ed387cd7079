"""What a bundle does next, from how its parts stand. Pure: the same rows give the same moves, however often asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Stand(StrEnum):
    """How one part stands."""

    WAITING = "waiting"  # its turn has not come
    OPEN = "open"  # its case runs
    GRANTED = "granted"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    FALLEN = "fallen"  # what it waited for was not granted, so it is not begun
    HALTED = "halted"  # its turn has come, and something stands in the way; the lead sees what


ENDED = frozenset({Stand.GRANTED, Stand.REFUSED, Stand.NOT_ACCEPTED, Stand.WITHDRAWN, Stand.FALLEN})

#: how each stand is told
TOLD = {
    Stand.WAITING: "等待前序事项",
    Stand.OPEN: "正在办理",
    Stand.GRANTED: "准予",
    Stand.REFUSED: "不予",
    Stand.NOT_ACCEPTED: "不予受理",
    Stand.WITHDRAWN: "已撤回",
    Stand.FALLEN: "不再办理",
    Stand.HALTED: "暂未开始",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One part as the course sees it."""

    part: str
    title: str
    stand: Stand
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    part: str


@dataclass(frozen=True, slots=True)
class Fall:
    part: str
    reason: str


Move = Start | Fall


def moves(lines: Sequence[Line]) -> Iterator[Move]:
    """Say which waiting parts start and which fall away; the others go on whatever becomes of these.

    A part waits for those whose outcome it needs. Once one of them has ended without a grant it cannot be begun any
    more; that says nothing of the others (335 §24: each is decided by its own law).
    """
    known = {each.part: each for each in lines}
    for each in lines:
        if each.stand not in (Stand.WAITING, Stand.HALTED):
            continue
        before = [known[name] for name in each.waits_for if name in known]
        failed = next((one for one in before if one.stand in ENDED and one.stand is not Stand.GRANTED), None)
        if failed is not None:
            yield Fall(each.part, f"前序事项“{failed.title}”{TOLD[failed.stand]}，本项不再办理。")
        elif all(one.stand is Stand.GRANTED for one in before):
            yield Start(each.part)


def finished(lines: Sequence[Line]) -> bool:
    return all(each.stand in ENDED for each in lines)
