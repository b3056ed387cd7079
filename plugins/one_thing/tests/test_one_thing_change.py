"""A body ends while bundles run (36 §14(3)): they go along to the successor with all that is theirs, and go on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from one_thing.running.plans import kept
from one_thing.running.tables import MemberRow
from one_thing.tests.bundle_city import BundleCity
from tongban.cases.drafts import answers
from tongban.cases.handing_over import carry_out, naming, orphans, plan
from tongban.cases.handing_over.plugin_texts import left_to_do
from tongban.cases.tables import DraftRow
from tongban.database import Sessions, scoped
from tongban.definitions.changes import Change, read_change
from tongban.publishing import Books
from tongban.publishing.sources import keep
from tongban.settings import REPOSITORY, Settings

FILE = "tenants/_changes/2025-11-liangjiang.yaml"
ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def here(city: Settings, city_sessions: Sessions, books: Books) -> BundleCity:
    return BundleCity(city, city_sessions, books)


def published(here: BundleCity, offers: dict[str, str]) -> None:
    """Let tenants say anew what bundles they offer."""
    session = here.sessions()
    for tenant, text in offers.items():
        with scoped(tenant):
            keep(session, tenant, {f"tenants/{tenant}/bundles.yaml": text}, published=True, by="x", now=here.clock)
            session.commit()
    here.books.refresh(session)


def yuzhong_ends() -> Change:
    """The change of the repository, with 渝中 in the place of 江北."""
    change = read_change((REPOSITORY / FILE).read_text("utf-8"), FILE)
    return replace(change, id="example", moves=(replace(change.moves[0], old="yuzhong"), *change.moves[1:]))


@pytest.mark.row("T6")
@pytest.mark.row("B3")
@pytest.mark.article("36 §14")
def test_a_bundle_and_a_draft_go_along_to_the_successor_and_are_finished_there(here: BundleCity) -> None:
    elsewhere: Any = here.library.offers["yuzhong", "newborn"][0].handled_at
    elsewhere["birth"] = "yunyang"  # a part that lies with a body to which nothing happens
    try:
        number = here.hand_in("newborn", "everything").number
    finally:
        del elsewhere["birth"]
    birth = here.parts(number)["birth"]
    here.grant(birth)
    here.work()
    _plan, draft, applicant = here.draft("open-restaurant", "noodles")
    handled = "offers:\n  open-restaurant:\n    handled_at: {board: yuzhong}\n"
    published(here, {"yunyang": handled, "yuzhong": f"{handled}  newborn: {{}}\n"})
    session, change = here.sessions(), yuzhong_ends()
    planned = plan(session, here.books, change, here.clock.date())
    assert "tenants/yunyang/bundles.yaml:3：写着撤销的单位“yuzhong”，请改为承接单位" in planned.to_do
    both = replace(change, moves=(change.moves[0], replace(change.moves[0], old="jiangbei")))
    assert any(
        each.startswith("tenants/jiangbei/bundles.yaml:1：承接单位已经有") for each in left_to_do(here.books, both)
    )
    told = next(each for each in planned.moves if each.old == "yuzhong")
    assert told.rows["插件数据"] == 1 + 6 + 3 + 2  # the bundle, its parts, its cases there, the plans
    carry_out(session, here.books, change, by="运维", now=here.clock, zone=ZONE)
    assert orphans(session) == []
    here.sessions.remove()

    here.tenant = "liangjiang"
    parts = here.parts(number)
    assert {each.handled_at for each in parts.values() if each.case_number} == {"yunyang", "liangjiang"}
    with scoped("yunyang"):
        assert here.sessions().get_one(MemberRow, ("yunyang", birth.case_number)).led_by == "liangjiang"
    here.grant(parts["household"])
    here.work()
    parts = here.parts(number)
    assert (parts["card"].state, parts["card"].handled_at) == ("open", "liangjiang")
    assert here.case(parts["card"]).tenant == "liangjiang"
    assert parts["card"].office.startswith("两江新区")

    with here.office() as office:
        draft = office.session.get_one(DraftRow, ("liangjiang", draft.id))
        follows = kept(office.session, "liangjiang", draft.definition_hash)
        assert answers(office.session, draft)["enterprise_name"] == "渝中区示例面馆"
    handed_in = here.hand_in_draft(follows, draft, applicant)
    assert {each.handled_at for each in here.parts(handed_in.number).values()} == {"liangjiang"}

    offered = here.library.offers["liangjiang", "open-restaurant"][0]  # what 渝中 offered its successor offers
    assert offered.handled_at == {"board": "liangjiang"}
    assert here.library.offered("liangjiang") == ("newborn", "open-restaurant")
    anew = here.hand_in("newborn", "four")
    assert {each.handled_at for each in here.parts(anew.number).values()} == {"liangjiang"}
    assert list(naming(here.books, {"yuzhong"})) == list(planned.to_do)
