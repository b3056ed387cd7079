"""The queue: what waits for one's roles, the earliest limit first; a page costs the same however many there are."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request, url_for
from sqlalchemy import select

from tongban.cases.queue import OF_ONES_OWN, Asked, Kinds, QueueLine, Seat, Tab, queue
from tongban.cases.standing import DESK
from tongban.law import CaseOutcome
from tongban.law.notice_values import CHANNELS
from tongban.publishing.tables import VersionRow
from tongban.publishing.versions import IN_USE
from tongban.tenancy.accounts import Staff
from tongban.tenancy.permissions import may
from tongban.web.desk.lamps import lit, role_waited_for
from tongban.web.desk.matters import acting_roles
from tongban.web.desk.room import blueprint
from tongban.web.guard import permitted
from tongban.web.house import books, db, now
from tongban.web.language import say as _
from tongban.web.masking import masked_name
from tongban.web.people import the_staff
from tongban.web.story import state_of
from tongban.web.view_words import day, moment

MOST_ITEMS = 200  # in the list of items to choose from; beyond that one types part of the title
#: roles for which cases wait
WORKING = ("window_clerk", "reviewer", "chief_representative", "justice_bureau", "catalogue_office", "district_manager")


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of the queue."""

    number: str
    href: str
    item_title: str
    applicant_masked: str
    channel_label: str
    submitted_at: str
    state_label: str
    state_tone: str
    lamp: str
    left: str
    due: str
    due_kind: str
    waits_for: str
    held_by: str


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class TabView:
    label: str
    href: str
    current: bool
    count: int | None = None


@blueprint.get("/", endpoint="queue")
@permitted("queue.view")
def queue_page() -> str:
    """Show one page of the queue; filters and the mark of the page are in the address, so that it can be kept."""
    person = the_staff()
    roles = tuple(role for role in WORKING if role in person.roles or role in acting_roles())
    asked = _asked(Tab.MINE if roles else Tab.ALL)
    page = queue(db(), person.tenant, roles, asked, seat=_seat(person))
    return render_template(
        "desk/queue.html",
        tabs=_tabs(asked, bool(roles)),
        cases=[_line(each, person) for each in page.lines],
        items=items_of(person.tenant),
        asked=asked,
        next_href=_address(asked, after=page.next) if page.next else "",
        first_href=_address(asked) if asked.after else "",
        filtered=bool(asked.words or asked.item),
        may_take_in=may(person.roles, "case.take_in"),
    )


def _seat(person: Staff) -> Seat:
    """Say whose tasks a person may do: their own and their desk's; who sits at no desk serves every one."""
    desks = (person.desk,) if person.desk else books().shelf.tenant(person.tenant).desks
    return Seat(person.id, desks)


def _asked(usual: Tab) -> Asked:
    wanted = request.args.get("tab", "")
    tab = Tab(wanted) if wanted in set(Tab) else usual
    words, item = request.args.get("q", "").strip()[:100], request.args.get("item", "")[:64]
    roles = the_staff().roles
    kinds = Kinds.ALL if may(roles, "adjustment.view") else Kinds.SERVICE
    kinds = kinds if may(roles, "case.view") else Kinds.INTERNAL
    kinds = Kinds.ALL if tab in OF_ONES_OWN else kinds  # what waits for one's roles is one's own
    return Asked(tab, words, item, request.args.get("after", "")[:120], kinds)


def _address(asked: Asked, *, tab: Tab | None = None, after: str = "") -> str:
    chosen = (tab or asked.tab).value
    return url_for("desk.queue", tab=chosen, q=asked.words or None, item=asked.item or None, after=after or None)


def _tabs(asked: Asked, working: bool) -> list[TabView]:
    names = {
        Tab.MINE: _("待我办理"),
        Tab.HELD: _("我的"),
        Tab.FREE: _("待领办"),
        Tab.APPLICANT: _("等待申请人"),
        Tab.CLOSED: _("已办结"),
        Tab.ALL: _("全部"),
    }
    shown = (each for each in Tab if working or each not in OF_ONES_OWN)
    return [TabView(names[each], _address(asked, tab=each), each is asked.tab) for each in shown]


def _line(line: QueueLine, person: Staff) -> LineView:
    label, tone = state_of(line.state, CaseOutcome(line.outcome) if line.outcome else None)
    light = lit(line.due_kind, line.due_at, person.tenant, books(), now())
    return LineView(
        number=line.number,
        href=url_for("desk.case", number=line.number),
        item_title=line.title,
        applicant_masked=masked_name(line.applicant_name),
        channel_label=_(CHANNELS.get(line.channel, line.channel)),
        submitted_at=moment(line.opened_at),
        state_label=label,
        state_tone=tone,
        lamp="done" if line.closed_at else light.lamp,
        left=day(line.closed_at) if line.closed_at else light.left,
        due=day(light.due),
        due_kind=light.name,
        waits_for=_waits_for(line),
        held_by=_held_by(line, person),
    )


def _held_by(line: QueueLine, person: Staff) -> str:
    """Say with whom the case is: oneself, a desk, somebody else; nothing where it is free or the tasks differ."""
    if line.held_by == person.id:
        return _("由您领办")
    if line.held_by.startswith(DESK):
        return line.held_by.removeprefix(DESK)
    return _("已经有人领办") if line.held_by else ""


def _waits_for(line: QueueLine) -> str:
    if line.waits_for:
        return role_waited_for(line.waits_for)
    return "" if line.closed_at else _("申请人")


def items_of(tenant: str) -> list[Option]:
    """List the items that one can apply for at a tenant, by title."""
    return books().once(("items", tenant), lambda: _items_of(tenant))


def _items_of(tenant: str) -> list[Option]:
    asked = select(VersionRow.item, VersionRow.title).where(VersionRow.tenant_id == tenant, VersionRow.state == IN_USE)
    return [Option(item, title) for item, title in db().execute(asked.order_by(VersionRow.title).limit(MOST_ITEMS))]
