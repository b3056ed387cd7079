"""Nothing is published that the proof speaks against; what was proven once is not proven again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from tongban.assurance import prove as proving
from tongban.database import scoped
from tongban.publishing import Books, PublicationRefused, in_use
from tongban.publishing.checking import check
from tongban.publishing.internal import MATTERS, matter_at
from tongban.publishing.proving import Proofs, proven
from tongban.publishing.studio import change_overlay, publish_drafts

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


@pytest.mark.row("C6")
@pytest.mark.row("C7", part="overlong path")
def test_a_promise_shorter_than_the_steps_take_is_not_published(session: Session, books: Books) -> None:
    with scoped("yunyang"):
        before = in_use(session, "yunyang", "occupy-road").version
        change_overlay(
            session, books, "yunyang", "occupy-road", {"time.promise": {"working_days": 3}}, by="甲", now=NOW
        )
        with pytest.raises(PublicationRefused) as refused:
            publish_drafts(session, books, "yunyang", by="甲", now=NOW)
        assert [each.code for each in refused.value.findings] == ["TB330"]
        assert "要用 4 个工作日，超过承诺期限（3个工作日）" in refused.value.message
        assert refused.value.findings[0].path == "tenants/yunyang/items.yaml"
        assert in_use(session, "yunyang", "occupy-road").version == before


def test_what_holds_is_proven_once_for_all_claimants(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[str] = []
    real = proving.prove

    def counting(definition, *rest, **named):
        counted.append(definition.tenant)
        return real(definition, *rest, **named)

    monkeypatch.setattr("tongban.publishing.proving.prove", counting)
    monkeypatch.setattr("tongban.publishing.proving._proven", Proofs())
    shelf = books.shelf
    for tenant in ("jiangbei", "yunyang", "jiangbei"):
        checked = check(shelf, tenant, "signboard-record")
        assert proven(shelf, checked) is checked
    assert len(counted) == 1


def test_a_page_that_shows_a_draft_does_not_prove(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tongban.publishing.proving.prove", None)
    assert check(books.shelf, "yunyang", "occupy-road").errors == ()


def test_few_keys_are_kept() -> None:
    proofs = Proofs(most=2)
    for key in ("a", "b", "c"):
        proofs.add(key)
    assert ["a" in proofs, "b" in proofs, "c" in proofs] == [False, True, True]


@pytest.mark.parametrize("matter", MATTERS)
def test_matters_between_offices_hold_too(books: Books, matter: str) -> None:
    definition = matter_at(books, matter, "chongqing").definition
    proof = proving.prove(definition, books.rulebook("chongqing"), books.calendar("chongqing"))
    assert proof.errors == ()
