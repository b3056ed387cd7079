"""Adjustments of the demonstration city: one under review, one that a district has not claimed in time, one done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases import door
from tongban.cases.adjusting import Asked, carry_out, claim, claims_of, propose
from tongban.cases.tables import CaseRow
from tongban.database import scoped
from tongban.demo.people import Account
from tongban.errors import TongbanError
from tongban.law import Actor, Refusal
from tongban.law.commands import Command, CompleteStep, Grant
from tongban.publishing.books import Books
from tongban.tenancy.accounts import staff_named


@dataclass(frozen=True, slots=True)
class Played:
    """One adjustment: who proposes what, and how many working days ago each deed was done; what is not said is open."""

    department: str
    asked: Asked
    proposed: int
    reviewed: int = 0
    confirmed: int = 0
    claimed: Mapping[str, int] | None = None


#: the oldest first; the reasons say that they are made up
PLAYED = (
    Played(
        "cq-shuili",
        Asked(
            kind="change",
            ground="elements",
            items="water-permit",
            reason="示范数据：目录条目写明区县一级的权限划分，申请人据此知道向谁申请。",
            basis=({"law": "取水许可和水资源费征收管理条例", "article": "第十四条"},),
            entry="powers: 区县水行政主管部门按照规定的审批权限办理。（示范数据）",
        ),
        proposed=16,
        reviewed=14,
        confirmed=13,
        claimed={"yunyang": 12},
    ),
    Played(
        "cq-linye",
        Asked(
            kind="take_over",
            ground="catalogue",
            items="felling-permit",
            reason="示范数据：基本目录写明采伐许可由区县核发，还没有承接的区县应当认领。",
            basis=({"law": "中华人民共和国森林法", "article": "第五十七条"},),
            levels=("county",),
        ),
        proposed=12,
        reviewed=10,
        confirmed=8,
        claimed={"yunyang": 7, "jiangbei": 7},  # and 渝中区 has let its two working days pass (7 §6)
    ),
    Played(
        "cq-chengguan",
        Asked(
            kind="cancel",
            ground="law",
            items="signboard-record",
            reason="示范数据：假定设定依据已经修订，户外招牌不再需要备案。",
            basis=({"law": "城市市容和环境卫生管理条例"},),
        ),
        proposed=1,
    ),
)

#: account → what its owner sees of them; the offices are those of the departments' city
SEEN = {
    "cq-chengguan.editor": "提出的目录调整正在合法性审核",
    "cq-linye.editor": "提出的目录调整有区县超期未认领",
    "cq-shuili.editor": "提出的目录调整已经办结",
    "yuzhong.manager": "有一件目录调整超期未认领",
}
SEEN_BY_OFFICES = {
    "justice": "有一件目录调整待合法性审核",
    "office": "督办目录调整，其中一件有区县超期未认领",
}


def make_adjustments(session: Session, books: Books, now: datetime) -> None:
    """Play the adjustments through the one door, on working days before today. The caller commits."""
    for each in PLAYED:
        _play(session, books, each, now)


def told_who_sees(books: Books, accounts: Iterable[Account]) -> Iterator[Account]:
    """Say at the accounts to print who sees an adjustment."""
    city = _city(books, PLAYED[0])
    seen = {**SEEN, **{f"{city}.{office}": told for office, told in SEEN_BY_OFFICES.items()}}
    for each in accounts:
        yield replace(each, who=f"{each.who}，{seen[each.login]}") if each.login in seen else each


def _city(books: Books, played: Played) -> str:
    return books.workspace.tree.root(played.department).id


def _play(session: Session, books: Books, played: Played, now: datetime) -> None:
    books.refresh(session)
    city = _city(books, played)
    with scoped(played.department):
        editor = _actor(session, f"{played.department}.editor", "applicant")
        at = _working_days_ago(books, city, now, played.proposed)
        number = propose(session, books, played.department, played.asked, editor, at).case.number
    if played.reviewed:
        justice = _actor(session, f"{city}.justice", "justice_bureau")
        reviewed = CompleteStep(justice, "legality", "依据现行有效，理由充分，同意。")
        _act(session, books, city, number, reviewed, _working_days_ago(books, city, now, played.reviewed))
    if played.confirmed:
        at = _working_days_ago(books, city, now, played.confirmed)
        office = _actor(session, f"{city}.office", "catalogue_office")
        _act(session, books, city, number, Grant(office, "同意，确认。"), at)
        with scoped(city):
            carry_out(session, books, number, at)
    for tenant, ago in (played.claimed or {}).items():
        _claim(session, books, number, tenant, _working_days_ago(books, city, now, ago))


def _act(session: Session, books: Books, city: str, number: str, command: Command, at: datetime) -> None:
    with scoped(city):
        _expect(door.act(session, books, number, command, at))


def _claim(session: Session, books: Books, number: str, tenant: str, at: datetime) -> None:
    """Press the button of a district."""
    task = next(each for each in claims_of(session, number, at) if each.tenant == tenant)
    with scoped(tenant):
        row = session.scalars(select(CaseRow).where(CaseRow.number == task.number)).one()
        _expect(claim(session, books, row, _actor(session, f"{tenant}.manager", "district_manager"), at))


def _actor(session: Session, login: str, role: str) -> Actor:
    person = staff_named(session, login)
    return Actor(person.id, person.name, role)


def _working_days_ago(books: Books, city: str, now: datetime, count: int) -> datetime:
    """Give ten in the morning of a working day before today."""
    calendar, zone = books.calendar(city), books.rulebook(city).timezone
    day = now.astimezone(zone).date()
    while count:
        day -= timedelta(days=1)
        count -= calendar.is_working(day)
    return datetime.combine(day, time(10), tzinfo=zone)


def _expect(answer: door.Done | Refusal) -> None:
    if isinstance(answer, Refusal):
        raise TongbanError(answer.message, article=answer.article)
