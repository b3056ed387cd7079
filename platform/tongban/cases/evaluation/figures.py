"""The five figures of evaluation (30 (一)): items, objects, channels, mended, called back; by tenant and department.

政务服务事项覆盖率、评价对象覆盖率、服务渠道覆盖率、差评整改率、差评回访率. Each is counted by indexed questions over a
period; none is typed in. An item, a department (the object that is rated) or a channel is covered when every case
handed in there in the period could be rated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Integer, case, func, select
from sqlalchemy.orm import Session

from tongban.cases.evaluation.tables import EvaluationRow, InvitationRow
from tongban.cases.tables import CaseRow
from tongban.cases.tickets.tables import TicketRow
from tongban.law.evaluation import Grade, Occasion
from tongban.law.tickets import TicketKind, TicketOutcome
from tongban.publishing.internal import MATTERS, id_of
from tongban.publishing.tables import VersionRow

_INTERNAL = tuple(id_of(each) for each in MATTERS)
NO_DEPARTMENT = "—"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; no percentage where there is nothing to count."""

    of: int
    all: int

    @property
    def percent(self) -> float | None:
        return round(100 * self.of / self.all, 1) if self.all else None


@dataclass(frozen=True, slots=True)
class Figures:
    """The five figures of a tenant, or of one department of it, and what was said."""

    tenant: str
    department: str  # empty: the whole tenant
    items: Share  # 政务服务事项覆盖率
    objects: Share  # 评价对象覆盖率
    channels: Share  # 服务渠道覆盖率
    mended: Share  # 差评整改率
    called_back: Share  # 差评回访率
    mended_in_time: Share
    rated: Share  # of what could be rated
    grades: Mapping[Grade, int]
    unfounded: int

    @property
    def satisfied(self) -> Share:
        good = sum(number for grade, number in self.grades.items() if not grade.is_bad)
        return Share(good, sum(self.grades.values()))


@dataclass(slots=True)
class _Tally:
    """What is counted of one item at one tenant."""

    cases: dict[str, int] = field(default_factory=dict)  # by channel
    invited: dict[str, int] = field(default_factory=dict)
    occasions: int = 0
    grades: dict[Grade, int] = field(default_factory=dict)
    owed: int = 0
    mended: int = 0
    in_time: int = 0
    back_owed: int = 0
    called_back: int = 0
    unfounded: int = 0


Tallies = dict[tuple[str, str], _Tally]


def figures(session: Session, since: datetime, until: datetime) -> list[Figures]:
    """Count the figures of every tenant in scope, each followed by its departments."""
    tallies: Tallies = {}
    _count_cases(session, tallies, since, until)
    _count_invitations(session, tallies, since, until)
    _count_grades(session, tallies, since, until)
    _count_rectifications(session, tallies, since, until)
    departments = _departments(session)
    found: list[Figures] = []
    for tenant in sorted({tenant for tenant, _item in tallies}):
        own = {item: tally for (at, item), tally in tallies.items() if at == tenant}
        by_department: dict[str, dict[str, _Tally]] = {}
        for item, tally in own.items():
            by_department.setdefault(departments.get((tenant, item), NO_DEPARTMENT), {})[item] = tally
        found.append(_figures(tenant, "", own, by_department))
        found += [_figures(tenant, name, part, {name: part}) for name, part in sorted(by_department.items())]
    return found


def _tally(tallies: Tallies, tenant: str, item: str) -> _Tally:
    return tallies.setdefault((tenant, item), _Tally())


def _count_cases(session: Session, tallies: Tallies, since: datetime, until: datetime) -> None:
    asked = select(CaseRow.tenant_id, CaseRow.item, CaseRow.channel, func.count())
    asked = asked.where(CaseRow.opened_at >= since, CaseRow.opened_at < until, CaseRow.item.not_in(_INTERNAL))
    for tenant, item, channel, number in session.execute(
        asked.group_by(CaseRow.tenant_id, CaseRow.item, CaseRow.channel)
    ):
        _tally(tallies, tenant, item).cases[channel] = number


