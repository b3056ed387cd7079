"""What the core's own pages show of the exchange: a panel on a case, figures on the board."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import func, select

from sichuan_chongqing.course import Stage
from sichuan_chongqing.course.state import Role
from sichuan_chongqing.exchange.side import side_of
from sichuan_chongqing.exchange.tables import CaseRow
from sichuan_chongqing.handling.book import load
from sichuan_chongqing.handling.hand_over_limits import Late, late_hand_overs
from sichuan_chongqing.handling.licence_checks import held_here
from sichuan_chongqing.web.views import named, timeline
from sichuan_chongqing.web.words import role_words, stage_tone, stage_words
from tongban.hooks import Figure, Panel, Reader, Reminder
from tongban.kit.cases import Office
from tongban.kit.law import Case

#: who is reminded of a hand-over: whose turn it is, and who oversees
REMINDED = frozenset({"window_clerk", "chief_representative", "supervisor"})


def panels(office: Office, case: Case, reader: Reader) -> Iterable[Panel]:
    """Tell on the page of a case how it stands between the two regions; nothing where it is no cross-region case."""
    row = office.session.scalar(select(CaseRow).where(CaseRow.number == case.number))
    if row is None:
        return []
    side = side_of(office)
    book = load(office, side, row.id)
    values = {
        "stage": stage_words()[Stage(row.stage)],
        "tone": stage_tone(Stage(row.stage)),
        "role": role_words()[Role(row.role)],
        "other": named(side)(row.there),
        "timeline": timeline(book),
        "licences": held_here(book) if reader is Reader.STAFF and book.handles else [],
        "href": url_for("sichuan_chongqing_desk.case", case=row.id) if reader is Reader.STAFF else "",
    }
    return [Panel("川渝通办", "sichuan_chongqing/panel.html", values)]


def board_figures(office: Office) -> Iterable[Figure]:
    """Count what both sides count alike: cases taken in here, handled here, finished."""
    counted = select(CaseRow.role, CaseRow.stage, func.count()).group_by(CaseRow.role, CaseRow.stage)
    found = [(role, stage, count) for role, stage, count in office.session.execute(counted)]
    href = url_for("sichuan_chongqing_desk.list")

    def total(role: Role, *stages: Stage) -> str:
        return str(sum(n for r, s, n in found if r == role and (not stages or s in stages)))

    late = late_hand_overs(office, side_of(office))
    ours = sum(each.ours for each in late)
    return [
        Figure("川渝通办：逾期未移送", str(len(late)), f"本窗口 {ours} 件，对方 {len(late) - ours} 件", href),
        Figure("川渝通办：本地代收", total(Role.RECEIVING), "由对方受理和决定", href),
        Figure("川渝通办：本地代收已办结", total(Role.RECEIVING, Stage.FINISHED), "含送达", href),
        Figure("川渝通办：本地办理", total(Role.HANDLING), "由对方代收", href),
        Figure("川渝通办：本地办理已办结", total(Role.HANDLING, Stage.FINISHED), "含送达", href),
    ]


def late_reminders(office: Office) -> Iterable[Reminder]:
    """Say what our window should have handed over by now, and what it waits for from the other side."""
    side = side_of(office)
    for each in late_hand_overs(office, side):
        region, days = named(side)(each.region), each.days
        if each.ours:
            words = _("本窗口还没有移送%(region)s，逾期 %(days)s 个工作日。", region=region, days=days)
        else:
            words = _("%(region)s还没有寄出纸质材料，逾期 %(days)s 个工作日。", region=region, days=days)
        yield Reminder(f"{each.applicant} · {each.title}", str(words), each.last_day.isoformat(), _where(each))


def _where(late: Late) -> str:
    """Lead to where it is put right."""
    if late.intake:
        return url_for("sichuan_chongqing_desk.intake", intake=late.intake)
    return url_for("sichuan_chongqing_desk.case", case=late.case)
