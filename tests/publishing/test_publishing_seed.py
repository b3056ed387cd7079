"""The city is loaded once; the second time only what differs, and nobody's decision is undone."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tongban.database import Scope, scoped
from tongban.publishing import Books, in_use, load_city, published, withdraw
from tongban.publishing.studio import change_overlay, publish_drafts
from tongban.publishing.versions import republish
from tongban.settings import REPOSITORY
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
        withdraw(session, "yunyang", ["food-permit"])
        change_overlay(session, books, "yunyang", "occupy-road", {"service.hours": "全年无休"}, by="王", now=LATER)
        publish_drafts(session, books, "yunyang", by="王", now=LATER)
        republish(session, books, "yunyang", "occupy-road", 1, by="王", now=LATER)
    assert load_city(session, books.refresh(session), LATER).published == ()
    with scoped("yunyang"):
        assert in_use(session, "yunyang", "occupy-road").version == 3
        assert "food-permit" not in {row.item for row in published(session, ["yunyang"])}


@pytest.mark.row("C6")
def test_what_has_an_error_is_told_and_all_else_stays_as_it_was(session: Session, books: Books, tmp_path: Path) -> None:
    for folder in ("tenants", "item_defs", "themes"):
        shutil.copytree(REPOSITORY / folder, tmp_path / "home" / folder)
    (tmp_path / "home" / "plugins").symlink_to(REPOSITORY / "plugins")
    broken = "item_defs/renshe/unemployment/item.yaml"
    (tmp_path / "home" / broken).write_text("item: [unemployment\n", "utf-8")
    slow = tmp_path / "home" / "item_defs" / "shichang" / "food-permit" / "item.yaml"
    text = slow.read_text("utf-8").replace("  promise: {working_days: 5}", "  promise: {working_days: 99}", 1)
    assert "{working_days: 99}" in text
    slow.write_text(text, "utf-8")
    spoiled = Books(replace(books.settings, home=tmp_path / "home")).refresh(session)
    loaded = load_city(session, spoiled, LATER, prove=False)
    assert loaded.published == ()
    assert any(each.startswith(f"{broken}:") and "TB001" in each for each in loaded.told()), loaded.told()
    assert any("“yunyang”的事项“food-permit”不能发布" in each for each in loaded.told()), loaded.told()
    for tenant, item in (("jiangbei", "unemployment"), ("yunyang", "food-permit")):
        with scoped(tenant):
            assert in_use(session, tenant, item).version == 1