def _count_invitations(session: Session, tallies: Tallies, since: datetime, until: datetime) -> None:
    of = (InvitationRow.tenant_id, InvitationRow.item, InvitationRow.service_channel, InvitationRow.occasion)
    asked = select(*of, func.count()).where(InvitationRow.occasion.in_([each.value for each in Occasion]))
    asked = asked.where(InvitationRow.invited_at >= since, InvitationRow.invited_at < until)
    for tenant, item, channel, occasion, number in session.execute(asked.group_by(*of)):
        tally = _tally(tallies, tenant, item)
        tally.occasions += number
        if occasion == Occasion.INTAKE.value:
            tally.invited[channel] = number


def _count_grades(session: Session, tallies: Tallies, since: datetime, until: datetime) -> None:
    of = (EvaluationRow.tenant_id, EvaluationRow.item, EvaluationRow.grade)
    asked = select(*of, func.count()).where(EvaluationRow.given_at >= since, EvaluationRow.given_at < until)
    for tenant, item, grade, number in session.execute(asked.group_by(*of)):
        _tally(tallies, tenant, item).grades[Grade(grade)] = number


def _count_rectifications(session: Session, tallies: Tallies, since: datetime, until: datetime) -> None:
    """Count what was owed by now: mended or late; a limit that still runs owes nothing yet."""
    unfounded = TicketRow.outcome == TicketOutcome.UNFOUNDED.value
    counted = unfounded.is_not(True)
    mended, told = TicketRow.answered_at.is_not(None), TicketRow.told_at.is_not(None)
    asked = select(
        TicketRow.tenant_id,
        TicketRow.item,
        _sum(counted & (mended | TicketRow.answer_late)),
        _sum(counted & mended),
        _sum(counted & mended & TicketRow.answer_late.is_not(True)),
        _sum(counted & (told | TicketRow.tell_late | TicketRow.answer_late)),
        _sum(counted & told),
        _sum(unfounded),
    ).where(TicketRow.kind == TicketKind.RECTIFICATION.value, TicketRow.opened_at >= since, TicketRow.opened_at < until)
    for tenant, item, owed, done, in_time, back_owed, back, without_ground in session.execute(
        asked.group_by(TicketRow.tenant_id, TicketRow.item)
    ):
        tally = _tally(tallies, tenant, item or "")
        tally.owed, tally.mended, tally.in_time = owed, done, in_time
        tally.back_owed, tally.called_back, tally.unfounded = back_owed, back, without_ground


def _sum(holds: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((holds, 1), else_=0)).cast(Integer), 0)


def _departments(session: Session) -> dict[tuple[str, str], str]:
    """Tell whose business each item is, by its latest version at each tenant."""
    asked = select(VersionRow.tenant_id, VersionRow.item, VersionRow.department).order_by(VersionRow.version)
    return {(tenant, item): department for tenant, item, department in session.execute(asked)}


def _figures(
    tenant: str, department: str, items: Mapping[str, _Tally], objects: Mapping[str, Mapping[str, _Tally]]
) -> Figures:
    served = [each for each in items.values() if each.cases]
    busy = [part for part in objects.values() if any(each.cases for each in part.values())]
    channels = {channel for each in served for channel in each.cases}
    tallies = list(items.values())
    grades = {grade: sum(each.grades.get(grade, 0) for each in tallies) for grade in reversed(Grade)}
    return Figures(
        tenant=tenant,
        department=department,
        items=Share(sum(_covered(each) for each in served), len(served)),
        objects=Share(sum(all(map(_covered, part.values())) for part in busy), len(busy)),
        channels=Share(sum(_channel_covered(served, each) for each in channels), len(channels)),
        mended=Share(_total(each.mended for each in tallies), _total(each.owed for each in tallies)),
        called_back=Share(_total(each.called_back for each in tallies), _total(each.back_owed for each in tallies)),
        mended_in_time=Share(_total(each.in_time for each in tallies), _total(each.owed for each in tallies)),
        rated=Share(sum(grades.values()), _total(each.occasions for each in tallies)),
        grades=grades,
        unfounded=_total(each.unfounded for each in tallies),
    )


def _covered(tally: _Tally) -> bool:
    return all(tally.invited.get(channel, 0) >= number for channel, number in tally.cases.items())


def _channel_covered(served: Iterable[_Tally], channel: str) -> bool:
    return all(each.invited.get(channel, 0) >= each.cases.get(channel, 0) for each in served)


def _total(numbers: Iterable[int]) -> int:
    return sum(numbers)
