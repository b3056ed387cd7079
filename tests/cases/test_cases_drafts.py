"""A draft keeps what was typed, as it was typed, on the version it began with (C5, F4)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tongban.cases import drafts
from tongban.cases.tables import DraftRow
from tongban.database import Sessions, scoped
from tongban.errors import NotFound, TongbanError
from tongban.publishing import Books, change_overlay, in_use, publish_drafts, withdraw

NOW = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
ZHANG, LI = "applicant-zhang", "applicant-li"


def begin(session: Session, applicant: str = ZHANG, *, fresh: bool = False, kind: str = "enterprise") -> DraftRow:
    return drafts.begin(
        session,
        "yunyang",
        "occupy-road",
        applicant_id=applicant,
        applicant_kind=kind,
        now=NOW,
        answers={"purpose": "works", "lane": "no"},
        fresh=fresh,
    )


@pytest.mark.row("F4")
def test_what_was_typed_is_there_after_the_browser_was_closed(city_sessions: Sessions) -> None:
    with scoped("yunyang"):
        session = city_sessions()
        draft = begin(session)
        reading = drafts.save_typed(session, draft, {"unit_name": [" 示例公司 "], "length": ["十二"]}, now=NOW)
        assert [finding.field for finding in reading.findings] == ["length"], "saving is not submitting"
        drafts.save_typed(session, draft, {"width": ["2.5"]}, now=NOW + timedelta(minutes=1))
        session.commit()
        city_sessions.remove()
        kept = drafts.own_draft(city_sessions(), ZHANG, draft.id)
        assert kept.typed["unit_name"] == [" 示例公司 "]
        assert kept.typed["length"] == ["十二"], "what is wrong stays as it was typed"
        answers = drafts.answers(city_sessions(), kept)
        assert "length" not in answers
        assert answers["unit_name"] == "示例公司"
        assert str(answers["width"]) == "2.5"
        assert (answers["purpose"], answers["applicant.kind"]) == ("works", "enterprise")
        assert kept.updated_at == NOW + timedelta(minutes=1)


@pytest.mark.row("T2")
def test_another_applicants_draft_looks_like_none(city_sessions: Sessions) -> None:
    with scoped("yunyang"):
        session = city_sessions()
        draft = begin(session)
        for applicant, draft_id in ((LI, draft.id), (ZHANG, "0" * 32)):
            with pytest.raises(NotFound) as refused:
                drafts.own_draft(session, applicant, draft_id)
            assert refused.value.message == "没有找到这份草稿，它可能已经删除。"
            with pytest.raises(NotFound):
                drafts.discard(session, applicant, draft_id)
        assert drafts.my_drafts(session, LI) == []
        session.commit()
    with scoped("yuzhong"), pytest.raises(NotFound):
        drafts.own_draft(city_sessions(), ZHANG, draft.id)


def test_beginning_again_goes_on_with_the_open_draft(city_sessions: Sessions) -> None:
    with scoped("yunyang"):
        session = city_sessions()
        first = begin(session)
        assert begin(session) is first
        second = begin(session, fresh=True)
        assert second.id != first.id
        assert {row.id for row in drafts.my_drafts(session, ZHANG)} == {first.id, second.id}


@pytest.mark.row("C5")
def test_a_draft_stays_on_its_version_and_says_that_there_is_a_newer_one(city_sessions: Sessions, books: Books) -> None:
    with scoped("yunyang"):
        session = city_sessions()
        draft = begin(session)
        assert drafts.newer_version(session, draft) is None
        change_overlay(
            session, books, "yunyang", "occupy-road", {"time.promise": {"working_days": 4}}, by="王", now=NOW
        )
        publish_drafts(session, books, "yunyang", by="王", now=NOW)
        newer = drafts.newer_version(session, draft)
        assert newer is not None
        assert (draft.version, newer.version) == (1, 2)
        assert drafts.definition_of(session, draft).time.promise.amount == 5  # type: ignore[union-attr]
        assert begin(session, LI).version == 2


@pytest.mark.row("C9")
def test_what_is_not_offered_cannot_be_begun(city_sessions: Sessions) -> None:
    with scoped("yunyang"):
        session = city_sessions()
        draft = begin(session)
        withdraw(session, "yunyang", ["occupy-road"])
        assert not drafts.still_offered(session, draft)
        with pytest.raises(NotFound, match="停办"):
            begin(session, LI)
        with pytest.raises(NotFound):
            in_use(session, "yunyang", "occupy-road")


def test_an_applicant_whom_the_item_does_not_serve_is_told(city_sessions: Sessions) -> None:
    with scoped("yunyang"), pytest.raises(TongbanError, match="不面向您的申请人类型"):
        begin(city_sessions(), kind="alien")


def test_a_draft_that_was_handed_in_is_closed_and_names_its_case(city_sessions: Sessions) -> None:
    with scoped("yunyang"):
        session = city_sessions()
        draft = begin(session)
        drafts.handed_in(session, draft, "N1")
        drafts.handed_in(session, draft, "N1")
        assert drafts.own_draft(session, ZHANG, draft.id).number == "N1"
        assert drafts.my_drafts(session, ZHANG) == []
        with pytest.raises(TongbanError, match="已经提交，办件编号为 N1"):
            drafts.save_typed(session, draft, {"unit_name": ["x"]}, now=NOW)
        with pytest.raises(TongbanError, match="撤回申请"):
            drafts.discard(session, ZHANG, draft.id)
        with pytest.raises(TongbanError, match="已经提交"):
            drafts.handed_in(session, draft, "N2")


def test_a_draft_is_discarded_with_its_files_alone(city_sessions: Sessions) -> None:
    with scoped("yunyang"):
        session = city_sessions()
        draft, other = begin(session), begin(session, fresh=True)
        drafts.discard(session, ZHANG, draft.id)
        assert [row.id for row in drafts.my_drafts(session, ZHANG)] == [other.id]


def test_a_draft_has_a_size_and_an_applicant_so_many(city_sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "LARGEST", 200)
    monkeypatch.setattr(drafts, "MOST_DRAFTS", 2)
    with scoped("yunyang"):
        session = city_sessions()
        draft = begin(session)
        with pytest.raises(TongbanError, match="填写的内容超过"):
            drafts.save_typed(session, draft, {"reason": ["很长" * 200]}, now=NOW)
        assert draft.typed == {}
        begin(session, fresh=True)
        with pytest.raises(TongbanError, match="草稿已有 2 份"):
            begin(session, fresh=True)
