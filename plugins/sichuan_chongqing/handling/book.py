"""One cross-region case as this side has it: its messages in the order in which they took effect, and their course."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import select

from sichuan_chongqing.course import Course, PaperState, fold, stage_of
from sichuan_chongqing.exchange.saying import keep, stream, write
from sichuan_chongqing.exchange.side import SideOf
from sichuan_chongqing.exchange.tables import CaseRow, CustodyRow, IncomingRow, OutgoingRow, StreamRow
from sichuan_chongqing.protocol.bodies import Body
from sichuan_chongqing.protocol.message import Message, kept_message
from tongban.kit.cases import Office
from tongban.kit.definitions import NotFound


@dataclass
class Book:
    """The case at one office. `row` is None until it is opened."""

    office: Office
    side: SideOf
    case_id: str
    row: CaseRow | None = None
    course: Course | None = None
    messages: list[Message] = field(default_factory=list)
    _stream: StreamRow | None = None  # of what we say, locked since we first said something

    @property
    def opened(self) -> tuple[CaseRow, Course]:
        """Give the row and the course. Raises NotFound where the case is not open here."""
        if self.row is None or self.course is None:
            raise NotFound(f"没有找到跨域办件“{self.case_id}”。")
        return self.row, self.course

    @property
    def handles(self) -> bool:
        row, course = self.opened
        return row.here == course.handling

    def take(self, message: Message) -> int:
        """Let one message take effect; gives its place. Raises Refused with the reason where it may not."""
        agreement = self.side.agreement(message.agreement)
        before, course = self.course, fold(self.course, message, agreement)
        self.course = course
        self.messages.append(message)
        if course is not None:
            self._bring_into_line(course, message)
            for paper in course.papers.values():
                if before is None or paper is not before.papers.get(paper.id):
                    self._note_custody(paper)
        return self.row.place if self.row else 0

    def say(self, body: Body) -> Message:
        """Say something to the other side: judged as the other side will judge it, kept, sent after commit."""
        row, course = self.opened
        return self.open(course.agreement, row.here, row.there, body)

    def open(self, agreement: str, here: str, there: str, body: Body) -> Message:
        """Open the case from this side, or say what belongs to it."""
        out = self._out(agreement)
        message = write(out, agreement, here, there, body, self.office.now)
        keep(self.office, out, message, self.take(message))
        return message

    def acknowledge(self, message: Message, body: Body) -> None:
        """Tell what became of a message of theirs; that is no part of the course."""
        out = self._out(message.agreement)
        reply = write(out, message.agreement, message.recipient, message.sender, body, self.office.now)
        keep(self.office, out, reply, place=0)

    def _out(self, agreement: str) -> StreamRow:
        if self._stream is None:
            party = self.side.agreement(agreement).other(self.side.party).id
            self._stream = stream(self.office.session, self.office.tenant, self.case_id, "out", party)
        return self._stream

    def _bring_into_line(self, course: Course, message: Message) -> None:
        row = self.row or self._open_row(course, message)
        row.place += 1
        row.stage, row.changed_at = stage_of(course), self.office.now
        if row.handed_over_at is None and not course.papers_not_sent:
            row.handed_over_at = read_moment(message.written_at)

    def _open_row(self, course: Course, message: Message) -> CaseRow:
        ours = self.side.regions
        here = course.receiving if course.receiving in ours else course.handling
        there = course.handling if here == course.receiving else course.receiving
        agreement = self.side.agreement(message.agreement)
        item = agreement.item(course.item)
        handling = agreement.side_of(course.handling)
        assert item is not None
        assert handling is not None
        self.row = CaseRow(
            tenant_id=self.office.tenant,
            id=self.case_id,
            agreement=course.agreement,
            item=course.item,
            mode=course.mode,
            role=course.role_of(here),
            here=here,
            there=there,
            title=item.names[handling.id],
            applicant_name=course.applicant.name,
            applicant_id="",
            number="",
            stage="",
            place=0,
            hand_over_due=self._hand_over_due(course),
            opened_at=self.office.now,
            changed_at=self.office.now,
        )
        self.office.session.add(self.row)
        return self.row

    def _hand_over_due(self, course: Course) -> datetime | None:
        """Give the end of the receiving window's own limit, as that window counted it on its calendar."""
        if not course.intake.hand_over_until:
            return None
        day, zone = (
            date.fromisoformat(course.intake.hand_over_until),
            self.office.books.rulebook(self.office.tenant).timezone,
        )
        return datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(days=1)

    def _note_custody(self, paper: PaperState) -> None:
        session, last = self.office.session, paper.holders[-1]
        row = session.get(CustodyRow, (self.office.tenant, self.case_id, paper.id))
        if row is None:
            row = CustodyRow(tenant_id=self.office.tenant, case_id=self.case_id, paper=paper.id, name=paper.name)
            session.add(row)
        row.holder, row.since, row.condition = last.who, read_moment(last.since), paper.condition
        row.words = f"{last.words}{'：' + paper.note if paper.note else ''}"[:500]


def read_moment(text: str) -> datetime:
    """Read a moment as messages write it."""
    return datetime.fromisoformat(text)


def load(office: Office, side: SideOf, case_id: str, *, lock: bool = False) -> Book:
    """Load a case with all that has taken effect, in that order."""
    session = office.session
    wanted = select(CaseRow).where(CaseRow.id == case_id)
    row = session.scalar(wanted.with_for_update().execution_options(populate_existing=True) if lock else wanted)
    book = Book(office, side, case_id, row)
    if row is None:
        return book
    for message in in_effect(office, case_id):
        book.course = fold(book.course, message, side.agreement(message.agreement))
        book.messages.append(message)
    return book


def in_effect(office: Office, case_id: str) -> Iterable[Message]:
    """List the messages of both directions that took effect here, in the order in which they did."""
    found = []
    for table in (OutgoingRow, IncomingRow):
        wanted = select(table.place, table.data).where(table.case_id == case_id, table.place > 0)
        found += [(place, data) for place, data in office.session.execute(wanted)]
    return [kept_message(data) for _place, data in sorted(found, key=lambda each: each[0])]
