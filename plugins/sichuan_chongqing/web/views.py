"""What pages show of cases and agreements, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sichuan_chongqing.agreements.model import Mode
from sichuan_chongqing.course import Role, stage_of, story
from sichuan_chongqing.exchange.side import SideOf
from sichuan_chongqing.handling.book import Book, read_moment
from sichuan_chongqing.handling.papers import may_send, open_parcels, overdue_papers
from sichuan_chongqing.protocol import bodies as said
from sichuan_chongqing.web.words import (
    condition_words,
    mode_words,
    outcome_words,
    role_words,
    stage_tone,
    stage_words,
    teller_words,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One item of the other side that may be taken in here."""

    value: str
    title: str
    region: str
    mode: Mode
    code: str
    mode_name: str

    @property
    def parts(self) -> dict[str, str]:
        """Give what names the choice in the address of its guide."""
        agreement, item, region = self.value.split("/")
        return {"agreement": agreement, "item": item, "region": region}

    @property
    def label(self) -> str:
        return f"{self.title}（{self.region}，{self.mode_name}）"


def named(side: SideOf) -> Callable[[str], str]:
    """Give the name of a region by its code."""
    names = {region.division: region.name for a in side.agreements.values() for s in a.sides for region in s.regions}
    return lambda division: names.get(division, division)


def choices_of(side: SideOf, today: date, mode: Mode | None = None) -> list[Choice]:
    """List what the other side handles under agreements in force."""
    found = []
    for agreement in side.agreements.values():
        other = agreement.other(side.party)
        for item in agreement.items if agreement.holds_on(today) else ():
            if other.id not in item.handled_by or mode not in (None, item.mode):
                continue
            for region in other.regions:
                value = f"{agreement.id}/{item.id}/{region.division}"
                code = item.codes.get(other.id, "")
                found.append(Choice(value, item.names[other.id], region.name, item.mode, code, mode_words()[item.mode]))
    return found


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """One item of the other side with every region that handles it."""

    title: str
    code: str
    regions: tuple[Choice, ...]


def by_item(choices: Iterable[Choice]) -> list[ItemChoice]:
    """Gather the regions of each item, in the order in which the items came."""
    found: dict[tuple[str, str], list[Choice]] = {}
    for each in choices:
        found.setdefault((each.title, each.code), []).append(each)
    return [ItemChoice(title, code, tuple(regions)) for (title, code), regions in found.items()]


def case_view(book: Book) -> dict[str, Any]:
    """Give all that the page of a case shows."""
    row, course = book.opened
    name_of, agreement = named(book.side), book.side.agreement(course.agreement)
    supplement = course.supplement if course.supplement and not course.supplement.sent_at else None
    receives = row.role == Role.RECEIVING
    return {
        "row": row,
        "course": course,
        "stage": stage_words()[stage_of(course)],
        "tone": stage_tone(stage_of(course)),
        "mode": mode_words()[course.mode],
        "role": role_words()[Role(row.role)],
        "named": name_of,
        "conditions": condition_words(),
        "outcomes": outcome_words(),
        "timeline": timeline(book),
        "papers": list(course.papers.values()),
        "late": {each.id for each in overdue_papers(book)},
        "parcels": open_parcels(book),
        "to_send": may_send(book),
        "lost": course.papers_lost if receives and not course.declined and course.decided is None else (),
        "couriers": agreement.custody.couriers,
        "confirm_days": agreement.custody.confirm,
        "tells": teller_words(agreement.tells),
        "late_handed": row.hand_over_due is not None and (row.handed_over_at or book.office.now) > row.hand_over_due,
        "licences": [each.sheet for each in course.sheets.values() if each.sheet.licence],
        "receives": receives,
        "supplement": supplement if receives else None,
        "asked": supplement,
        "may_hand": receives and course.result is not None and not course.handed_at,
        "may_withdraw": receives
        and course.mode is not Mode.JOINT
        and not (course.decided or course.declined or course.withdrawal),
        "result_here": course.result is not None and bool(course.result.sha256) and receives,
    }


def timeline(book: Book) -> list[dict[str, str]]:
    """Tell the story of a case for the timeline of pages; the clock is the local one of this side."""
    zone = book.office.books.rulebook(book.office.tenant).timezone
    name_of = named(book.side)
    told = []
    for line in story(tuple(each for each in book.messages if not isinstance(each.body, said.Probe))):
        at = read_moment(line.at).astimezone(zone)
        told.append(
            {"title": line.words, "at": f"{at:%Y-%m-%d %H:%M}", "iso": at.isoformat(), "who": name_of(line.region)}
        )
    return list(reversed(told))
