"""Bring a ticket forward so that what is sent twice is one: a page after a lost answer, a program's second try."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import astuple

from sqlalchemy.exc import IntegrityError

from tongban.cases.tickets import Opening, TicketDone, open_ticket
from tongban.law import Actor, Refusal
from tongban.web.house import books, db, house, now


def page_mark() -> str:
    """Give what one page carries hidden, that it may be known when it comes again."""
    return secrets.token_hex(16)


def bring(tenant: str, opening: Opening, actor: Actor, mark: str) -> TicketDone | Refusal:
    """Open a ticket, or give the one that came of the same words under the same mark; the caller commits."""
    code = _code(tenant, opening, mark) if mark else ""
    try:
        return open_ticket(db(), books(), tenant, opening, actor, now(), code=code)
    except IntegrityError:  # it came twice at once, and the other was first
        db().rollback()
        return open_ticket(db(), books(), tenant, opening, actor, now(), code=code)


def _code(tenant: str, opening: Opening, mark: str) -> str:
    """Make the query code of the mark and all that is said: other words from the same page are another ticket."""
    said = repr((tenant, mark, astuple(opening))).encode()
    return hmac.new(house().settings.secret_key.encode(), b"tongban.ticket\n" + said, hashlib.sha256).hexdigest()[:32]
