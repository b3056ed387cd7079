"""Ask the partner at once: its history, a licence of its register, an item as it is handled there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from sichuan_chongqing.agreements import Recognised
from sichuan_chongqing.exchange.post import Away, Post, post
from sichuan_chongqing.exchange.side import SideOf, rings
from sichuan_chongqing.exchange.tables import OfferedRow
from sichuan_chongqing.protocol.bodies import Answer, Question
from sichuan_chongqing.protocol.codec import plain, read
from sichuan_chongqing.protocol.envelope import open_envelope, seal
from sichuan_chongqing.protocol.faults import Refused
from tongban.kit.cases import Office
from tongban.kit.definitions import Definition, TongbanError, compile_resolved
from tongban.kit.published import keep_text


def ask(
    office: Office,
    side: SideOf,
    party: str,
    about: str,
    answer_about: str,
    content: Mapping[str, Any],
    send: Post = post,
) -> dict[str, Any]:
    """Ask, and return the signed answer to just this question. Raises Away, or Refused.

    What was written so far is committed: no transaction is open while the network is waited for.
    """
    nonce, trusted = uuid4().hex, rings(office.session, side.root)
    office.session.commit()
    raw = seal(content, about, side.key, side.party, party, nonce, office.now)
    status, body = send(side.address(party), about, raw)
    if status != 200:
        raise Away(f"对方没有答复：HTTP {status} {body[:300].decode(errors='replace')}")
    return open_envelope(body, trusted, side.party, answer_about, office.now, nonce=nonce).content


def fetch_item(office: Office, side: SideOf, agreement: str, region: str, item: str, send: Post = post) -> OfferedRow:
    """Fetch an item as the handling region has it, check it by its hash, and keep it."""
    party = side.agreement(agreement).other(side.party).id
    content = {"agreement": agreement, "region": region, "item": item}
    answer = ask(office, side, party, "items", "item", content, send)
    data = json.loads(str(answer["definition"]))
    compiled = compile_resolved(data)
    if compiled.hash != answer["hash"]:
        raise TongbanError("对方发来的事项定义与它的摘要不符，没有采用。", article="7 §24")
    row = office.session.get(OfferedRow, (office.tenant, region, item))
    if row is None:
        row = OfferedRow(tenant_id=office.tenant, region=region, item=item, hash="", data={}, fetched_at=office.now)
        office.session.add(row)
    row.hash, row.data, row.fetched_at = compiled.hash, {"json": answer["definition"]}, office.now
    keep_text(office.session, data, compiled)  # a case that was begun keeps the text that it began with
    office.session.flush()
    return row


def offered(office: Office, side: SideOf, agreement: str, region: str, item: str, send: Post = post) -> OfferedRow:
    """Give an item as the handling region has it now; while that side is down, as it was last known."""
    try:
        return fetch_item(office, side, agreement, region, item, send)
    except (Away, Refused) as fault:
        row = office.session.get(OfferedRow, (office.tenant, region, item))
        if row is None:
            words = "办理地的系统现在没有应答，也没有以前取得的事项定义，请稍后再试。"
            raise TongbanError(f"{words}（{fault}）", article="7 §24") from fault
        return row


RECENT = timedelta(minutes=10)
PATIENCE = 5.0  # seconds for which a page waits for the other side


def lately_offered(office: Office, side: SideOf, agreement: str, region: str, item: str) -> OfferedRow:
    """Give an item for reading: as it was asked after lately, so that no page asks the other side each time."""
    row = office.session.get(OfferedRow, (office.tenant, region, item))
    if row is not None and office.now - row.fetched_at < RECENT:
        return row
    return offered(office, side, agreement, region, item, partial(post, seconds=PATIENCE))


def definition_of(row: OfferedRow) -> Definition:
    """Compile an item that was offered."""
    return compile_resolved(json.loads(row.data["json"]))


#: what a window does about a licence that cannot be verified now, by the agreement's word
FALLBACKS: Mapping[str, str] = {
    "paper_seen": "对方证照库暂时不通：请当场核对证照原件，并登记“已见原件”。",
    "later": "对方证照库暂时不通：先收件，接通以后由系统补作核验。",
    "refuse": "对方证照库暂时不通：这项证照不能以原件代替，请申请人稍后再来或者改用线上办理。",
}


AWAY = "away"  # the verdict while the other side's register is down


@dataclass(frozen=True, slots=True)
class Verified:
    """What the other side's register said of a licence; `fallback` is the agreement's word while it is down."""

    verdict: str
    words: str
    valid_until: str = ""
    fallback: str = ""


def verify(
    office: Office, side: SideOf, party: str, licence: Recognised, question: Question, send: Post = post
) -> Verified:
    """Verify a licence of the other side; while its register is down, answer as the agreement says (7 §24)."""
    try:
        answer = read(Answer, ask(office, side, party, "licences", "answer", plain(question), send), "答复")
    except (Away, Refused):
        return Verified(AWAY, FALLBACKS.get(licence.fallback, FALLBACKS["refuse"]), fallback=licence.fallback)
    return Verified(answer.verdict, answer.words, answer.valid_until)
