"""Throw away what the studio changed of one item, and of no other."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tongban.publishing.books import Books
from tongban.publishing.claims_text import ClaimsText
from tongban.publishing.sources import draft_rows, keep
from tongban.publishing.studio import overlay_path


def discard_item(session: Session, books: Books, tenant: str, item: str, *, by: str, now: datetime) -> None:
    """Take back the item's own files and its claim; the drafts of other items stay. The caller commits."""
    rows = {row.path: row for row in draft_rows(session, tenant)}
    for path, row in rows.items():
        if path.startswith(f"item_defs/{tenant}/{item}/"):
            session.delete(row)
    overlay = rows.get(overlay_path(tenant))
    if overlay is None:
        session.flush()
        return
    drafted = ClaimsText(overlay.text)
    before = ClaimsText(_published(books, tenant))
    if item in before.items:
        drafted.set(item, (), dict(before.claim(item)))
    else:
        drafted.drop(item)
    others = {name: typed for name, typed in overlay.typed.items() if name != item}
    if _same(drafted, before):
        session.delete(overlay)
        session.flush()
    else:
        keep(session, tenant, {overlay.path: drafted.text}, published=False, by=by, now=now, typed=others)


def _published(books: Books, tenant: str) -> str:
    try:
        return books.shelf.sources.read(overlay_path(tenant))
    except KeyError:
        return ""


def _same(one: ClaimsText, other: ClaimsText) -> bool:
    return set(one.items) == set(other.items) and all(one.claim(each) == other.claim(each) for each in one.items)
