"""Store and forward: what waits for a party goes out in order, again and again, until it says that it keeps it.

Nothing is ever dropped. A message that the other side refuses for good becomes a dead letter, which people see, and
holds back what comes after it in its case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

import structlog
from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import defer

from sichuan_chongqing.exchange.post import Away, Post, post
from sichuan_chongqing.exchange.saying import post_forward
from sichuan_chongqing.exchange.side import SideOf, rings, side_of
from sichuan_chongqing.exchange.tables import OutgoingRow
from sichuan_chongqing.protocol.canonical import canonical
from sichuan_chongqing.protocol.envelope import open_envelope, seal
from sichuan_chongqing.protocol.faults import Fault, Refused
from sichuan_chongqing.protocol.keys import KeyRing
from sichuan_chongqing.protocol.message import MOST
from sichuan_chongqing.protocol.receipts import Receipt, receipts_from
from tongban.kit.cases import Office

log = structlog.get_logger()

BACKOFF = tuple(timedelta(seconds=each) for each in (5, 30, 120, 600, 3600))
LARGEST_BATCH = 2 * 1024 * 1024  # bytes; a message that is larger goes alone
_UNKEPT = (OutgoingRow.kept_at.is_(None), OutgoingRow.dead_at.is_(None))
WAITING = select(OutgoingRow.tenant_id).where(*_UNKEPT)
#: refusals that may pass by themselves: clocks are set, keys are entered, agreements come into force
_PASSING = (Fault.STALE, Fault.UNKNOWN_KEY, Fault.KEY_NOT_IN_FORCE, Fault.NOT_AGREED, Fault.TOO_FAR)


class Waiting(NamedTuple):
    """A message that may go now."""

    case_id: str
    sequence: int
    kind: str
    data: dict[str, Any]


def forward(office: Office, body: Mapping[str, object], *, send: Post = post) -> None:
    """Send what waits for one party, a batch at a time; what is left is posted again."""
    side, party = side_of(office), str(body["party"])
    while batch := waiting(office, party):
        again = _send(office, side, party, batch, send)
        if again is not None:  # then all that waits is tried, so that one effect is enough
            post_forward(office, party, ready=again)
            return


def waiting(office: Office, party: str, most: int = MOST) -> list[Waiting]:
    """List what may go now, in the order of each case, without what a dead letter holds back; by an index."""
    chosen = _may_go(office, party).limit(most).subquery()
    of_these = (OutgoingRow.case_id == chosen.c.case_id) & (OutgoingRow.sequence == chosen.c.sequence)
    wanted = select(OutgoingRow.case_id, OutgoingRow.sequence, OutgoingRow.kind, OutgoingRow.data)
    wanted = wanted.where(OutgoingRow.tenant_id == office.tenant)  # only now what was said: it may be megabytes each
    ordered = wanted.join(chosen, of_these).order_by(chosen.c.available_at, chosen.c.case_id, chosen.c.sequence)
    return _that_fit([Waiting(*each) for each in office.session.execute(ordered)])


def _may_go(office: Office, party: str) -> Select[str, int, datetime]:
    """Name the messages that may go now; the dead ones, which are few, are asked for once and not for each."""
    theirs = (OutgoingRow.tenant_id == office.tenant, OutgoingRow.party == party, OutgoingRow.kept_at.is_(None))
    dead = select(OutgoingRow.case_id, func.min(OutgoingRow.sequence).label("first"))
    dead_letters = dead.where(*theirs, OutgoingRow.dead_at.is_not(None)).group_by(OutgoingRow.case_id).subquery()
    return (
        select(OutgoingRow.case_id, OutgoingRow.sequence, OutgoingRow.available_at)
        .outerjoin(dead_letters, dead_letters.c.case_id == OutgoingRow.case_id)
        .where(*theirs, OutgoingRow.dead_at.is_(None), OutgoingRow.available_at <= office.now)
        .where(or_(dead_letters.c.first.is_(None), OutgoingRow.sequence < dead_letters.c.first))
        .order_by(OutgoingRow.available_at, OutgoingRow.case_id, OutgoingRow.sequence)
    )


def _that_fit(rows: list[Waiting]) -> list[Waiting]:
    size = 0
    for place, row in enumerate(rows):
        size += len(canonical(row.data)) if row.kind in ("material.sent", "result.sent") else 2000
        if size > LARGEST_BATCH and place:
            return rows[:place]
    return rows


def _send(office: Office, side: SideOf, party: str, batch: Sequence[Waiting], send: Post) -> datetime | None:
    """Send a batch and enter the receipts; where that fails, each waits longer. Tell when to try again, if at all.

    No transaction is open while the network is waited for: the other side may be sending to us at the same time.
    """
    nonce, trusted = uuid4().hex, rings(office.session, side.root)
    raw = seal({"messages": [row.data for row in batch]}, "messages", side.key, side.party, party, nonce, office.now)
    places = [(row.case_id, row.sequence) for row in batch]
    office.session.commit()
    try:
        receipts = _receipts(office, side, *send(side.address(party), "messages", raw), trusted, nonce)
    except (Away, Refused) as fault:
        return _wait(_again(office, places), str(fault), office)
    return _enter(office, _again(office, places), receipts)


def _again(office: Office, places: Sequence[tuple[str, int]]) -> list[OutgoingRow]:
    """Find again what was sent, locked, as it now stands; what another worker saw kept meanwhile stays so."""
    cases, numbers = {case for case, _ in places}, {number for _, number in places}
    near = OutgoingRow.case_id.in_(cases) & OutgoingRow.sequence.in_(numbers)
    wanted = select(OutgoingRow).where(near, OutgoingRow.kept_at.is_(None))
    ordered = wanted.order_by(OutgoingRow.case_id, OutgoingRow.sequence).with_for_update()
    bare = ordered.options(defer(OutgoingRow.data))  # what was said is sealed already
    rows = office.session.scalars(bare.execution_options(populate_existing=True))
    sent = set(places)
    return [row for row in rows if (row.case_id, row.sequence) in sent]


def _receipts(
    office: Office, side: SideOf, status: int, answer: bytes, trusted: Mapping[str, KeyRing], nonce: str
) -> dict[str, Receipt]:
    if status != 200:
        raise Away(f"对方拒绝了整个信封：HTTP {status} {answer[:300].decode(errors='replace')}")
    opened = open_envelope(answer, trusted, side.party, "receipts", office.now, nonce=nonce)
    return {each.digest: each for each in receipts_from(opened.content)}


def _enter(office: Office, batch: Sequence[OutgoingRow], receipts: Mapping[str, Receipt]) -> datetime | None:
    later: list[OutgoingRow] = []
    for row in batch:
        receipt = receipts.get(row.digest)
        row.attempts, row.error = row.attempts + 1, "" if receipt is None else f"{receipt.code} {receipt.words}".strip()
        if receipt is not None and receipt.kept:
            row.kept_at = office.now
        elif receipt is None or receipt.code in _PASSING:
            row.attempts -= 1
            later.append(row)
        else:
            row.dead_at = office.now
            log.warning("message refused", case=row.case_id, kind=row.kind, code=receipt.code)
    return _wait(later, later[0].error or "回执里没有这份报文。", office) if later else None


def _wait(rows: Sequence[OutgoingRow], error: str, office: Office) -> datetime | None:
    """Let messages wait longer with each attempt; give the moment at which the first may go again."""
    for row in rows:
        row.attempts += 1
        row.error = error[:2000]
        row.available_at = office.now + BACKOFF[min(row.attempts, len(BACKOFF)) - 1]
    return min((row.available_at for row in rows), default=None)


def resend(office: Office, case_id: str, sequence: int) -> bool:
    """Try a dead letter again, after what was wrong has been put right; tells whether there was one."""
    row = office.session.get(OutgoingRow, (office.tenant, case_id, sequence))
    if row is None or row.dead_at is None:
        return False
    row.dead_at, row.available_at, row.error = None, office.now, ""
    post_forward(office, row.party)
    return True


def dead_letters(office: Office) -> list[OutgoingRow]:
    """List what the other side has refused for good, oldest first."""
    wanted = select(OutgoingRow).where(OutgoingRow.kept_at.is_(None), OutgoingRow.dead_at.is_not(None))
    return list(office.session.scalars(wanted.order_by(OutgoingRow.dead_at)))


def count_waiting(office: Office) -> int:
    """Count what has not yet been kept by the other side."""
    wanted = select(func.count()).select_from(OutgoingRow).where(OutgoingRow.kept_at.is_(None))
    return office.session.scalar(wanted) or 0


def sweep(office: Office) -> None:
    """Look again at what waits, whether or not an effect stands for it (a backstop)."""
    parties = select(OutgoingRow.party).where(*_UNKEPT).distinct()
    for party in office.session.scalars(parties):
        post_forward(office, party)
