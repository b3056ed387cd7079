"""A tenant's items are published together: as many questions as for one, and all of them or none (C5, T1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from statements_sent import statements
from tongban.database import scoped
from tongban.definitions import Finding, Severity
from tongban.publishing import Books, PublicationRefused, definition, history, in_use, published
from tongban.publishing.checking import Checked, check
from tongban.publishing.next_versions import Why, number, publish_all

LATER = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
WHY = Why("王管理", LATER, "一并修订。")


@pytest.fixture
def in_scope(session: Session) -> Iterator[Session]:
    with scoped("yunyang"):
        yield session


@pytest.mark.row("C5")
def test_many_items_take_as_many_questions_as_one(in_scope: Session, books: Books) -> None:
    rows = published(in_scope, ["yunyang"])
    now = [replace(definition(in_scope, row.hash), hash=f"of-{row.item}") for row in rows]
    with statements(in_scope) as for_one:
        number(in_scope, books.shelf, "yunyang", now[:1], WHY)
    with statements(in_scope) as for_others:
        number(in_scope, books.shelf, "yunyang", now[1:], WHY)
    assert len(now) > 10
    assert len(for_others) == len(for_one)
    for each in now:
        new, old = history(in_scope, "yunyang", each.item)
        assert (new.version, new.hash, new.state, new.change) == (2, each.hash, "in_use", "一并修订。")
        assert (old.version, old.state) == (1, "superseded")


def checked_of(session: Session, books: Books, item: str, digest: str) -> Checked:
    """Check an item as it is, and take it for another content than the one in use."""
    found = check(books.shelf, "yunyang", item)
    assert found.definition is not None
    return replace(found, definition=replace(found.definition, hash=digest))


@pytest.mark.row("C5")
def test_where_one_item_may_not_be_published_none_is(in_scope: Session, books: Books) -> None:
    sound = checked_of(in_scope, books, "occupy-road", "changed")
    error = Finding("L999", Severity.ERROR, "items.yaml", 1, 1, "不能这样写。")
    wrong = replace(checked_of(in_scope, books, "food-permit", "changed-too"), findings=(error,))
    with pytest.raises(PublicationRefused, match="food-permit"):
        publish_all(in_scope, books.shelf, "yunyang", [sound, wrong], WHY)
    assert in_use(in_scope, "yunyang", "occupy-road").version == 1


@pytest.mark.row("C5")
def test_what_does_not_differ_keeps_its_version_among_those_that_do(in_scope: Session, books: Books) -> None:
    changed = checked_of(in_scope, books, "occupy-road", "changed")
    same = check(books.shelf, "yunyang", "food-permit")
    new, old = publish_all(in_scope, books.shelf, "yunyang", [changed, same], WHY)
    assert (new.item, new.version) == ("occupy-road", 2)
    assert (old.item, old.version, old.state) == ("food-permit", 1, "in_use")
