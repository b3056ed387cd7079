"""What a window does again, having died at it or two at once, is refused and moves nothing (7 §24)."""

from __future__ import annotations

import pytest

from sichuan_chongqing.course import Course, fold
from sichuan_chongqing.course.papers import ON_THE_WAY
from sichuan_chongqing.exchange.side import agreements_of
from sichuan_chongqing.protocol import bodies as said
from sichuan_chongqing.protocol.faults import Refused
from sichuan_chongqing.protocol.message import Message
from sichuan_chongqing.tests.exchange_journey import AGREEMENT, GUANGAN, JIANGBEI, WHO

AT = "2026-11-23T01:00:00Z"
CARD = (said.Paper("old-card", "旧居民身份证", 1),)
PHOTO = said.Paper("photo-sheet", "相片", 1)


def told(course: Course | None, sender: str, body: said.Body) -> Course:
    """Say one thing, with the number that it has no part in."""
    (agreement,) = (each for each in agreements_of("chongqing") if each.id == AGREEMENT)
    there = GUANGAN if sender == JIANGBEI else JIANGBEI
    after = fold(course, Message("m", AGREEMENT, "c", 1, sender, there, AT, body), agreement)
    assert after is not None
    return after


@pytest.fixture
def parcel_sent() -> Course:
    """Two papers in one parcel, on their way from 江北 to 广安."""
    intake = said.Intake("窗口", "王窗口", "card_read", "SJ-1", AT)
    sheets = tuple(said.Sheet(each.id, each.name, paper=True) for each in (*CARD, PHOTO))
    opened = told(None, JIANGBEI, said.Opened("id-card", "taken_in_there", WHO, {}, sheets, "0" * 64, intake))
    return told(opened, JIANGBEI, said.PapersSent("P1", "邮政寄递", "E1", (*CARD, PHOTO), AT, "王窗口"))


def received(course: Course, parcel: str, by: str = GUANGAN, **found: str) -> Course:
    papers = tuple(said.PaperFound(name.replace("_", "-"), condition) for name, condition in found.items())
    return told(course, by, said.PapersReceived(parcel, papers, AT, "李窗口"))


@pytest.mark.row("X3", part="custody")
@pytest.mark.parametrize("condition", ["whole", "damaged", "missing"])
def test_a_parcel_is_signed_for_once(parcel_sent: Course, condition: str) -> None:
    course = received(parcel_sent, "P1", old_card=condition, photo_sheet=condition)
    with pytest.raises(Refused, match="已经这样登记过签收"):
        received(course, "P1", old_card=condition, photo_sheet=condition)


@pytest.mark.row("X3", part="custody")
def test_what_was_missing_may_still_turn_up_and_moves_nothing_else(parcel_sent: Course) -> None:
    course = received(parcel_sent, "P1", old_card="damaged", photo_sheet="missing")
    course = told(course, GUANGAN, said.PapersSent("P2", "邮政寄递", "E2", CARD, AT, "李窗口"))  # sent back
    course = received(course, "P1", old_card="damaged", photo_sheet="whole")
    assert (course.papers["photo-sheet"].holder, course.papers["old-card"].holder) == (GUANGAN, ON_THE_WAY)
    course = received(course, "P2", by=JIANGBEI, old_card="damaged")
    assert [each.who for each in course.papers["old-card"].holders] == [
        JIANGBEI, ON_THE_WAY, GUANGAN, ON_THE_WAY, JIANGBEI,
    ]  # fmt: skip


@pytest.mark.row("X2")
def test_a_withdrawal_and_giving_a_case_back_are_said_once(parcel_sent: Course) -> None:
    withdrawn = told(parcel_sent, JIANGBEI, said.Withdrawn("不办了", AT))
    with pytest.raises(Refused, match="已经告知过"):
        told(withdrawn, JIANGBEI, said.Withdrawn("不办了", AT))
    declined = told(withdrawn, GUANGAN, said.Declined("申请人撤回"))
    with pytest.raises(Refused, match="已经退回过"):
        told(declined, GUANGAN, said.Declined("申请人撤回"))
