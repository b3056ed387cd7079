"""What an office announces is public: days off, and results that could be delivered in no other way, while it runs."""

from __future__ import annotations

from datetime import date

import pytest

from door_desk import CLERK, DoorDesk, at
from licences_issued import MONDAY, ROLES
from portal_visitor import Portal
from tongban.assurance import examples
from tongban.assurance.moves import Cast, moves
from tongban.calendars.declared import Declaration
from tongban.cases.declaring import declare
from tongban.law import AnnounceDelivery, Applicant, Deliver, PassTime, RecordFailedDelivery
from tongban.law.case import FailureGround

MISSING = Applicant("applicant-9", "enterprise", "云阳县下落建筑有限公司")


def decided(desk: DoorDesk) -> str:
    """Play a granted example up to its delivery."""
    case = desk.submit(MONDAY, MISSING)
    found = next(each for each in examples(desk.books.workspace, desk.item) if each.expect.outcome == "granted")
    cast = Cast(MISSING, lambda role: ROLES[role], lambda _material: ())
    for move in moves(found, desk.definition(), desk.books.calendar(desk.tenant), cast, at(MONDAY)):
        command = move.command(case)
        if isinstance(command, Deliver):
            break
        case = desk.done(case.number, command, f"{move.at:%Y-%m-%d %a %H:%M}")
    return case.number


@pytest.mark.row("L12")
@pytest.mark.article("335 §26")
def test_a_delivery_by_announcement_is_listed_until_its_time_is_over(portal: Portal) -> None:
    desk = DoorDesk(portal.sessions, portal.books)
    assert "现在没有公告送达的办理结果" in portal.visitor().get("announcements").text
    number = decided(desk)
    lost = RecordFailedDelivery(CLERK, FailureGround.WHEREABOUTS, "9月21日上门，人去楼空。", "courier")
    desk.done(number, lost, "2026-09-25 Fri 10:00")
    desk.done(number, AnnounceDelivery(CLERK, "下落不明。"), "2026-09-28 Mon 09:00")
    portal.sessions.remove()
    visitor = portal.visitor()
    page = visitor.get("announcements").text
    assert f"向{MISSING.name}公告送达" in page
    assert number not in page, "of the case no more is told than the announcement itself says"
    words = visitor.get(page.split("/yunyang/documents/")[1].split('"')[0].join(("documents/", ""))).text
    assert "现予以公告送达" in words
    desk.done(number, PassTime(), "2026-11-10 Tue 10:00")
    portal.sessions.remove()
    portal.move_to("2026-11-10 Tue 10:00")
    assert MISSING.name not in portal.visitor().get("announcements").text


@pytest.mark.row("D1")
def test_a_day_declared_off_is_told_on_the_first_page_and_among_the_announcements(portal: Portal) -> None:
    off = Declaration(date(2026, 9, 30), False, "防汛第3号通告", at("2026-09-28 Mon 09:00"), "何管理")
    declare(portal.sessions, portal.books, off, "yunyang", at("2026-09-28 Mon 09:00"))
    portal.sessions.remove()
    visitor = portal.visitor()
    for path in ("", "announcements"):
        page = visitor.get(path).text
        assert "2026年9月30日 周三" in page, path
        assert "防汛第3号通告" in page, path
        assert "何管理" not in page, path
    assert "防汛第3号通告" not in portal.visitor("jiangbei").get("announcements").text
    portal.move_to("2026-10-09 Fri 09:00")
    assert "防汛第3号通告" not in visitor.get("").text, "what is over is no news on the first page"
