"""One progress page for everything: how each part stands, what waits for what, whose turn it is (一网办理)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from one_thing.pages.room import blueprint, here
from one_thing.running.advancing import parts_of
from one_thing.running.course import Stand
from one_thing.running.finding import own_bundle
from one_thing.running.leading import withdraw_waiting
from one_thing.running.outcomes import case_row_of
from one_thing.running.plans import kept
from one_thing.running.rating import give_to_all, to_rate
from one_thing.running.tables import PartRow
from tongban.kit.cases import Office, case_of
from tongban.kit.definitions import TongbanError
from tongban.kit.evaluation import GRADE_NAMES, Grade, Rating
from tongban.kit.law import Case, State
from tongban.kit.portal import now_of
from tongban.kit.published import definition
from tongban.kit.web import day, db, now, permitted, the_applicant

TONES = {
    Stand.OPEN: "brand",
    Stand.GRANTED: "green",
    Stand.REFUSED: "red",
    Stand.NOT_ACCEPTED: "red",
    Stand.HALTED: "yellow",
}


def stand_words(stand: Stand) -> str:
    told = {
        Stand.WAITING: _("等待前序事项"),
        Stand.OPEN: _("正在办理"),
        Stand.GRANTED: _("已办结：准予"),
        Stand.REFUSED: _("已办结：不予"),
        Stand.NOT_ACCEPTED: _("不予受理"),
        Stand.WITHDRAWN: _("已撤回"),
        Stand.FALLEN: _("不再办理"),
        Stand.HALTED: _("暂未开始"),
    }
    return str(told[stand])


def ends_told(rows: Sequence[PartRow]) -> str:
    """Count how the parts have ended, where not all of them were granted."""
    counted = Counter(Stand(each.state) for each in rows)
    words = {
        Stand.GRANTED: _("准予"),
        Stand.REFUSED: _("不予"),
        Stand.NOT_ACCEPTED: _("不予受理"),
        Stand.WITHDRAWN: _("撤回"),
        Stand.FALLEN: _("不再办理"),
    }
    told = [
        _("%(stand)s %(count)s 项", stand=name, count=counted[each]) for each, name in words.items() if counted[each]
    ]
    return "、".join(told) + "。" if len(told) > 1 else ""


@dataclass(frozen=True, slots=True)
class PartView:
    """One part as a page shows it; `asks` is what the applicant is to do, if anything."""

    part: str
    title: str
    office: str
    state: str
    tone: str
    text: str
    due: str
    overdue: bool
    case_number: str
    href: str
    asks: str
    asks_href: str
    may_withdraw: bool
    delivered: str


def part_views(office: Office, rows: Sequence[PartRow], *, for_staff: bool = False) -> list[PartView]:
    titles = {each.part: each.title for each in rows if each.state != Stand.GRANTED}
    return [_view(office, each, titles, for_staff) for each in rows]


def _view(office: Office, row: PartRow, titles: dict[str, str], for_staff: bool) -> PartView:
    found = case_row_of(office, row)
    case = case_of(found) if found is not None else None
    stand = Stand(row.state)
    text, asks, asks_href = row.reason, "", ""
    if stand is Stand.WAITING:
        before = "”“".join(titles[each] for each in row.waits_for if each in titles)
        text = _("“%(before)s”办结后自动开始，不用再申请。", before=before)
    elif case is not None and stand is Stand.OPEN and not for_staff:
        told = now_of(case, definition(db(), row.definition_hash))
        text, asks = told.text, told.title if told.tone == "now" else ""
        asks_href = told.action_href if asks else ""
    return PartView(
        row.part,
        row.title,
        row.office,
        _standing_words(stand, case),
        TONES.get(stand, ""),
        text,
        _("承诺 %(day)s 前办结", day=day(row.due_at)) if row.due_at and stand is Stand.OPEN else "",
        bool(row.due_at and stand is Stand.OPEN and row.due_at < now()),
        row.case_number or "",
        _href(row, for_staff, office),
        asks,
        asks_href,
        stand in (Stand.WAITING, Stand.HALTED),
        day(row.delivered_at) if row.delivered_at else "",
    )


def _standing_words(stand: Stand, case: Case | None) -> str:
    if stand is Stand.OPEN and case is not None and case.state is State.SUPPLEMENTING:
        return str(_("等待补正"))
    return stand_words(stand)


def _href(row: PartRow, for_staff: bool, office: Office) -> str:
    if not row.case_number:
        return ""
    if not for_staff:
        return url_for("portal.case", tenant=row.handled_at, number=row.case_number)
    return url_for("desk.case", number=row.case_number) if row.handled_at == office.tenant else ""


@blueprint.get("/cases/<number>", endpoint="progress")
@permitted("one_thing.apply")
def progress(tenant: str, number: str) -> str:
    office = here(tenant)
    row = own_bundle(db(), the_applicant().id, number)
    rows = parts_of(office, row.number)
    bundle = kept(db(), tenant, row.form).merged.bundle
    return render_template(
        "one_thing/progress.html",
        row=row,
        bundle=bundle,
        parts=part_views(office, rows),
        ends=ends_told(rows),
        all_granted=all(each.state == Stand.GRANTED for each in rows),
        ended=sum(1 for each in rows if Stand(each.state) not in (Stand.OPEN, Stand.WAITING, Stand.HALTED)),
        begun=day(row.begun_at),
        due=day(row.due_on) if row.due_on and row.state == "running" else "",
        delivered=day(row.delivered_at) if row.delivered_at else "",
        to_rate=to_rate(office, row, rows),
        rate_each=row.state == "finished" and bundle.rated == "each",
        grades=[(each.value, GRADE_NAMES[each]) for each in Grade],
    )


@blueprint.post("/cases/<number>/parts/<part>/withdraw", endpoint="withdraw")
@permitted("one_thing.apply")
def withdraw(tenant: str, number: str, part: str) -> Response:
    """Take back a part whose turn has not come."""
    office = here(tenant)
    row = own_bundle(db(), the_applicant().id, number)
    withdraw_waiting(office, row.number, part, the_applicant().id)
    db().commit()
    flash(_("已经撤回这一项，其他事项照常办理。"), "success")
    return redirect(url_for("one_thing.progress", tenant=tenant, number=row.number))


def _said() -> Rating:
    grade = request.form.get("grade", "")
    if grade not in {str(each.value) for each in Grade}:
        raise TongbanError(_("请先选择一个评价等级。"), article="335 §37")
    return Rating(Grade(int(grade)), (), request.form.get("text", ""))


@blueprint.post("/cases/<number>/rate", endpoint="rate")
@permitted("one_thing.apply")
def rate(tenant: str, number: str) -> Response:
    """Rate the whole at once: the grade is given to every act that was not rated yet (335 §37)."""
    office = here(tenant)
    row = own_bundle(db(), the_applicant().id, number)
    count = give_to_all(office, row, parts_of(office, row.number), _said())
    if not count:
        raise TongbanError(_("这件事现在不能合起来评价；可以评价的办件，请分别打开评价。"), article="335 §37")
    db().commit()
    flash(_("谢谢您的评价，已经记入 %(count)s 个办件。", count=count), "success")
    return redirect(url_for("one_thing.progress", tenant=tenant, number=row.number))
