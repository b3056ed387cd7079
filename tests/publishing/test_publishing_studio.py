"""A tenant tries its changes where nobody else sees them, and publishes all of them or none (C9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from tongban.database import scoped
from tongban.errors import NotFound, TongbanError
from tongban.publishing import (
    Books,
    PublicationRefused,
    change_overlay,
    definition,
    discard,
    drafts,
    in_use,
    preview,
    publish_drafts,
    published,
    save_draft,
    search,
)
from tongban.publishing.claims_text import ClaimsText
from tongban.publishing.studio import overlay_text
from tongban.publishing.tables import DefinitionDraft

NOW = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
OVERLAY = "tenants/yunyang/items.yaml"
SUMMARY = "商店、单位在自己的门面上设置写有名称、标识的招牌，装好之前到城市管理部门备案，当场拿回执。"


def marks_of(session: Session, books: Books, item: str) -> list[str]:
    marks = ClaimsText(overlay_text(session, books, "yunyang")).claim(item)["demonstration"]
    assert isinstance(marks, list)
    return marks


def change(session: Session, books: Books, changes: Mapping[str, object], tenant: str = "yunyang") -> str:
    return change_overlay(session, books, tenant, "occupy-road", changes, by="王管理", now=NOW)


def own_item(books: Books, **without: str) -> str:
    """A small item of the county's own, from the signboard record's text."""
    text = books.shelf.sources.read("item_defs/chengguan/signboard-record/item.yaml")
    text = text.replace("item: signboard-record", "item: stall-record")
    return text.replace("title: 户外招牌设置备案", "title: 户外招牌设置备案（便民摊点）")


def claim(session: Session, books: Books, item: str) -> None:
    service = {"address": "示例路 3 号", "hours": "工作日 9:00—17:00", "phone": "023-55000201", "complaints": "12345"}
    changes = {"authority": {"name": "云阳县城市管理局"}, **{f"service.{key}": text for key, text in service.items()}}
    change_overlay(session, books, "yunyang", item, changes, by="王", now=NOW)


def test_an_overlay_is_changed_in_one_place_and_keeps_its_comments(session: Session, books: Books) -> None:
    before = books.shelf.sources.read(OVERLAY)
    with scoped("yunyang"):
        after = change(session, books, {"service.phone": "023-55000999", "time.promise": {"working_days": 4}})
    assert [line for line in before.splitlines() if "#" in line] == [line for line in after.splitlines() if "#" in line]
    assert ClaimsText(after).claim("food-permit") == ClaimsText(before).claim("food-permit")
    changed = set(after.splitlines()) ^ set(before.splitlines())
    assert any("023-55000999" in line for line in changed)
    assert len(changed) < 10, changed


def test_none_lets_the_inherited_value_hold_again(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        change(session, books, {"time.promise": {"working_days": 4}})
        assert preview(session, books, "yunyang", "occupy-road").definition.time.promise.amount == 4  # type: ignore[union-attr]
        change(session, books, {"time.promise": None})
        assert preview(session, books, "yunyang", "occupy-road").definition.time.promise.amount == 5  # type: ignore[union-attr]


def test_a_value_that_the_tenant_sets_is_no_sample_any_more(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        change(session, books, {"service.hours": "工作日 9:00—17:00"})
        assert marks_of(session, books, "occupy-road") == ["service.address", "service.traffic", "service.counters"]
        change_overlay(session, books, "yunyang", "food-permit", {"service.phone": "023-1"}, by="王", now=NOW)
        marks = marks_of(session, books, "food-permit")
        assert "service.phone" not in marks
        assert {"authority", "service.address", "service.hours"} <= set(marks)


def test_a_controlled_element_is_refused(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        for path, value, told in (
            ("title", "新名称", "市级主管部门统一规定"),
            ("time.statutory", {"working_days": 1}, "市级主管部门统一规定"),
            ("colour", 1, "没有“colour”这一要素"),
        ):
            with pytest.raises(TongbanError, match=told):
                change(session, books, {path: value})
            assert drafts(session, "yunyang") == [], path


def test_a_draft_is_seen_by_its_own_preview_alone(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        change(session, books, {"service.hours": "全年无休"})
        session.commit()
        seen = preview(session, books, "yunyang", "occupy-road")
        assert seen.publishable
        assert seen.definition is not None
        assert seen.definition.service.hours == "全年无休"
        books.refresh(session)
        assert definition(session, in_use(session, "yunyang", "occupy-road").hash).service.hours != "全年无休"
        assert books.workspace.definition("occupy-road", "yunyang").service.hours != "全年无休"
    with scoped("yuzhong"):
        assert drafts(session, "yunyang") == []


@pytest.mark.row("C9")
def test_one_tenants_broken_draft_does_not_block_anothers_publication(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        save_draft(session, books, "yunyang", OVERLAY, "claims:\n  occupy-road: {titel: x}\n", by="王", now=NOW)
        assert not preview(session, books, "yunyang", "occupy-road").publishable
        with pytest.raises(PublicationRefused):
            publish_drafts(session, books, "yunyang", by="王", now=NOW)
        session.commit()
    with scoped("yuzhong"):
        change(session, books, {"service.hours": "全年无休"}, "yuzhong")
        (row,) = publish_drafts(session, books, "yuzhong", by="李", now=NOW)
        assert (row.tenant_id, row.version) == ("yuzhong", 2)
    with scoped("yunyang"):
        assert [row.path for row in drafts(session, "yunyang")] == [OVERLAY]


@pytest.mark.row("C9")
def test_one_items_draft_does_not_block_another_items_publication(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        change_overlay(
            session, books, "yunyang", "food-permit", {"time.promise": {"working_days": 90}}, by="王", now=NOW
        )
        change(session, books, {"service.hours": "全年无休"})
        with pytest.raises(PublicationRefused, match="food-permit"):
            publish_drafts(session, books, "yunyang", by="王", now=NOW)
        (row,) = publish_drafts(session, books, "yunyang", by="王", now=NOW, only="occupy-road")
        assert row.item == "occupy-road"
        assert [each.path for each in drafts(session, "yunyang")] == [OVERLAY], "the other change is still a draft"
        books.refresh(session)
        assert books.workspace.definition("occupy-road", "yunyang").service.hours == "全年无休"
        assert preview(session, books, "yunyang", "food-permit").findings


def test_discarding_leaves_what_is_published(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        change(session, books, {"service.hours": "全年无休"})
        publish_drafts(session, books, "yunyang", by="王", now=NOW)
        change(session, books.refresh(session), {"service.hours": "只在周一"})
        assert discard(session, "yunyang") == 1
        assert books.refresh(session).workspace.definition("occupy-road", "yunyang").service.hours == "全年无休"
        assert publish_drafts(session, books, "yunyang", by="王", now=NOW) == ()


@pytest.mark.row("C9")
def test_a_new_item_of_the_tenants_own_is_tried_and_published(session: Session, books: Books) -> None:
    path = "item_defs/yunyang/stall-record/item.yaml"
    with scoped("yunyang"):
        save_draft(session, books, "yunyang", path, own_item(books), by="王", now=NOW, typed={"title": ["便民摊点"]})
        claim(session, books, "stall-record")
        seen = preview(session, books, "yunyang", "stall-record")
        assert seen.publishable, [str(each) for each in seen.findings]
        with pytest.raises(NotFound):
            in_use(session, "yunyang", "stall-record")
        assert search(session, ["yunyang"], "便民摊点") == []
        (row,) = publish_drafts(session, books, "yunyang", by="王", now=NOW)
        assert (row.item, row.version) == ("stall-record", 1)
        assert session.get_one(DefinitionDraft, ("yunyang", path, True)).typed == {"title": ["便民摊点"]}
        assert [hit.version.item for hit in search(session, ["yunyang"], "便民摊点")] == ["stall-record"]
        assert "stall-record" in books.refresh(session).workspace.claimed("yunyang")


@pytest.mark.row("C9")
def test_what_changes_an_item_reaches_those_that_begin_from_it_and_no_other(session: Session, books: Books) -> None:
    base, night = (f"item_defs/yunyang/{item}/item.yaml" for item in ("stall-record", "stall-night"))
    with scoped("yunyang"):
        begins = "item: stall-night\nextends: stall-record\ntitle: 户外招牌设置备案（夜市摊点）\n"
        for path, text in ((base, own_item(books)), (night, begins)):
            save_draft(session, books, "yunyang", path, text, by="王", now=NOW)
        for item in ("stall-record", "stall-night"):
            claim(session, books, item)
        assert len(publish_drafts(session, books, "yunyang", by="王", now=NOW)) == 2
        books.refresh(session)
        changed = own_item(books).replace(SUMMARY, "在便民摊点设置招牌的，设置前备案。")
        save_draft(session, books, "yunyang", base, changed, by="王", now=NOW)
        again = publish_drafts(session, books, "yunyang", by="王", now=NOW)
    assert {(row.item, row.version) for row in again} == {("stall-record", 2), ("stall-night", 2)}


@pytest.mark.row("C9")
def test_a_claim_that_is_taken_out_is_withdrawn(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        claims = ClaimsText(overlay_text(session, books, "yunyang"))
        claims.drop("food-permit")
        save_draft(session, books, "yunyang", OVERLAY, claims.text, by="王", now=NOW)
        assert publish_drafts(session, books, "yunyang", by="王", now=NOW) == ()
        assert "food-permit" not in {row.item for row in published(session, ["yunyang"])}


@pytest.mark.row("T2")
def test_a_tenant_writes_only_in_its_own_rooms(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        for path in (
            "tenants/yuzhong/items.yaml",
            "tenants/yunyang/tenant.yaml",
            "tenants/chongqing/rulebook.yaml",
            "item_defs/chengguan/occupy-road/item.yaml",
            "item_defs/yunyang/../chengguan/item.yaml",
            "item_defs/_shared/elements.yaml",
            "item_defs/yunyang/occupy-road/item.yaml",
            "../../etc/passwd",
        ):
            with pytest.raises(TongbanError, match=r"本级的范围内|已由"):
                save_draft(session, books, "yunyang", path, "item: x\n", by="王", now=NOW)
            assert drafts(session, "yunyang") == [], path


def test_a_text_that_is_too_long_is_refused(session: Session, books: Books) -> None:
    with scoped("yunyang"), pytest.raises(TongbanError, match="超过 256 KB"):
        save_draft(session, books, "yunyang", OVERLAY, "#" * 300_000, by="王", now=NOW)
