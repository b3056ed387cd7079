"""What a bundle may say of its parts: which version of an item holds, and that each is rated by itself (335 §37)."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from one_thing.running.plans import plan_now
from one_thing.running.rating import to_rate
from one_thing.tests.bundle_city import BundleCity
from portal_visitor import PASSWORD, Visitor
from tongban.cases.evaluation import EvaluationRow
from tongban.database import scoped
from tongban.publishing import publish
from tongban.publishing.memory import definition
from tongban.publishing.sources import keep
from tongban.settings import REPOSITORY
from tongban.tenancy.applicants import register

BUNDLE = "plugins/one_thing/bundles/open-restaurant/bundle.yaml"
BOARD = "item_defs/chengguan/signboard-record/item.yaml"


def written(here: BundleCity, tenant: str, path: str, text: str) -> None:
    """Keep a text as published, as the studio or an adjustment would."""
    session = here.sessions()
    with scoped(tenant):
        keep(session, tenant, {path: text}, published=True, by="何管理", now=here.clock)
        session.commit()
    here.books.refresh(session)
    here.sessions.remove()


def own_bundle(here: BundleCity, *changes: tuple[str, str]) -> None:
    """Let 渝中 write the bundle in its own way."""
    text = (REPOSITORY / BUNDLE).read_text("utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    written(here, "yuzhong", "tenants/yuzhong/bundles/open-restaurant/bundle.yaml", text)


def published_anew(here: BundleCity) -> None:
    """Let 渝中 publish the signboard's item once more: it asks for the floor, and is no longer decided on the spot."""
    text = (REPOSITORY / BOARD).read_text("utf-8")
    asked = "      - {id: lit, label: 是否发光, type: yes_no}\n"
    text = text.replace(asked, f"      - {{id: storey, label: 招牌所在楼层, type: text, max_length: 10}}\n{asked}")
    text = text.replace("promise: on_the_spot", "promise: {working_days: 3}")
    written(here, "chongqing", BOARD, text)
    session = here.sessions()
    with scoped("yuzhong"):
        row = publish(session, here.books, "yuzhong", "signboard-record", by="何管理", now=here.clock, prove=False)
        assert row.version == 2
        session.commit()
    here.sessions.remove()


@pytest.mark.row("B1")
@pytest.mark.article("7 §22")
def test_a_part_runs_by_the_version_that_its_bundle_is_pinned_to_although_a_newer_one_is_in_use(
    here: BundleCity, app: Flask
) -> None:
    pinned = "    item: signboard-record\n"
    own_bundle(here, (pinned, f"{pinned}    version: {{pinned: 1}}\n    after: [food]\n"))
    begun = here.hand_in("open-restaurant", "noodles").number
    published_anew(here)
    visitor, asked = Visitor(app.test_client(), "yuzhong"), "one-thing/open-restaurant?applicant.kind=self_employed"
    guide = visitor.get(f"{asked}&board=yes&sewer=no&tobacco=no&area=86").text
    assert re.search(r"户外招牌备案</a></h3>\s*<p[^>]*>[^<]*承诺 当场办结", guide)
    assert "3个工作日" in visitor.get("items/signboard-record").text, "whoever asks for the item alone has the new one"
    for number in (begun, here.hand_in("open-restaurant", "noodles").number):
        assert "board_storey" not in {each.id for each in definition(here.sessions(), here.bundle(number).form).fields}
        assert here.states(number)["board"] == "waiting"
        here.grant(here.parts(number)["food"])
        here.work()
        board = here.parts(number)["board"]
        assert (board.state, board.version) == ("open", 1)
        case = here.case(board)
        assert (case.version, "storey" in case.answers) == (1, False)
        assert here.grant(board).decision is not None
    own_bundle(here, (pinned, f"{pinned}    after: [food]\n"))
    with here.office() as office:
        now = plan_now(office.session, here.library, "open-restaurant", "yuzhong")
    assert now.item("board").version == 2
    assert "board_storey" in {each.id for each in now.merged.form.fields}


@pytest.mark.row("B3")
@pytest.mark.article("335 §37")
def test_a_bundle_whose_parts_are_rated_each_has_no_rating_of_the_whole(here: BundleCity, app: Flask) -> None:
    own_bundle(here, ("delivery: {", "rated: each\ndelivery: {"))
    with scoped("yuzhong"):
        person = register(
            here.sessions(),
            kind="self_employed",
            name="渝中区示例面馆",
            login="noodles",
            password=PASSWORD,
            now=here.clock,
        )
        here.person = person.id
        here.sessions().commit()
    here.sessions.remove()
    number = here.hand_in("open-restaurant", "noodles").number
    for row in here.parts(number).values():
        here.grant(row)
    here.work()
    owner = Visitor(app.test_client(), "yuzhong")
    owner.log_in("noodles")
    page = owner.get(f"one-thing/cases/{number}").text
    assert "全部办结" in page
    assert "给这件事打个分" not in page
    assert "请打开上面的每个办件评价" in page
    refused = owner.post(f"one-thing/cases/{number}/rate", {"grade": "5"}, page=f"one-thing/cases/{number}")
    assert "不能合起来评价" in refused.text
    for part, grade in (("food", "5"), ("board", "3")):
        case = owner.get(f"cases/{here.parts(number)[part].case_number}").text
        link = re.search(r'href="([^"]*/rate/[^"]+)"><span>办理结果服务', case)
        assert link
        assert owner.post(link[1], {"grade": grade}, page=link[1]).status_code == 303
    bundle, parts = here.bundle(number), list(here.parts(number).values())
    with here.office() as office:
        assert not to_rate(office, bundle, parts)
        assert office.session.scalar(select(func.count()).select_from(EvaluationRow)) == 2
