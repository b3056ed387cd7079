"""A published version never changes; a change is a new version; rolling back publishes an old one again (C5, C9)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from statements_sent import statements
from tongban.database import Scope, Sessions, scoped
from tongban.definitions import Definition
from tongban.definitions.compiler import MOST
from tongban.definitions.kept_by_hash import KeptByHash
from tongban.errors import NotFound, TongbanError
from tongban.publishing import (
    Books,
    Immutable,
    PublicationRefused,
    VersionRow,
    change_overlay,
    definition,
    history,
    in_use,
    publish,
    publish_drafts,
    published,
    republish,
    withdraw,
)
from tongban.publishing.tables import DefinitionText
from tongban.settings import Settings

LATER = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)


def promise_of_two_days(session: Session, books: Books) -> VersionRow:
    change_overlay(
        session, books, "yunyang", "occupy-road", {"time.promise": {"working_days": 4}}, by="王管理", now=LATER
    )
    (row,) = publish_drafts(session, books, "yunyang", by="王管理", now=LATER, change="承诺时限缩短为四个工作日。")
    session.commit()
    books.refresh(session)
    return row


@pytest.mark.row("C5")
def test_a_change_is_a_new_version_and_the_old_one_keeps_every_word(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        first = in_use(session, "yunyang", "occupy-road")
        before = definition(session, first.hash)
        second = promise_of_two_days(session, books)
        assert (first.version, first.state) == (1, "superseded")
        assert (second.version, second.state, second.change) == (2, "in_use", "承诺时限缩短为四个工作日。")
        after = definition(session, second.hash)
        assert (before.time.promise.amount, after.time.promise.amount) == (5, 4)  # type: ignore[union-attr]
        assert definition(session, first.hash) == before


@pytest.mark.row("C5")
def test_a_version_carries_rulebook_and_calendar(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        row = in_use(session, "yunyang", "occupy-road")
    rulebook = books.rulebook("yunyang")
    assert row.rulebook == f"{rulebook.id}@{rulebook.version}"
    assert row.calendar == books.calendar("yunyang").version


@pytest.mark.row("C5")
def test_publishing_what_has_not_changed_makes_no_version(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        row = publish(session, books, "yunyang", "occupy-road", by="王管理", now=LATER)
        assert row.version == 1
        assert len(history(session, "yunyang", "occupy-road")) == 1


@pytest.mark.row("C5")
def test_rolling_back_publishes_an_old_version_again(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        second = promise_of_two_days(session, books)
        third = republish(session, books, "yunyang", "occupy-road", 1, by="王管理", now=LATER + timedelta(hours=1))
        assert (third.version, second.state) == (3, "superseded")
        assert in_use(session, "yunyang", "occupy-road") is third
        assert definition(session, third.hash).time.promise.amount == 5  # type: ignore[union-attr]
        assert [row.version for row in history(session, "yunyang", "occupy-road")] == [3, 2, 1]
        with pytest.raises(NotFound, match="没有第 9 版"):
            republish(session, books, "yunyang", "occupy-road", 9, by="王管理", now=LATER)


@pytest.mark.row("C5")
def test_a_published_version_cannot_be_changed(session: Session) -> None:
    with scoped("yunyang"):
        for column, value in (("hash", "x"), ("version", 99), ("title", "x"), ("change", "x"), ("search", "x")):
            row = in_use(session, "yunyang", "occupy-road")
            setattr(row, column, value)
            with pytest.raises(Immutable, match="发布一个新版本"):
                session.flush()
            session.rollback()


@pytest.mark.row("C5")
def test_neither_a_version_nor_a_definition_is_deleted_or_changed_in_bulk(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        for statement in (
            update(VersionRow).values(hash="x"),
            delete(VersionRow),
            update(DefinitionText).values(hash="x"),
            delete(DefinitionText),
        ):
            with pytest.raises(Immutable):
                session.execute(statement)
        session.delete(in_use(session, "yunyang", "occupy-road"))
        with pytest.raises(Immutable):
            session.flush()


@pytest.mark.row("C5")
def test_a_text_that_was_tampered_with_is_found_by_its_hash(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tongban.definitions.compiler._kept", KeptByHash(MOST))
    with scoped("yunyang"):
        first = in_use(session, "yunyang", "occupy-road")
        text = session.get_one(DefinitionText, first.hash)
        changed = text.text.replace("占道施工审批", "占道施工备案")
        for packed, told in ((DefinitionText.of("", changed).packed, "摘要不符"), (b"not packed", "无法解开")):
            text.packed = packed
            with session.no_autoflush, pytest.raises(TongbanError, match=told):
                definition(session, first.hash)
        session.expire_all()


def test_choices_are_read_in_the_order_in_which_they_were_written(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tongban.definitions.compiler._kept", KeptByHash(MOST))
    with scoped("yunyang"):
        (purpose, *_rest) = definition(session, in_use(session, "yunyang", "occupy-road").hash).situation
    assert [choice.value for choice in purpose.choices] == ["building", "stacking", "works"]


@pytest.mark.row("C9")
def test_what_is_withdrawn_or_was_never_published_cannot_be_applied_for(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        withdraw(session, "yunyang", ["occupy-road"])
        for item in ("occupy-road", "no-such-item"):
            with pytest.raises(NotFound, match="尚未发布或者已经停办"):
                in_use(session, "yunyang", item)
        assert "occupy-road" not in {row.item for row in published(session, ["yunyang"])}


@pytest.mark.row("T2")
def test_another_tenants_versions_are_not_seen(session: Session) -> None:
    with scoped("yunyang"):
        assert {row.tenant_id for row in published(session, ["yunyang", "yuzhong"])} == {"yunyang"}
    with scoped(Scope(("yunyang", "yuzhong"), None, "目录")):
        assert {row.tenant_id for row in published(session, ["yunyang", "yuzhong"])} == {"yunyang", "yuzhong"}


def test_a_definition_is_asked_of_the_database_once(session: Session) -> None:
    with scoped("yunyang"):
        digest = in_use(session, "yunyang", "occupy-road").hash
        first = definition(session, digest)
        session.expunge_all()
        with statements(session) as sent:
            again = definition(session, digest)
        assert again is first
        assert sent == []


def test_the_memory_lets_go_of_what_was_used_longest_ago(session: Session) -> None:
    with scoped("yunyang"):
        rows = published(session, ["yunyang"])[:3]
        kept: list[Definition] = [definition(session, row.hash) for row in rows]
    memory = KeptByHash(most=2)
    for each in kept[:2]:
        memory.put(each.hash, each)
    assert memory.get(kept[0].hash) is kept[0]
    memory.put(kept[2].hash, kept[2])
    assert [memory.get(each.hash) is not None for each in kept] == [True, False, True]


def test_an_item_that_is_not_claimed_is_not_published(session: Session, books: Books) -> None:
    with scoped("chongqing"), pytest.raises(NotFound, match="没有认领"):
        publish(session, books, "chongqing", "occupy-road", by="某人", now=LATER)


@pytest.mark.row("C9")
def test_another_process_sees_a_publication_with_its_next_request(
    session: Session, books: Books, city: Settings, city_sessions: Sessions
) -> None:
    elsewhere = Books(city).refresh(session)
    with scoped("yunyang"):
        assert elsewhere.workspace.resolve("occupy-road", "yunyang").data["time"]["promise"] == {"working_days": 5}  # type: ignore[index]
        promise_of_two_days(session, books)
        with statements(session) as sent:
            elsewhere.refresh(session)
            elsewhere.refresh(session)
        assert elsewhere.workspace.resolve("occupy-road", "yunyang").data["time"]["promise"] == {"working_days": 4}  # type: ignore[index]
        stamps = [each for each in sent if "publication_mark" in each]
        assert len(stamps) == 2, "one small query a request"
        change_overlay(session, books, "yunyang", "occupy-road", {"visits": None}, by="王管理", now=LATER)
        assert elsewhere.refresh(session).workspace.resolve("occupy-road", "yunyang")


@pytest.mark.row("C9")
def test_a_second_publication_in_the_same_moment_is_seen_too(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        promise_of_two_days(session, books)
        change_overlay(
            session, books, "yunyang", "occupy-road", {"service.phone": "023-55000999"}, by="王管理", now=LATER
        )
        publish_drafts(session, books, "yunyang", by="王管理", now=LATER)
        session.commit()
        service = books.refresh(session).workspace.resolve("occupy-road", "yunyang").data["service"]
        assert service["phone"] == "023-55000999"  # type: ignore[index]


@pytest.mark.row("C9")
def test_an_error_stops_the_publication_and_says_where(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        change_overlay(
            session, books, "yunyang", "occupy-road", {"time.promise": {"working_days": 25}}, by="王管理", now=LATER
        )
        with pytest.raises(PublicationRefused) as refused:
            publish_drafts(session, books, "yunyang", by="王管理", now=LATER)
        assert any(finding.path == "tenants/yunyang/items.yaml" and finding.line for finding in refused.value.findings)
        session.commit()
        assert in_use(session, "yunyang", "occupy-road").version == 1
        assert session.scalar(select(func.count()).select_from(VersionRow).where(VersionRow.version > 1)) == 0


@pytest.mark.row("C9")
def test_what_was_taken_up_from_a_publication_that_came_to_nothing_is_given_up(
    session: Session, books: Books, city: Settings
) -> None:
    with scoped("yunyang"):
        for days in (14, 13):
            change_overlay(
                session, books, "yunyang", "water-permit", {"time.promise": {"working_days": days}}, by="甲", now=LATER
            )
            publish_drafts(session, books, "yunyang", by="甲", now=LATER)
            if days == 14:
                elsewhere = Books(city).refresh(session)
                session.rollback()
        session.commit()
        resolved = elsewhere.refresh(session).workspace.resolve("water-permit", "yunyang")
        assert resolved.data["time"]["promise"] == {"working_days": 13}  # type: ignore[index]


@pytest.mark.row("C9")
def test_what_is_taken_out_of_use_is_noticed_like_what_is_published(session: Session, books: Books) -> None:
    before = books.stamp
    with scoped("yunyang"):
        withdraw(session, "yunyang", ["occupy-road"])
        session.commit()
    assert books.refresh(session).stamp != before
