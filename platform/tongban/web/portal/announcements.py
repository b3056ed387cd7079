"""What an office announces: days off and on, results delivered by announcement, the way to what was late and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import render_template, url_for
from flask_babel import gettext as _

from tongban.cases.announced import announced_now
from tongban.web.declared_days import DayLine, days_declared
from tongban.web.guard import public
from tongban.web.house import books, db, now
from tongban.web.portal.reach import arrive
from tongban.web.portal.room import blueprint
from tongban.web.view_words import WALL, day

#: how long a declared day is shown after it has passed
SHOWN_AFTER = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class AnnouncedLine:
    """One announcement of a delivery."""

    title: str
    number: str
    at: str
    until: str
    href: str


@dataclass(frozen=True, slots=True)
class HomeLine:
    """One announcement on the first page."""

    title: str
    text: str


@blueprint.get("/announcements", endpoint="announcements")
@public
def announcements(tenant: str) -> str:
    """Show what is announced now; a delivery only until its time is over."""
    arrive(tenant)
    since = now().astimezone(WALL).date() - SHOWN_AFTER
    late = books().rulebook(tenant).overdue_explained_publicly.holds
    return render_template(
        "portal/announcements.html",
        days=days_declared(tenant, since),
        deliveries=[
            AnnouncedLine(
                _("向%(who)s公告送达“%(item)s”的办理结果", who=each.addressee, item=each.item),
                each.number,
                day(each.issued_at),
                day(each.ends_at),
                url_for("portal.document", tenant=tenant, code=each.code),
            )
            for each in announced_now(db(), tenant)
        ],
        lateness_href=url_for("portal.lateness", tenant=tenant) if late else "",
    )


def days_ahead(tenant: str) -> list[HomeLine]:
    """Tell on the first page which declared days are still to come; asks no database."""
    return [_line(each) for each in days_declared(tenant, now().astimezone(WALL).date())]


def _line(each: DayLine) -> HomeLine:
    title = _("%(day)s停止办公", day=each.day) if each.off else _("%(day)s照常办公", day=each.day)
    return HomeLine(title, _("%(basis)s。办理期限相应重新计算。", basis=each.basis.rstrip("。")))
