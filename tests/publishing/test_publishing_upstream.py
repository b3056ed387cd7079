"""A change upstream is published by each claimant for itself; a conflict keeps back that one alone (C3)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from tongban.assurance.impact import impact_since
from tongban.cases.claimants import AtWork, at_work
from tongban.cases.drafts import begin
from tongban.database import scoped
from tongban.publishing import Books, definition, in_use, load_city
from tongban.publishing.books import Shelf
from tongban.settings import Settings
from tongban.tenancy.applicants import register

LATER = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
ITEM = "item_defs/chengguan/occupy-road/item.yaml"
SHORTER = "promise: {working_days: 4}"


class Changed(Books):
    """The city's books with texts laid over the folder, as after a department's change."""

    def __init__(self, settings: Settings, texts: dict[str, str]) -> None:
        super().__init__(settings)
        self.changed = self.with_texts(texts)

    @property
    def shelf(self) -> Shelf:
        return getattr(self, "changed", None) or super().shelf


def changed(settings: Settings, books: Books) -> Changed:
    """Let the city promise four days, where 江北区 promised five of its own and so binds itself less."""
    item = books.shelf.sources.read(ITEM)
    claims = books.shelf.sources.read("tenants/jiangbei/items.yaml")
    assert "promise: {working_days: 5}" in item
    longer = claims.replace("  occupy-road:\n", "  occupy-road:\n    time: {promise: {working_days: 5}}\n")
    assert longer != claims
    shorter = item.replace("promise: {working_days: 5}", SHORTER)
    return Changed(settings, {ITEM: shorter, "tenants/jiangbei/items.yaml": longer})


@pytest.mark.row("C3")
def test_a_conflict_keeps_back_that_claimant_and_the_others_publish(
    city: Settings, session: Session, books: Books
) -> None:
    after = changed(city, books)
    loaded = load_city(session, after, LATER)
    refused = [each for each in loaded.refused if each.item == "occupy-road"]
    assert [each.tenant for each in refused] == ["jiangbei"]
    assert "上级为 4 个工作日" in refused[0].message
    assert ("yunyang", "occupy-road") in {(row.tenant_id, row.item) for row in loaded.published}
    with scoped("yunyang"):
        assert definition(session, in_use(session, "yunyang", "occupy-road").hash).time.promise.amount == 4
    with scoped("jiangbei"):
        kept = in_use(session, "jiangbei", "occupy-road")
        assert (kept.version, definition(session, kept.hash).time.promise.amount) == (1, 5)


@pytest.mark.row("C3")
def test_each_claimant_is_told_beforehand_what_the_sources_now_give(
    city: Settings, session: Session, books: Books
) -> None:
    workspace = changed(city, books).workspace

    def told(tenant: str):
        with scoped(tenant):
            old = definition(session, in_use(session, tenant, "occupy-road").hash)
        return impact_since(old, workspace, "occupy-road", tenant)

    assert told("yunyang").changes == ("承诺办结时限由5 个工作日改为4 个工作日。",)
    assert not told("yunyang").blocked
    assert told("jiangbei").blocked
    assert told("jiangbei").conflicts[0].place.startswith("tenants/jiangbei/items.yaml:")


@pytest.mark.row("T2")
def test_what_is_under_way_is_counted_as_numbers_only(session: Session) -> None:
    person = register(session, name="王五", kind="person", login="wang", password="portal-2026", now=LATER)
    with scoped("yunyang"):
        begin(session, "yunyang", "occupy-road", applicant_id=person.id, applicant_kind="person", now=LATER)
    claimants = ("yunyang", "jiangbei")
    assert at_work(session, claimants, "occupy-road") == {"yunyang": AtWork(cases=0, drafts=1)}
    assert at_work(session, claimants, "food-permit") == {}
