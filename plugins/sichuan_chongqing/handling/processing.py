"""Let messages take effect, case by case, and acknowledge the processing of each to the other side.

What a rule refuses is acknowledged as refused and has no effect. A fault of ours is no refusal: the message waits and
is tried again from the outbox, and other cases go on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.orm import defer

from sichuan_chongqing.exchange.receiving import PROCESS
from sichuan_chongqing.exchange.side import SideOf, side_of
from sichuan_chongqing.exchange.tables import IncomingRow, OutgoingRow
from sichuan_chongqing.handling.book import Book, load
from sichuan_chongqing.handling.reacting import react, reacts_to
from sichuan_chongqing.protocol.bodies import Processed
from sichuan_chongqing.protocol.faults import Refused
from sichuan_chongqing.protocol.message import Message, kept_message
from tongban.kit.cases import Office
from tongban.kit.definitions import TongbanError

log = structlog.get_logger()
AGAIN = timedelta(seconds=30)
DONE, REFUSED = "done", "refused"
_AT_ONCE = 200  # messages in one question


def process(office: Office, body: Mapping[str, object]) -> None:
    """Let what was released of the cases named take effect. Bears being done twice."""
    cases, side = body["cases"], side_of(office)
    assert isinstance(cases, list)
    for case_id in cases:
        if len(cases) == 1:
            process_case(office, side, str(case_id))
            continue
        try:
            with office.session.begin_nested():
                process_case(office, side, str(case_id))
        except Exception:
            log.exception("cross-region case waits", case=case_id)
            office.post(PROCESS, {"cases": [case_id]}, ready=office.now + AGAIN)


def process_case(office: Office, side: SideOf, case_id: str) -> None:
    """Let the released messages of one case take effect in their order."""
    wanted = (
        select(IncomingRow)
        .where(IncomingRow.case_id == case_id, IncomingRow.processed_at.is_(None), IncomingRow.released_at.is_not(None))
        .order_by(IncomingRow.sequence)
        .with_for_update()
    )
    rows = office.session.scalars(wanted).all()
    if not rows:
        return
    book = load(office, side, case_id, lock=True)
    messages = [kept_message(row.data) for row in rows]
    sent = _acknowledged(office, [each.body for each in messages if isinstance(each.body, Processed)])
    for row, message in zip(rows, messages, strict=True):
        if isinstance(message.body, Processed):
            _note_processed(office, sent.get(message.body.message), message.body)
            row.verdict, row.processed_at = DONE, office.now
        else:
            _take(office, book, row, message)


def _take(office: Office, book: Book, row: IncomingRow, message: Message) -> None:
    before, known, opened = book.course, len(book.messages), book.row
    try:
        if reacts_to(message):  # what follows may write much, and is taken back with the message
            with office.session.begin_nested():
                row.place = book.take(message)
                react(book, message)
        else:
            row.place = book.take(message)
        row.verdict, row.words = DONE, ""
        answer = Processed(message.id, DONE)
    except TongbanError as refused:
        book.course, book.messages[known:], book.row = before, [], opened
        row.place, row.verdict, row.words = 0, REFUSED, refused.message
        code = str(refused.fault) if isinstance(refused, Refused) else "law"
        answer = Processed(message.id, REFUSED, refused.message[:4000], code)
    row.processed_at = office.now
    book.acknowledge(message, answer)


def _acknowledged(office: Office, told: Sequence[Processed]) -> dict[str, OutgoingRow]:
    """Find the messages of ours that are acknowledged, in few questions however many there are."""
    ids = [each.message for each in told]
    found: dict[str, OutgoingRow] = {}
    for place in range(0, len(ids), _AT_ONCE):
        wanted = select(OutgoingRow).where(OutgoingRow.message_id.in_(ids[place : place + _AT_ONCE]))
        bare = wanted.options(defer(OutgoingRow.data))  # who is told what became of it knows what was said
        found |= {row.message_id: row for row in office.session.scalars(bare)}
    return found


def _note_processed(office: Office, row: OutgoingRow | None, body: Processed) -> None:
    """Enter what became of a message of ours; one that is not ours is no concern of ours."""
    if row is not None and row.processed_at is None:
        row.processed_at, row.verdict, row.words = office.now, body.verdict, body.words
