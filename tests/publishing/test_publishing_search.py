"""The portal finds an item by what people type, on both databases alike."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tongban.database import Scope, scoped
from tongban.publishing import VersionRow, published, search
from tongban.publishing.search import Rank, search_line

ROAD = "临时性建筑物搭建、堆放物料、占道施工审批"


def found(session: Session, query: str, *tenants: str) -> list[tuple[str, Rank]]:
    ids = tenants or ("yunyang",)
    with scoped(Scope(ids, None, "门户")):
        return [(hit.version.title, hit.rank) for hit in search(session, ids, query)]


def titles(session: Session, query: str) -> list[str]:
    return [title for title, _ in found(session, query)]


def test_an_item_is_found_by_words_synonyms_pinyin_and_initials(session: Session) -> None:
    for query in ("占道施工", "占道", "物料", "建筑物搭", "脚手架", "zhandao", "zhandaosh", "zdsg", "ZDSG"):
        assert titles(session, query)[0] == ROAD, query


def test_what_stands_around_the_thing_is_passed_over(session: Session) -> None:
    for query in ("我要办理占道施工", "怎么办理占道施工", "占道施工怎么办"):
        assert titles(session, query) == [ROAD], query


def test_one_character_is_enough(session: Session) -> None:
    assert any("食" in title for title in titles(session, "食"))


def test_every_word_must_fit(session: Session) -> None:
    for query in ("食堂 许可", " 食堂　许可 ", "许可 食堂"):
        assert titles(session, query) == ["食品经营许可新设"], query
        assert titles(session, query + " 占道") == [], query


def test_a_title_goes_before_a_keyword_and_a_keyword_before_the_summary(session: Session) -> None:
    ranks = [rank for _, rank in found(session, "证", "yunyang", "jiangkou")]
    assert ranks == sorted(ranks)
    assert {Rank.TITLE_CONTAINS, Rank.KEYWORD_CONTAINS} <= set(ranks)


def test_the_whole_title_goes_first(session: Session) -> None:
    assert found(session, "取水许可(新办)")[0] == ("取水许可（新办）", Rank.TITLE_EXACT)


def test_what_fits_nothing_finds_nothing(session: Session) -> None:
    for query in ("", "   ", "%", "_", "\\", "xyzzy", "andao", "' OR 1=1 --", "占" * 5000):
        assert titles(session, query) == [], query


def test_only_the_tenants_asked_for_are_searched(session: Session) -> None:
    with scoped(Scope(("yunyang", "jiangkou"), None, "门户")):
        only = {hit.version.tenant_id for hit in search(session, ["jiangkou"], "登记")}
        both = {hit.version.tenant_id for hit in search(session, ["jiangkou", "yunyang"], "登记")}
    assert only == {"jiangkou"}
    assert both == {"jiangkou", "yunyang"}


def test_pinyin_begins_with_a_syllable() -> None:
    row = VersionRow(search=search_line("占道施工", ["堆料"], "简介"))
    assert row.search.split("\n") == ["占道施工", "堆料", "简介", "ZhanDaoShiGong DuiLiao", "zdsg dl"]


def test_the_published_list_is_ordered_by_title(session: Session) -> None:
    with scoped("yunyang"):
        rows = published(session, ["yunyang"])
    assert [row.title for row in rows] == sorted(row.title for row in rows)
    assert len(rows) >= 8
