"""Answer a partner at once: how far each case has come, a licence of ours, an item as it is handled here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import select

from sichuan_chongqing.agreements import Agreement
from sichuan_chongqing.exchange.side import SideOf
from sichuan_chongqing.exchange.tables import CaseRow, IncomingRow, OutgoingRow, StreamRow
from sichuan_chongqing.protocol.bodies import Answer, Question
from sichuan_chongqing.protocol.codec import plain, read
from sichuan_chongqing.protocol.envelope import Opened
from sichuan_chongqing.protocol.faults import Fault, Refused
from tongban.kit.cases import Office
from tongban.kit.definitions import NotFound
from tongban.kit.handed_in import LicenceRow
from tongban.kit.published import in_use, published_data
from tongban.kit.tables import scoped

PAGE = 500  # cases of one answer
OfficeAt = Callable[[str], Office | None]


def _offices(opened: Opened, side: SideOf, office_at: OfficeAt) -> Iterator[Office]:
    """Yield the offices of those regions of ours that have an agreement with who asks, each in its scope."""
    shared = [each for each in side.agreements.values() if any(s.id == opened.sender for s in each.sides)]
    for tenant in sorted({region.tenant for each in shared for region in each.side(side.party).regions}):
        office = office_at(tenant)
        if office is not None:
            with scoped(tenant):
                yield office


def history_of(opened: Opened, side: SideOf, office_at: OfficeAt) -> dict[str, Any]:
    """Tell both directions of every case with who asks, a page at a time; or all digests of one case."""
    case, after = str(opened.content.get("case", "")), str(opened.content.get("after", ""))
    found: list[dict[str, Any]] = []
    for office in _offices(opened, side, office_at):
        found += digests(office, case, opened.sender) if case else heads(office, opened.sender, after)
    if case:
        return {"messages": found}
    cases = sorted({each["case"] for each in found})[:PAGE]
    more = cases[-1] if len(cases) == PAGE else ""
    return {"streams": [each for each in found if each["case"] in set(cases)], "more": more}


def heads(office: Office, party: str, after: str = "", most: int = PAGE) -> list[dict[str, Any]]:
    """Tell the head of each direction: what has taken its place in order, not what still waits."""
    cases = (
        select(StreamRow.case_id)
        .where(StreamRow.party == party, StreamRow.case_id > after)
        .distinct()
        .order_by(StreamRow.case_id)
        .limit(most)
    )
    wanted = select(StreamRow).where(StreamRow.case_id.in_(cases.scalar_subquery())).order_by(StreamRow.case_id)
    rows = office.session.scalars(wanted).all()
    stages = select(CaseRow.id, CaseRow.stage).where(CaseRow.id.in_([row.case_id for row in rows]))
    known: dict[str, str] = {row.id: row.stage for row in office.session.execute(stages)}
    return [
        {
            "case": row.case_id,
            "said_by": "you" if row.toward == "in" else "me",
            "count": row.next - 1,
            "head": row.head,
            "stage": known.get(row.case_id, ""),
        }
        for row in rows
    ]


def digests(office: Office, case: str, party: str) -> list[dict[str, Any]]:
    """List the digests of both directions of one case, by number."""
    found: list[dict[str, Any]] = []
    for table, said_by in ((OutgoingRow, "me"), (IncomingRow, "you")):
        wanted = select(table.sequence, table.digest, table.kind).where(table.case_id == case, table.party == party)
        rows = office.session.execute(wanted.order_by(table.sequence)).all()
        found += [{"said_by": said_by, "sequence": s, "digest": d, "kind": k} for s, d, k in rows]
    return found


def licences_of(opened: Opened, side: SideOf, office_at: OfficeAt) -> dict[str, Any]:
    """Say whether a licence of our register is in force; only types that the agreement recognises are answered."""
    question = read(Question, opened.content, "提问")
    kind = _recognised(side, opened.sender, question.licence)
    if not kind:
        return dict(plain(Answer("not_recognised", "协议没有把这类证照列入互认范围。")))
    for office in _offices(opened, side, office_at):
        answer = answer_of(office, kind, question.number, question.holder)
        if answer is not None:
            return dict(plain(answer))
    return dict(plain(Answer("no_such", "证照库里没有这个号码和持证人对应的证照。")))


def answer_of(office: Office, kind: str, number: str, holder: str) -> Answer | None:
    """Judge a licence of our register by its number and holder; None where there is none."""
    wanted = select(LicenceRow).where(
        LicenceRow.number == number, LicenceRow.type == kind, LicenceRow.holder_name == holder
    )
    row = office.session.scalar(wanted.limit(1))
    return _judged(row, office.now.date()) if row is not None else None


def _judged(row: LicenceRow, today: date) -> Answer:
    until = row.valid_until.isoformat() if row.valid_until else ""
    if row.state != "in_force" or (row.valid_until is not None and row.valid_until < today):
        return Answer("not_in_force", f"{row.name}（{row.number}）现在不在有效状态。", until)
    return Answer("in_force", f"{row.issuer}颁发的{row.name}，有效。", until, {"issuer": row.issuer, "name": row.name})


def _recognised(side: SideOf, party: str, licence: str) -> str:
    """Return our type of a licence that an agreement with the party recognises; empty where none does."""
    for each in side.agreements.values():
        found = each.licence(licence)
        if found is not None and any(s.id == party for s in each.sides):
            return found.types.get(side.party, "")
    return ""


def items_of(opened: Opened, side: SideOf, office_at: OfficeAt) -> dict[str, Any]:
    """Give the definition in use of an item under agreement at one of our regions, with its hash."""
    agreement = side.agreements.get(str(opened.content.get("agreement", "")))
    if agreement is None or not any(each.id == opened.sender for each in agreement.sides):
        raise Refused(Fault.NOT_AGREED, "没有与贵方签订的这份协议。")
    region, item = str(opened.content.get("region", "")), str(opened.content.get("item", ""))
    tenant, local = _competent(agreement, side, region, item)
    office = office_at(tenant)
    if office is None:
        raise Refused(Fault.NOT_AGREED, "办理地没有启用川渝通办。")
    with scoped(tenant):
        try:
            version = in_use(office.session, tenant, local)
        except NotFound as fault:
            raise Refused(Fault.NOT_AGREED, fault.message) from None
        text = json.dumps(published_data(office.session, version.hash), ensure_ascii=False, separators=(",", ":"))
    return {"hash": version.hash, "definition": text}


def _competent(agreement: Agreement, side: SideOf, region: str, item: str) -> tuple[str, str]:
    there, agreed = agreement.side(side.party).region(region), agreement.item(item)
    if there is None or agreed is None or side.party not in agreed.handled_by:
        raise Refused(Fault.NOT_AGREED, f"按照协议，{region} 不办理“{item}”。")
    return there.tenant, agreed.items[side.party]
