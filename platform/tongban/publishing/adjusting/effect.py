"""Bring an adjustment into effect: its texts become the sources of all, and what is cancelled takes no more cases.

Everything here may run twice and comes to the same; the caller commits it with the effect that asked for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from tongban.database import scoped
from tongban.definitions import edit_yaml, write_yaml
from tongban.definitions.load_decisions import decisions_path
from tongban.publishing.adjusting.claiming import forget_claims
from tongban.publishing.adjusting.proposal import Proposal
from tongban.publishing.books import Books, Shelf
from tongban.publishing.sources import draft_rows, keep
from tongban.publishing.stopping import stop_intake


def proposed_shelf(books: Books, proposal: Proposal, day: date) -> Shelf:
    """Give the shelf as it will be from that day."""
    return books.with_texts(texts_of(books.shelf, proposal, day))


def texts_of(shelf: Shelf, proposal: Proposal, day: date) -> dict[str, str]:
    """Give the texts that the adjustment puts in the place of others: definitions, and the city's decision."""
    path = decisions_path(proposal.root)
    text = shelf.sources.read(path) if path in shelf.sources.paths() else ""
    said = shelf.workspace.decisions.get(proposal.root, {})
    for entry, decided in _decided(shelf, proposal, day).items():
        whole = {**(said[entry].data if entry in said else {}), **decided}
        text = edit_yaml(text, ("entries", entry), whole) if text else write_yaml({"entries": {entry: whole}})
    return {**proposal.files, path: text}


def bring_into_effect(session: Session, books: Books, proposal: Proposal, day: date, *, by: str, now: datetime) -> None:
    """Publish the adjustment's texts and stop the intake of what it cancels, at every claimant at once (C4)."""
    held: dict[str, dict[str, str]] = {}
    for path, text in texts_of(books.shelf, proposal, day).items():
        held.setdefault(proposal.keeper_of(path), {})[path] = text
    for tenant, texts in held.items():
        with scoped(tenant):
            keep(session, tenant, texts, published=True, by=by, now=now)
            for row in draft_rows(session, tenant):  # the draft that was confirmed is no draft any more
                if texts.get(row.path) == row.text:
                    session.delete(row)
            session.flush()
    if "city" not in proposal.levels:
        with scoped(proposal.department):
            forget_claims(session, books, proposal.department, proposal.added, by=by, now=now)
    for tenant, item in given_up(books.shelf, proposal):
        with scoped(tenant):
            stop_intake(session, tenant, item)


def given_up(shelf: Shelf, proposal: Proposal) -> tuple[tuple[str, str], ...]:
    """List where intake ends by the adjustment itself: at every claimant of what is cancelled or split."""
    if proposal.kind not in ("cancel", "split"):
        return ()
    workspace = shelf.workspace
    below = {proposal.root, *(each.id for each in workspace.tree.below(proposal.root))}
    return tuple((tenant, item) for item in proposal.items for tenant in workspace.claimants(item) if tenant in below)


def _decided(shelf: Shelf, proposal: Proposal, day: date) -> Mapping[str, Mapping[str, object]]:
    workspace, number = shelf.workspace, {"adjustment": proposal.number or "拟提出"}
    old = {workspace.entry_of(each): each for each in proposal.items if each in workspace.items}
    active = {**number, "state": "active", "effective": day.isoformat()}
    match proposal.kind:
        case "new":
            return {each: {**active, "levels": list(proposal.levels)} for each in proposal.added}
        case "cancel":
            return {each: {**number, "state": "cancelled", "cancelled": day.isoformat()} for each in old}
        case "split":
            gone = {"state": "cancelled", "cancelled": day.isoformat(), "becomes": list(proposal.added)}
            levels = next((workspace.catalogue[each].data.get("levels") for each in old), None)
            new = {**active, **({"levels": levels} if levels else {})}
            return {**{each: {**number, **gone} for each in old}, **dict.fromkeys(proposal.added, new)}
        case "change":
            return {each: {**number, **proposal.entry} for each in old}
        case _:
            return {each: {**number, "levels": list(proposal.levels)} for each in old}
