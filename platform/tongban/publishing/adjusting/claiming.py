"""Claim what was adjusted: the body's own list follows, and new versions are published by the ordinary door (7 §6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tongban.definitions import LayeredSources, MemorySources
from tongban.errors import NotFound
from tongban.publishing.books import Books, Shelf
from tongban.publishing.checking import Checked, PublicationRefused, check
from tongban.publishing.claims_text import ClaimsText
from tongban.publishing.proving import proven
from tongban.publishing.sources import draft_rows, draft_texts, keep
from tongban.publishing.stopping import stop_intake
from tongban.publishing.studio import overlay_path
from tongban.publishing.tables import VersionRow
from tongban.publishing.versions import Why, data_in_force, publish_all

#: of what a body says of an item: what it says of its others too, until it says something else
_AS_ELSEWHERE = ("hours", "complaints")


@dataclass(frozen=True, slots=True)
class ClaimTask:
    """What one body has to do: claim and publish `take`, give up `drop`; new claims begin like that of `like`."""

    take: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    like: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """By which sources a claim is judged before its day, and from when its versions hold (C12)."""

    shelf: Shelf
    effective: datetime


def rehearse(
    session: Session, books: Books, tenant: str, task: ClaimTask, *, now: datetime, ahead: Ahead | None = None
) -> tuple[Checked, ...]:
    """Work out what would be published; the body's scope is entered. Nothing is written."""
    return _worked_out(session, books, tenant, task, now, ahead)[1]


def take_up(
    session: Session,
    books: Books,
    tenant: str,
    task: ClaimTask,
    *,
    by: str,
    now: datetime,
    change: str,
    ahead: Ahead | None = None,
) -> tuple[VersionRow, ...]:
    """Claim and publish what is to be taken, and give up what is to be dropped, all of it or nothing.

    `ahead` publishes for a day to come: the body's list follows on that day, by the same call without it.
    Raises PublicationRefused with the findings. The caller has entered the body's scope and commits.
    """
    shelf, checked = _worked_out(session, books, tenant, task, now, ahead)
    if errors := dict.fromkeys(error for each in checked for error in each.errors):
        raise PublicationRefused("、".join(each.item for each in checked if each.errors), tenant, errors)
    why = Why(by, now, change, ahead.effective if ahead else None)
    new = publish_all(session, shelf, tenant, checked, why)
    if ahead is None:
        for each in task.drop:
            stop_intake(session, tenant, each)
        _keep_list(session, books, tenant, task, by=by, now=now)
    return new


def _worked_out(
    session: Session, books: Books, tenant: str, task: ClaimTask, now: datetime, ahead: Ahead | None
) -> tuple[Shelf, tuple[Checked, ...]]:
    text = _claims(session, books, tenant, task)
    under = ahead.shelf if ahead else books.shelf
    shelf = Shelf(LayeredSources((MemorySources({overlay_path(tenant): text}), under.sources)))
    return shelf, tuple(proven(shelf, _checked(session, shelf, tenant, each, now)) for each in task.take)


def _keep_list(session: Session, books: Books, tenant: str, task: ClaimTask, *, by: str, now: datetime) -> None:
    text = _claims(session, books, tenant, task)
    if text != _published_text(books, tenant):
        keep(session, tenant, {overlay_path(tenant): text}, published=True, by=by, now=now)
    _follow_draft(session, tenant, task, text, by=by, now=now)


def forget_claims(
    session: Session, books: Books, tenant: str, items: tuple[str, ...], *, by: str, now: datetime
) -> None:
    """Take the claims of items out of a department's draft, with which their own drafts began: others claim them."""
    _follow_draft(session, tenant, ClaimTask(drop=items), _published_text(books, tenant), by=by, now=now)


def _follow_draft(session: Session, tenant: str, task: ClaimTask, text: str, *, by: str, now: datetime) -> None:
    """Let a draft of the list, begun before, say what was claimed and dropped; published later, it undoes neither."""
    row = next((each for each in draft_rows(session, tenant) if each.path == overlay_path(tenant)), None)
    if row is None:
        return
    drafted, published = ClaimsText(row.text), ClaimsText(text)
    for item in task.take:
        drafted.set(item, (), published.claim(item))
    for item in task.drop:
        drafted.drop(item)
    same = set(drafted.items) == set(published.items)
    if same and all(drafted.claim(each) == published.claim(each) for each in drafted.items):
        session.delete(row)
        session.flush()
    else:
        keep(session, tenant, {row.path: drafted.text}, published=False, by=by, now=now)


def hand_back(session: Session, books: Books, tenant: str, task: ClaimTask, *, by: str, now: datetime) -> None:
    """Keep the claims to be made as the body's draft, so that it can say what is still wanting and claim then."""
    drafts = draft_texts(session, tenant)
    claims = ClaimsText(drafts.get(overlay_path(tenant)) or _published_text(books, tenant))
    wanted = ClaimsText(_claims(session, books, tenant, task))
    for item in task.take:
        if item not in claims.items:
            claims.set(item, (), wanted.claim(item))
    keep(session, tenant, {overlay_path(tenant): claims.text}, published=False, by=by, now=now)


def _claims(session: Session, books: Books, tenant: str, task: ClaimTask) -> str:
    """Write the body's list as it will be: of what is not taken up or dropped, not a letter changes."""
    claims = ClaimsText(_published_text(books, tenant))
    drafted = ClaimsText(draft_texts(session, tenant).get(overlay_path(tenant)) or claims.text)
    for item in task.take:
        if item in drafted.items and (item not in claims.items or drafted.claim(item) != claims.claim(item)):
            claims.set(item, (), drafted.claim(item))
        elif item not in claims.items:
            claims.set(item, (), _first_claim(books, tenant, claims, task.like))
    for item in task.drop:
        claims.drop(item)
    return claims.text


def _first_claim(books: Books, tenant: str, claims: ClaimsText, like: str) -> Mapping[str, object]:
    """Begin a claim: as the item that was split, else with what is known of the body."""
    if like in claims.items:
        return claims.claim(like)
    spec = books.shelf.tenant(tenant)
    service: dict[str, object] = {"address": spec.address, "phone": spec.phone}
    for each in claims.items:
        said = claims.claim(each).get("service")
        if isinstance(said, Mapping):
            service = {**{key: said[key] for key in _AS_ELSEWHERE if key in said}, **service}
            break
    return {"authority": {"name": spec.name}, "service": {key: value for key, value in service.items() if value}}


def _published_text(books: Books, tenant: str) -> str:
    path = overlay_path(tenant)
    return books.shelf.sources.read(path) if path in books.shelf.sources.paths() else "claims: {}\n"


def _checked(session: Session, shelf: Shelf, tenant: str, item: str, now: datetime) -> Checked:
    try:
        return check(shelf, tenant, item, now=now, in_force=data_in_force(session, tenant, item))
    except NotFound:  # not claimed, because the list itself could not be read
        errors = tuple(each for each in shelf.workspace.findings if each.is_error)
        raise PublicationRefused(item, tenant, errors) from None
