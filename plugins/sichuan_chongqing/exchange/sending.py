"""Store and forward: what waits for a party goes out in order, again and again, until it says that it keeps it.

Nothing is ever dropped. A message that the other side refuses for good becomes a dead letter, which people see, and
holds back what comes after it in its case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import uuid4

import structlog
from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from sichuan_chongqing.exchange.post import Away, Post, post
from sichuan_chongqing.exchange.saying import post_forward
from sichuan_chongqing.exchange.side import SideOf, rings, side_of
from sichuan_chongqing.exchange.tables import OutgoingRow
from sichuan_chongqing.protocol.canonical import canonical
from sichuan_chongqing.protocol.envelope import open_envelope, seal
from sichuan_chongqing.protocol.faults import Fault, Refused
from sichuan_chongqing.protocol.message import MOST
from sichuan_chongqing.protocol.receipts import Receipt, receipts_from
from tongban.kit.cases import Office

log = structlog.get_logger()

BACKOFF = tuple(timedelta(seconds=each) for each in (5, 30, 120, 600, 3600))
LARGEST_BATCH = 2 * 1024 * 1024  # bytes; a message that is larger goes alone
#: refusals that may pass by themselves: clocks are set, keys are entered, agreements come into force
_PASSING = (Fault.STALE, Fault.UNKNOWN_KEY, Fault.KEY_NOT_IN_FORCE, Fault.NOT_AGREED, Fault.TOO_FAR)


def forward(office: Office, body: Mapping[str, object], *, send: Post = post) -> None:
    """Send what waits for one party, a batch at a time; what is left is posted again."""
    side, party = side_of(office), str(body["party"])
    while batch := waiting(office, party):
        sent = _send(office, side, party, batch, send)
        if not sent:
            post_forward(office, party, ready=min(each.available_at for each in batch))
            return
        if len(batch) == MOST:
            post_forward(office, party)  # committed first: others take their turn
            return


def waiting(office: Office, party: str, most: int = MOST) -> list[OutgoingRow]:
    """List what may go now, in the order of each case, without what a dead letter holds back; by an index."""
    before = aliased(OutgoingRow)
    held_back = exists().where(
        before.tenant_id == OutgoingRow.tenant_id,
        before.case_id == OutgoingRow.case_id,
        before.sequence < OutgoingRow.sequence,
        before.dead_at.is_not(None),
    )
    wanted = (
        select(OutgoingRow)
        .where(
            OutgoingRow.party == party,
            OutgoingRow.kept_at.is_(None),
            OutgoingRow.dead_at.is_(None),
            OutgoingRow.available_at <= office.now,
            ~held_back,
        )
        .order_by(OutgoingRow.available_at, OutgoingRow.case_id, OutgoingRow.sequence)
        .limit(most)
    )
    return _that_fit(list(office.session.scalars(wanted)))


def _that_fit(rows: list[OutgoingRow]) -> list[OutgoingRow]:
    size = 0
    for place, row in enumerate(rows):
        size += len(canonical(row.data)) if row.kind in ("material.sent", "result.sent") else 2000
        if size > LARGEST_BATCH and place:
            return rows[:place]
    return rows


def _send(office: Office, side: SideOf, party: str, batch: Sequence[OutgoingRow], send: Post) -> bool:
    """Send a batch and enter the receipts; where that fails, each waits longer. Tell whether it arrived."""
    nonce = uuid4().hex
    content = {"messages": [row.data for row in batch]}
    raw = seal(content, "messages", side.key, side.party, party, nonce, office.now)
    try:
        status, answer = send(side.address(party), "messages", raw)
        receipts = _receipts(office, side, status, answer, nonce)
    except (Away, Refused) as fault:
        _wait(batch, str(fault), office)
        return False
    _enter(office, batch, receipts)
    return True


def _receipts(office: Office, side: SideOf, status: int, answer: bytes, nonce: str) -> dict[str, Receipt]:
    if status != 200:
        raise Away(f"对方拒绝了整个信封：HTTP {status} {answer[:300].decode(errors='replace')}")
    trusted = rings(office.session, side.root)
    opened = open_envelope(answer, trusted, side.party, "receipts", office.now, nonce=nonce)
    return {each.digest: each for each in receipts_from(opened.content)}


def _enter(office: Office, batch: Sequence[OutgoingRow], receipts: Mapping[str, Receipt]) -> None:
    kept = []
    for row in batch:
        receipt = receipts.get(row.digest)
        if receipt is not None and receipt.kept:
            kept.append(row)
        elif receipt is None:
            _wait([row], "回执里没有这份报文。", office)
        elif receipt.code in _PASSING:
            _wait([row], f"{receipt.code} {receipt.words}", office)
        else:
            row.dead_at, row.error, row.attempts = office.now, f"{receipt.code} {receipt.words}", row.attempts + 1
            log.warning("message refused", case=row.case_id, kind=row.kind, code=receipt.code)
    _mark_kept(office, kept)


def _mark_kept(office: Office, rows: Sequence[OutgoingRow]) -> None:
    for row in rows:
        row.kept_at, row.error, row.attempts = office.now, "", row.attempts + 1


def _wait(rows: Sequence[OutgoingRow], error: str, office: Office) -> None:
    for row in rows:
        row.attempts += 1
        row.error = error[:2000]
        row.available_at = office.now + BACKOFF[min(row.attempts, len(BACKOFF)) - 1]


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
    parties = select(OutgoingRow.party).where(OutgoingRow.kept_at.is_(None), OutgoingRow.dead_at.is_(None)).distinct()
    for party in office.session.scalars(parties):
        post_forward(office, party)
