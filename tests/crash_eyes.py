"""Eyes on a city from outside: what must hold there after every death, whatever was being done."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, TextClause, func, select, text
from sqlalchemy.orm import Session

from tongban.cases.history import verify
from tongban.cases.licences import LicenceRow
from tongban.cases.tables import (
    CaseRegister,
    CaseRow,
    DocumentCounter,
    DocumentRow,
    EventRow,
    MessageRow,
    NumberSequence,
    OutboxRow,
    VerificationRow,
)
from tongban.cases.telling import Channel, DeliveryRow
from tongban.cases.tickets import TicketRegister, TicketRow
from tongban.cases.tickets.history import verify_tickets
from tongban.database import Scope, Sessions, scoped
from tongban.definitions.notice_kinds import notice_kinds

ZONE = ZoneInfo("Asia/Shanghai")
PATIENCE = 20.0  # seconds until PostgreSQL must have noticed that a client is dead

#: what changes when something was really done; leases and attempts are not among it
_COUNTED = (
    "count(*) FROM case_register",
    "coalesce(sum(revision), 0) FROM case_file",
    "count(*) FROM case_event",
    "count(*) FROM task",
    "count(*) FROM deadline",
    "coalesce(sum(used), 0) FROM number_sequence",
    "coalesce(sum(used), 0) FROM document_counter",
    "count(*) FROM document",
    "count(pdf) FROM document",
    "count(*) FROM verification",
    "count(*) FROM outbox",
    "count(done_at) FROM outbox",
    "count(*) FROM message",
    "count(*) FROM delivery",
    "count(*) FROM licence",
    "count(signature) FROM licence_version",
    "count(*) FROM payment_order",
    "count(settled_at) FROM payment_order",
    "count(*) FROM payment_order WHERE pay_url <> ''",
    "count(*) FROM archive",
    "count(number) FROM draft",
    "count(case_number) FROM handed_in_file",
)
#: what changes in no round of work by itself where somebody works on a case alone
_OVER_TIME = (
    "count(*) FROM ticket_register",
    "coalesce(sum(revision), 0) FROM ticket",
    "count(*) FROM ticket_event",
    "count(*) FROM staff_alert",
    "count(*) FROM audit_checkpoint",
    "coalesce(sum(checkpointed), 0) FROM case_file",
    "count(*) FROM audit_entry",
    "count(*) FROM definition_draft",
    "count(*) FROM published_version",
)
_OTHERS = text(
    "SELECT pid, state, query FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


@dataclass
class Eyes:
    """Looks at the whole city; each look leaves nothing open."""

    sessions: Sessions
    over_time: bool = False

    @contextmanager
    def looking(self) -> Iterator[Session]:
        with scoped(Scope.everywhere("test")):
            try:
                yield self.sessions()
            finally:
                self.sessions.remove()

    def standing(self) -> tuple[int, ...]:
        """Count everything, once the database has let go of what the dead had open."""
        with self.looking() as session:
            if session.connection().dialect.name == "postgresql":
                _wait_until_alone(session)
            return tuple(session.execute(_standing(over_time=self.over_time)).one())

    def all_is_in_order(self) -> None:
        """Hold numbers, histories, documents, messages and the outbox against each other."""
        with self.looking() as session:
            _cases_are_numbered_without_gaps(session)
            _documents_are_numbered_without_gaps(session)
            assert list(verify(session, session.scalars(select(CaseRow)).all())) == []
            assert list(verify_tickets(session, session.scalars(select(TicketRow)).all())) == []
            _nothing_was_posted_twice(session)
            _nobody_has_a_message_without_a_document(session)

    def kinds(self, number: str) -> list[str]:
        """Give the events of a case by kind, in their order."""
        with self.looking() as session:
            return list(session.scalars(select(EventRow.kind).where(EventRow.number == number).order_by(EventRow.seq)))

    def case_of(self, applicant: str) -> CaseRow:
        """Give the last case of somebody."""
        with self.looking() as session:
            asked = select(CaseRow).where(CaseRow.applicant_id == applicant)
            return session.scalars(asked.order_by(CaseRow.opened_at.desc()).limit(1)).one()

    def ticket_of(self, applicant: str) -> TicketRow:
        """Give the last ticket of somebody."""
        with self.looking() as session:
            asked = select(TicketRow).where(TicketRow.applicant_id == applicant)
            return session.scalars(asked.order_by(TicketRow.opened_at.desc(), TicketRow.number.desc()).limit(1)).one()

    def count(self, *which: ColumnElement[bool]) -> int:
        """Count the rows of which all this holds."""
        with self.looking() as session:
            return session.scalar(select(func.count()).where(*which)) or 0

    def effects(self) -> list[OutboxRow]:
        """Give what is still to be done."""
        with self.looking() as session:
            waiting = select(OutboxRow).where(OutboxRow.done_at.is_(None))
            return list(session.scalars(waiting.order_by(OutboxRow.created_at, OutboxRow.kind, OutboxRow.id)))

    def deliveries(self, channel: Channel) -> list[DeliveryRow]:
        with self.looking() as session:
            asked = select(DeliveryRow).where(DeliveryRow.channel == channel)
            return list(session.scalars(asked.order_by(DeliveryRow.created_at, DeliveryRow.message)))

    def put_off(self, effects: list[OutboxRow], until: datetime) -> None:
        """Let effects wait until a moment, whoever has leased them."""
        for each in effects:
            with scoped(each.tenant_id):
                self.sessions().get_one(OutboxRow, (each.tenant_id, each.id)).available_at = until
                self.sessions().commit()
        self.sessions.remove()

    def everybody_was_told_of_each_document(self) -> None:
        """Each document that the applicant may see has one message, one delivery by each way, and one sealed file."""
        with self.looking() as session:
            documents = session.scalars(select(DocumentRow)).all()
            due = Counter(each.code for each in documents if notice_kinds[each.kind].reader != "department")
            told = session.execute(select(DeliveryRow.message, DeliveryRow.channel)).all()
            for channel in Channel:
                assert Counter(message for message, by in told if by == channel and message in due) == due, channel
            assert Counter(session.scalars(select(MessageRow.document_code)))[None] == len(
                {message for message, _ in told if message not in due}
            )
            assert all(each.pdf for each in documents)


@cache
def _standing(*, over_time: bool) -> TextClause:
    counted = (*_COUNTED, *_OVER_TIME) if over_time else _COUNTED
    return text("SELECT " + ", ".join(f"(SELECT {each})" for each in counted))


def _wait_until_alone(session: Session) -> None:
    until = time.monotonic() + PATIENCE
    while others := session.execute(_OTHERS).all():
        assert time.monotonic() < until, f"still at the database: {others}"
        session.rollback()  # within one transaction the server shows the same again
        time.sleep(0.002)


def _cases_are_numbered_without_gaps(session: Session) -> None:
    cases = sorted(session.scalars(select(CaseRegister.number)))
    assert cases == sorted(session.scalars(select(CaseRow.number)))
    tickets = sorted(session.scalars(select(TicketRegister.number)))
    assert tickets == sorted(session.scalars(select(TicketRow.number)))
    days = session.execute(select(NumberSequence.division, NumberSequence.day, NumberSequence.used)).all()
    used = Counter((division, day, n + 1) for division, day, used in days for n in range(used))
    taken = Counter((each[:6], each[6:14], int(each[14:20])) for each in cases)
    taken += Counter((each[:8], each[8:16], int(each[16:22])) for each in tickets)  # counted apart
    assert taken == used


def _documents_are_numbered_without_gaps(session: Session) -> None:
    asked = select(DocumentRow.numbered_by, DocumentRow.kind, DocumentRow.year, DocumentRow.serial)
    counters = session.scalars(select(DocumentCounter)).all()
    used = Counter((each.tenant_id, each.kind, each.year, n + 1) for each in counters for n in range(each.used))
    assert Counter(tuple(row) for row in session.execute(asked)) + _licences(session) == used
    codes = sorted(session.scalars(select(DocumentRow.code)))
    assert codes == sorted(session.scalars(select(VerificationRow.code)))


def _licences(session: Session) -> Counter[tuple[object, ...]]:
    """Count licences as documents are counted; their serials stand in their numbers, which must all be different."""
    rows = session.scalars(select(LicenceRow).order_by(LicenceRow.number)).all()
    assert len({each.number for each in rows}) == len(rows)
    so_far: Counter[tuple[str, str, int]] = Counter()
    for each in rows:
        so_far[each.tenant_id, f"licence:{each.type}"[:40], each.issued_on.year] += 1
    return Counter((*series, n + 1) for series, used in so_far.items() for n in range(used))


def _nothing_was_posted_twice(session: Session) -> None:
    by_a_person = set(session.scalars(select(DeliveryRow.key).where(DeliveryRow.settled_by != "")))
    posted = session.execute(select(OutboxRow.kind, OutboxRow.body, OutboxRow.created_at)).all()
    times = Counter(
        (kind, str(sorted(body.items())))
        for kind, body, at in posted
        if body.get("key") not in by_a_person and not (kind == "deliver" and _is_quiet(at))
    )
    assert all(each == 1 for each in times.values()), times.most_common(3)


def _is_quiet(moment: datetime) -> bool:
    """Tell whether a text message rests at a moment: it is ordered again for the morning (the city's rulebook)."""
    return not 8 <= moment.astimezone(ZONE).hour < 21


def _nobody_has_a_message_without_a_document(session: Session) -> None:
    named = session.scalars(select(MessageRow.document_code).where(MessageRow.document_code.is_not(None))).all()
    assert set(named) <= set(session.scalars(select(DocumentRow.code)))
    assert len(named) == len(set(named))
