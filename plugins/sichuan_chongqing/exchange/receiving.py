"""Receive messages: judge each by its place and id, keep what is new with its evidence, and answer with receipts.

What takes effect does so after commit, case by case, from an effect of the outbox; a receipt says only that it is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sichuan_chongqing.exchange.saying import stream
from sichuan_chongqing.exchange.side import SideOf
from sichuan_chongqing.exchange.tables import EvidenceRow, IncomingRow, StreamRow
from sichuan_chongqing.protocol.envelope import Opened
from sichuan_chongqing.protocol.faults import Fault, Refused
from sichuan_chongqing.protocol.message import Message, kept_message, message_from, messages_from
from sichuan_chongqing.protocol.receipts import Receipt, Verdict
from sichuan_chongqing.protocol.stream import Stream, arrive
from tongban.kit.cases import Office
from tongban.kit.tables import add_only

PROCESS = "process"  # the effect that lets messages take effect
NO_DIGEST = "0" * 64


@dataclass(frozen=True, slots=True)
class Come:
    """One message of an envelope, at its place there."""

    place: int
    message: Message


def receive(raw: bytes, opened: Opened, side: SideOf, office_at: Callable[[str], Office | None]) -> list[Receipt]:
    """Take in all messages of an envelope and give their receipts in order. `office_at` enters a tenant's scope.

    Each region's messages are one transaction; the caller's `office_at` commits when it is asked for the next.
    """
    receipts: dict[int, Receipt] = {}
    by_tenant: dict[str, list[Come]] = {}
    for place, data in enumerate(messages_from(opened.content)):
        try:
            message = message_from(data)
            tenant = _tenant(message, opened.sender, side)
        except Refused as refused:
            receipts[place] = Receipt(NO_DIGEST, Verdict.REFUSED, refused.fault, refused.message)
            continue
        by_tenant.setdefault(tenant, []).append(Come(place, message))
    for tenant, come in by_tenant.items():
        office = office_at(tenant)
        if office is None:
            why = "接收地区没有启用川渝通办。"
            receipts |= {c.place: Receipt(c.message.digest, Verdict.REFUSED, Fault.NOT_AGREED, why) for c in come}
        else:
            receipts |= take_in(office, opened, raw, come)
    return [receipts[place] for place in sorted(receipts)]


def _tenant(message: Message, party: str, side: SideOf) -> str:
    """Return the tenant for which a message is. Raises Refused where no agreement lets these two regions speak."""
    agreement = side.agreements.get(message.agreement)
    if agreement is None:
        raise Refused(Fault.NOT_AGREED, f"没有编号为“{message.agreement}”的协议。")
    from_side, to_side = agreement.side_of(message.sender), agreement.side_of(message.recipient)
    if from_side is None or from_side.id != party or to_side is None or to_side.id != side.party:
        raise Refused(Fault.NOT_AGREED, f"按照协议，{party} 不能由 {message.sender} 向 {message.recipient} 发送报文。")
    region = to_side.region(message.recipient)
    assert region is not None
    return region.tenant


def take_in(office: Office, opened: Opened, raw: bytes, come: list[Come]) -> dict[int, Receipt]:
    """Take in what came for one tenant. Rows of streams are locked in one order, so that two envelopes do not block."""
    session, receipts = office.session, {}
    cases = sorted({each.message.case for each in come})
    rows = {case: stream(session, office.tenant, case, "in", opened.sender) for case in cases}
    kept = _Kept(session, come)
    streams = {case: Stream(row.next, row.head, kept.waiting(case)) for case, row in rows.items()}
    released: set[str] = set()
    for each in come:
        message = each.message
        arrived = arrive(streams[message.case], message, kept.digest_of(message), kept.digest_at(message))
        receipts[each.place] = arrived.receipt
        if arrived.receipt.verdict in (Verdict.RECEIVED, Verdict.WAITING):
            streams[message.case] = arrived.stream
            kept.add(office, message, opened, raw)
        for freed in arrived.released:
            kept.release(freed, office.now)
            released.add(freed.case)
    kept.write()
    for case, row in rows.items():
        row.next, row.head = streams[case].next, streams[case].head
    if released:
        office.post(PROCESS, {"cases": sorted(released)})
    return receipts


class _Kept:
    """What is kept already of the cases, places and ids in an envelope, asked for at once; and what is new."""

    def __init__(self, session: Session, come: list[Come]) -> None:
        self.session, self.evidence = session, ""
        cases = {each.message.case for each in come}
        of_these = IncomingRow.case_id.in_(cases)
        here = of_these & IncomingRow.sequence.in_({each.message.sequence for each in come})
        ids = IncomingRow.message_id.in_([each.message.id for each in come])
        known = select(IncomingRow.message_id, IncomingRow.case_id, IncomingRow.sequence, IncomingRow.digest)
        self.by_id: dict[str, str] = {}
        self.by_place: dict[tuple[str, int], str] = {}
        for message, case, sequence, digest in session.execute(known.where(or_(ids, here))):
            self.by_id[message] = self.by_place[case, sequence] = digest
        waiting = session.scalars(select(IncomingRow).where(of_these, IncomingRow.released_at.is_(None)))
        self.unreleased = {(row.case_id, row.sequence): row for row in waiting}
        self.new: dict[tuple[str, int], dict[str, Any]] = {}

    def digest_of(self, message: Message) -> str | None:
        return self.by_id.get(message.id)

    def digest_at(self, message: Message) -> str | None:
        return self.by_place.get((message.case, message.sequence))

    def waiting(self, case: str) -> Mapping[int, Message]:
        found = (row for (of, _), row in self.unreleased.items() if of == case)
        return {row.sequence: kept_message(row.data) for row in found}

    def add(self, office: Office, message: Message, opened: Opened, raw: bytes) -> None:
        self.by_id[message.id] = self.by_place[message.case, message.sequence] = message.digest
        self.new[message.case, message.sequence] = {
            "tenant_id": office.tenant,
            "case_id": message.case,
            "sequence": message.sequence,
            "message_id": message.id,
            "party": opened.sender,
            "kind": message.body.kind,
            "digest": message.digest,
            "data": message.data,
            "evidence": self._keep_evidence(office, opened, raw),
            "place": 0,
            "arrived_at": office.now,
            "released_at": None,
            "verdict": "",
            "words": "",
        }

    def release(self, message: Message, now: datetime) -> None:
        place = message.case, message.sequence
        if place in self.new:
            self.new[place]["released_at"] = now
        else:
            self.unreleased[place].released_at = now

    def write(self) -> None:
        """Write what is new: nobody asks for it again within this envelope."""
        for each in self.new.values():
            add_only(self.session, IncomingRow, **each)

    def _keep_evidence(self, office: Office, opened: Opened, raw: bytes) -> str:
        """Keep the envelope once, when the first new message of it is kept."""
        if not self.evidence:
            self.evidence = sha256(raw).hexdigest()
            kept: dict[str, Any] = {"party": opened.sender, "key": opened.key, "envelope": raw}
            known = self.session.get(EvidenceRow, (office.tenant, self.evidence))
            if known is None:
                self.session.add(
                    EvidenceRow(tenant_id=office.tenant, digest=self.evidence, arrived_at=office.now, **kept)
                )
        return self.evidence


def streams_of(session: Session, party: str) -> list[StreamRow]:
    """List both directions of all cases with a party, for comparing."""
    wanted = select(StreamRow).where(StreamRow.party == party).order_by(StreamRow.case_id, StreamRow.toward)
    return list(session.scalars(wanted))
