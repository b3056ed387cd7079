"""The receiving window's own limit for handing over, and who is late: at the desk of both sides and on the board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from sichuan_chongqing.course import Role, Stage
from sichuan_chongqing.exchange.side import SideOf
from sichuan_chongqing.exchange.tables import CaseRow, IntakeRow
from sichuan_chongqing.handling import intake as taking
from tongban.kit.cases import Office

_MOST = 200


@dataclass(frozen=True, slots=True)
class Late:
    """One hand-over that is late by so many working days. `intake` or `case` names where it is put right."""

    title: str
    applicant: str
    region: str  # the other side
    due: datetime
    last_day: date
    days: int
    ours: bool  # our own window is late; otherwise the other side's
    intake: str = ""
    case: str = ""


def late_hand_overs(office: Office, side: SideOf) -> list[Late]:
    """List what should have been handed over by now, the oldest limit first."""
    return sorted([*_intakes(office, side), *_cases(office)], key=lambda each: each.due)


def _intakes(office: Office, side: SideOf) -> list[Late]:
    """List what has its receipt and lies at our window; by the index of states."""
    wanted = select(IntakeRow).where(IntakeRow.state == taking.RECEIVED).order_by(IntakeRow.begun_at).limit(_MOST)
    found = []
    for row in office.session.scalars(wanted):
        due, item = taking.hand_over_due(office, side, row), side.agreement(row.agreement).item(row.item)
        if due is not None and item is not None and due <= office.now:
            there = side.agreement(row.agreement).other(side.party).id
            last_day, days = _counted(office, due)
            who = row.applicant["name"]
            found.append(Late(item.names[there], who, row.region, due, last_day, days, ours=True, intake=row.id))
    return found


def _cases(office: Office) -> list[Late]:
    """List the cases whose papers the receiving window has not sent, whichever side it is; by the index of stages."""
    wanted = (
        select(CaseRow)
        .where(CaseRow.stage == Stage.COLLECTING, CaseRow.handed_over_at.is_(None), CaseRow.hand_over_due <= office.now)
        .order_by(CaseRow.hand_over_due)
        .limit(_MOST)
    )
    return [
        Late(
            row.title, row.applicant_name, row.there, row.hand_over_due, *_counted(office, row.hand_over_due),
            ours=row.role == Role.RECEIVING, case=row.id,
        )
        for row in office.session.scalars(wanted) if row.hand_over_due is not None
    ]  # fmt: skip


def _counted(office: Office, due: datetime) -> tuple[date, int]:
    """Name the last day of a limit, and count the working days since on our own calendar."""
    calendar, zone = office.books.calendar(office.tenant), office.books.rulebook(office.tenant).timezone
    last_day = due.astimezone(zone).date() - timedelta(days=1)
    return last_day, calendar.working_days_between(last_day, office.now.astimezone(zone).date())
