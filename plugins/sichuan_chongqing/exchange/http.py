"""The endpoints that partners call. Who calls is proven by the signature; nothing is taken from a header."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from sichuan_chongqing.exchange.answering import history_of, items_of, licences_of
from sichuan_chongqing.exchange.receiving import receive
from sichuan_chongqing.exchange.side import SideOf, rings, side_at
from sichuan_chongqing.exchange.tables import PLUGIN
from sichuan_chongqing.protocol.canonical import LARGEST, canonical
from sichuan_chongqing.protocol.envelope import Opened, open_envelope, seal
from sichuan_chongqing.protocol.faults import Fault, Refused
from sichuan_chongqing.protocol.published import BASE, openapi
from sichuan_chongqing.protocol.receipts import receipts_to
from tongban.kit.cases import Books, FileStore, Office, Offices
from tongban.kit.tables import scoped
from tongban.kit.web import books, db, for_programs, house, now, public

blueprint = for_programs(Blueprint("sichuan_chongqing_partner", __name__, url_prefix=BASE))
UNTRUSTED = (Fault.UNKNOWN_KEY, Fault.KEY_NOT_IN_FORCE, Fault.SIGNATURE, Fault.STALE)


@blueprint.post("/messages", endpoint="messages")
@public
def messages() -> Response:
    """Take messages in, and answer with signed receipts."""
    return _answered("messages", "receipts", _receipts)


@blueprint.post("/history", endpoint="history")
@public
def history() -> Response:
    """Tell how far each case has come in both directions, for comparing."""
    return _answered("history", "streams", lambda _raw, opened, side: history_of(opened, side, _offices(side)))


@blueprint.post("/licences", endpoint="licences")
@public
def licences() -> Response:
    """Answer a question about a licence of our register."""
    return _answered("licences", "answer", lambda _raw, opened, side: licences_of(opened, side, _offices(side)))


@blueprint.post("/items", endpoint="items")
@public
def items() -> Response:
    """Give the definition of an item as it is handled here."""
    return _answered("items", "item", lambda _raw, opened, side: items_of(opened, side, _offices(side)))


@blueprint.get("/openapi.json", endpoint="openapi")
@public
def openapi_page() -> Response:
    """Give the published description of these endpoints."""
    return Response(json.dumps(openapi(), ensure_ascii=False), mimetype="application/json")


Answerer = Callable[[bytes, Opened, SideOf], Mapping[str, Any]]


def _answered(about: str, answer_about: str, answerer: Answerer) -> Response:
    try:
        raw = _body()
        side = side_here(books())
        opened = open_envelope(raw, rings(db(), side.root), side.party, about, now())
        content = answerer(raw, opened, side)
    except Refused as refused:
        db().rollback()
        return _problem(401 if refused.fault in UNTRUSTED else 400, refused.fault, refused.message)
    except (IntegrityError, OperationalError):  # two envelopes at once for one new case: the second is sent again
        db().rollback()
        return _problem(503, "busy", "正在处理同一办件的另一份报文，请稍后重新发送。")
    answer = seal(content, answer_about, side.key, side.party, opened.sender, opened.nonce, now())
    return Response(answer, mimetype="application/json")


def _receipts(raw: bytes, opened: Opened, side: SideOf) -> Mapping[str, Any]:
    with committing_offices(db(), books(), house().files, now()) as office_at:
        return receipts_to(receive(raw, opened, side, office_at))


def _offices(_side: SideOf) -> Callable[[str], Office | None]:
    def at(tenant: str) -> Office | None:
        answered = Offices(db(), books(), house().files, tenant, now())(PLUGIN)
        return answered["office"] if answered else None

    return at


@contextmanager
def committing_offices(
    session: Session, law_books: Books, files: FileStore, at: Any
) -> Iterator[Callable[[str], Office | None]]:
    """Give a tenant's office in its scope; what was done at the one before is committed, and at the end the last."""
    entered: list[Any] = []

    def leave() -> None:
        if entered:
            session.commit()
            entered.pop().__exit__(None, None, None)

    def office_at(tenant: str) -> Office | None:
        leave()
        answered = Offices(session, law_books, files, tenant, at)(PLUGIN)
        if answered is None:
            return None
        scope = scoped(tenant)
        scope.__enter__()
        entered.append(scope)
        office: Office = answered["office"]
        return office

    try:
        yield office_at
        leave()
    finally:
        while entered:
            entered.pop().__exit__(None, None, None)


def side_here(law_books: Books) -> SideOf:
    """Give the side of this installation: that of the first tenant that uses the plugin."""
    for tenant in law_books.users_of(PLUGIN):
        settings = law_books.switched_on(PLUGIN, tenant) or {}
        if settings.get("party"):
            return side_at(law_books, law_books.workspace.tree.root(tenant).id, settings)
    raise Refused(Fault.NOT_AGREED, "本平台没有启用川渝通办。")


def _body() -> bytes:
    if request.content_length is None or request.content_length > LARGEST:
        raise Refused(Fault.TOO_LARGE, f"报文应写明长度，并且不超过 {LARGEST // 1024 // 1024} MB。")
    raw = request.get_data(cache=False)
    if len(raw) != request.content_length:
        raise Refused(Fault.MALFORMED, "报文没有收全，请重新发送。")
    return raw


def _problem(status: int, code: str, detail: str) -> Response:
    body = canonical({"code": code, "detail": detail, "status": status, "title": "拒收"})
    return Response(body, status=status, mimetype="application/problem+json")
