"""The city is loaded once; the second time only what differs, and nobody's decision is undone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from tongban.database import Scope, scoped
from tongban.publishing import Books, in_use, load_city, published, withdraw
from tongban.publishing.studio import change_overlay, publish_drafts
from tongban.publishing.versions import republish
from tongban.tenancy.tree import all_tenants

LATER = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)


@pytest.mark.row("T1")
def test_the_whole_tree_is_entered_and_every_claim_is_published(session: Session, books: Books) -> None:
    rows = {row.id: row for row in all_tenants(session)}
    assert rows["jiangkou"].path == "chongqing/yunyang/jiangkou"
    assert set(rows) == set(books.workspace.tenants)
    with scoped(Scope.everywhere("test")):
        there = {(row.tenant_id, row.item) for row in published(session, rows)}
    assert there == {(name, item) for name in books.workspace.tenants for item in books.workspace.claimed(name)}
    assert len(there) > 20


def test_loading_again_changes_nothing(session: Session, books: Books) -> None:
    again = load_city(session, books, LATER)
    assert (again.published, again.refused) == ((), ())
    assert again.unchanged > 20


def test_loading_again_does_not_undo_a_withdrawal_or_a_roll_back(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        withdraw(session, "yunyang", "food-permit")
        change_overlay(session, books, "yunyang", "occupy-road", {"service.hours": "全年无休"}, by="王", now=LATER)
        publish_drafts(session, books, "yunyang", by="王", now=LATER)
        republish(session, books, "yunyang", "occupy-road", 1, by="王", now=LATER)
    assert load_city(session, books.refresh(session), LATER).published == ()
    with scoped("yunyang"):
        assert in_use(session, "yunyang", "occupy-road").version == 3
        assert "food-permit" not in {row.item for row in published(session, ["yunyang"])}
