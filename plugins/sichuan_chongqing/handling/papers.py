"""Papers between windows: sent, received, missing, damaged; each step by name and with its tracking number."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from sichuan_chongqing.course import PaperState, late_papers
from sichuan_chongqing.exchange.saying import moment
from sichuan_chongqing.handling.book import Book, read_moment
from sichuan_chongqing.handling.reacting import when_all_is_here
from sichuan_chongqing.protocol import bodies as said
from tongban.kit.cases import Office
from tongban.kit.definitions import TongbanError


def send_papers(book: Book, courier: str, tracking: str, clerk: str) -> None:
    """Give all papers that lie here to a courier of the agreement."""
    row, course = book.opened
    allowed = book.side.agreement(course.agreement).custody.couriers
    if courier not in allowed:
        raise TongbanError(f"协议约定的寄递方式是：{'、'.join(allowed)}。", article="7 §24")
    if not tracking.strip():
        raise TongbanError("请填写邮件号码，材料在途才查得到。", article="7 §24")
    mine = [each for each in course.papers.values() if each.holder == row.here]
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
    _row, course = book.opened
    found = []
    for parcel, papers in course.parcels.items():
        on_the_way = tuple(course.papers[each] for each in papers if course.papers[each].holder == "courier")
        if on_the_way:
            found.append((parcel, tuple(course.papers[each] for each in papers)))
    return found


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
