"""Who makes a field obligatory is told what it does to drafts that citizens have begun (36 §16)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from tongban.database import scoped
from tongban.publishing import Books
from tongban.publishing.checking import check
from tongban.publishing.versions import data_in_force, publish

ITEM = "item_defs/chengguan/occupy-road/item.yaml"
NOW = datetime(2026, 9, 28, 2, tzinfo=UTC)
OLD = "      - {id: reason, label: 为什么要占用,"
NEW = "      - {id: safety_plan, label: 安全措施, type: text, max_length: 200}\n" + OLD


@pytest.mark.row("C6")
def test_a_new_obligatory_field_is_told_with_its_effect_on_drafts(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        publish(session, books, "yunyang", "occupy-road", by="王", now=NOW, prove=False)
        text = books.shelf.sources.read(ITEM).replace(OLD, NEW)
        shelf = books.with_texts({ITEM: text})
        in_force = data_in_force(session, "yunyang", "occupy-road")
        told = [
            each
            for each in check(shelf, "yunyang", "occupy-road", now=NOW, in_force=in_force).findings
            if each.code == "TB144"
        ]
        assert ["安全措施" in each.message and "草稿" in each.message for each in told] == [True]
        assert not told[0].is_error
        same = check(books.shelf, "yunyang", "occupy-road", now=NOW, in_force=in_force)
        assert [each.code for each in same.findings] == []


@pytest.mark.row("C6")
def test_an_exemption_ends_with_its_day(session: Session, books: Books) -> None:
    before, after = datetime(2027, 12, 31, 10, tzinfo=UTC), datetime(2027, 12, 31, 17, tzinfo=UTC)
    found = [check(books.shelf, "yunyang", "water-permit", now=each).findings for each in (before, after)]
    assert [each.code for each in found[0]] == []
    assert {each.code for each in found[1]} == {"TB147", "TB153"}
