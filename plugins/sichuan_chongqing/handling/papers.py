"""Papers between windows: sent, received, missing, damaged; each step by name and with its tracking number."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import uuid4

from sichuan_chongqing.course import PaperState, late_papers
from sichuan_chongqing.course.papers import ON_THE_WAY
from sichuan_chongqing.exchange.saying import moment
from sichuan_chongqing.handling.book import Book, read_moment
from sichuan_chongqing.handling.reacting import when_all_is_here
from sichuan_chongqing.protocol import bodies as said
from tongban.kit.cases import Office
from tongban.kit.definitions import TongbanError


def send_papers(book: Book, courier: str, tracking: str, clerk: str, anew: Collection[str] = ()) -> None:
    """Give all papers that lie here to a courier of the agreement.

    `anew`: papers that went missing or were damaged, and that the receiving window has got another time.
    """
    _row, course = book.opened
    allowed = book.side.agreement(course.agreement).custody.couriers
    if courier not in allowed:
        raise TongbanError(f"协议约定的寄递方式是：{'、'.join(allowed)}。", article="7 §24")
    if not tracking.strip():
        raise TongbanError("请填写邮件号码，材料在途才查得到。", article="7 §24")
    again = [] if book.handles else [each for each in course.papers_lost if each.id in anew]
    mine = [*may_send(book), *again]
    if not mine:
        raise TongbanError("没有可以寄出的纸质材料。", article="7 §24")
    papers = tuple(said.Paper(each.id, each.name, each.copies) for each in mine)
    parcel = f"P{uuid4().hex[:12]}"
    book.say(said.PapersSent(parcel, courier, tracking.strip(), papers, moment(book.office.now), clerk))


def receive_papers(book: Book, parcel: str, found: Mapping[str, tuple[str, str]], clerk: str) -> None:
    """Say what came of a parcel, paper by paper; with the last whole one the case opens before our law."""
    _row, course = book.opened
    expected = course.parcels.get(parcel, ())
    if set(expected) != set(found):
        raise TongbanError("邮包里的每一份材料都要写明收到时的情况。", article="7 §24")
    told = tuple(said.PaperFound(paper, *found[paper]) for paper in expected)
    book.say(said.PapersReceived(parcel, told, moment(book.office.now), clerk))
    when_all_is_here(book)


def open_parcels(book: Book) -> list[tuple[str, tuple[PaperState, ...]]]:
    """List the parcels that are on their way to this side, with the papers in them."""
    row, course = book.opened
    found = []
    for parcel, papers in course.parcels.items():
        moving = any(course.papers[each].holder == ON_THE_WAY and course.parcel_with(each) == parcel for each in papers)
        if moving and course.parcel_from[parcel] != row.here:
            found.append((parcel, tuple(course.papers[each] for each in papers)))
    return found


def may_send(book: Book) -> tuple[PaperState, ...]:
    """List the papers that this side has to send: on to the handling region; back from it what it may not keep."""
    row, course = book.opened
    mine = tuple(each for each in course.papers.values() if each.holder == row.here)
    ended = bool(course.declined) or course.decided is not None
    if not book.handles:
        return () if ended else mine
    return tuple(each for each in mine if ended or each.condition != "whole")


def overdue_papers(book: Book) -> tuple[PaperState, ...]:
    """List the papers that have been under way so long that they count as missing, by this side's calendar."""
    _row, course = book.opened
    office: Office = book.office
    calendar, zone = office.books.calendar(office.tenant), office.books.rulebook(office.tenant).timezone
    today = office.now.astimezone(zone).date()

    def days(since: str) -> int:
        begun = read_moment(since).astimezone(zone).date()
        return calendar.working_days_between(begun, today)

    limit = book.side.agreement(course.agreement).custody.missing_after
    return late_papers(course.papers.values(), limit, days)
