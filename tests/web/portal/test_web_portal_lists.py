"""Lists by department, level, theme and life event, and open data, from the very rows that the portal shows (C9)."""

from __future__ import annotations

import csv
import io
import re

import pytest

from portal_visitor import Portal
from tongban.database import scoped
from tongban.publishing import withdraw

TITLE = "临时性建筑物搭建、堆放物料、占道施工审批"


def titles(page: str) -> list[str]:
    return re.findall(r'tb-links__title" href="[^"]*"><span>([^<]+)</span>', page)


@pytest.mark.row("C9", part="lists")
def test_items_are_listed_by_department_level_theme_and_life_event(portal: Portal) -> None:
    visitor = portal.visitor()
    everything = visitor.get("items").text
    assert all(each in everything for each in ("按部门", "按层级", "按主题", "按人生事件"))
    assert TITLE in titles(visitor.get("items?department=城市管理局").text)
    water = titles(visitor.get("items?department=水利局").text)
    assert any(each.startswith("取水许可") for each in water)
    assert TITLE not in water
    township = titles(visitor.get("items?level=township&event=生育收养").text)
    assert "生育服务证登记" in township
    assert TITLE not in titles(visitor.get("items?level=township&department=城市管理局").text)
    assert "生育服务证登记" in titles(visitor.get("items?event=生育收养").text)
    assert titles(visitor.get("items?theme=没有这个主题").text) == []
    both = visitor.get("items?department=城市管理局&theme=准营准办").text
    assert set(titles(both)) <= set(titles(visitor.get("items?department=城市管理局").text))


def test_the_city_lists_what_all_its_districts_handle(portal: Portal) -> None:
    page = portal.visitor("chongqing").get("items?level=county&department=城市管理局").text
    assert TITLE in titles(page)
    assert "云阳县" in page


@pytest.mark.row("C11", part="shown")
def test_cards_and_guide_show_the_computed_labels(portal: Portal) -> None:
    visitor = portal.visitor()
    card = visitor.get("items?department=卫生健康委员会&level=township").text
    guide = portal.visitor("jiangkou").get("items/birth-service").text
    for page in (card, guide):
        assert "即办" in page
        assert "就近办" in page


@pytest.mark.row("C9", part="open data")
def test_open_data_holds_what_the_portal_shows_and_follows_in_the_next_request(portal: Portal) -> None:
    visitor = portal.visitor()
    found = visitor.get("open-data/items.json")
    assert found.mimetype == "application/json"
    items = found.json["items"]
    road = next(each for each in items if each["id"] == "occupy-road" and each["tenant"] == "yunyang")
    assert (road["title"], road["kind_name"], road["department"]) == (TITLE, "行政许可", "城市管理局")
    assert visitor.get(road["guide"]).status_code == 200
    with scoped("yunyang"):
        withdraw(portal.sessions(), "yunyang", ["occupy-road"])
        portal.sessions().commit()
    portal.sessions.remove()
    after = visitor.get("open-data/items.json").json["items"]
    assert ("occupy-road", "yunyang") not in {(each["id"], each["tenant"]) for each in after}
    assert TITLE not in titles(visitor.get("items").text)


@pytest.mark.row("C9", part="open data")
def test_open_data_comes_as_csv_that_spreadsheets_open_rightly(portal: Portal) -> None:
    visitor = portal.visitor()
    answer = visitor.get("open-data/items.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len(rows) == len(visitor.get("open-data/items.json").json["items"])
    assert {each["事项名称"] for each in rows} >= {TITLE}
    again = visitor.client.get("/yunyang/open-data/items.csv", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.row("C1", part="exported")
def test_the_catalogue_is_open_data_too(portal: Portal) -> None:
    visitor = portal.visitor()
    entries = visitor.get("open-data/catalogue.json").json["entries"]
    assert {"occupy-road", "nurse-first"} <= {each["id"] for each in entries}
    assert "000117022000" in visitor.get("open-data/catalogue.csv").data.decode("utf-8-sig")
    assert "开放数据" in visitor.get("open-data").text


@pytest.mark.parametrize("path", ["open-data/items.xml", "open-data/items.", "open-data/catalogue.xlsx"])
def test_another_form_is_not_found(portal: Portal, path: str) -> None:
    assert portal.visitor().get(path).status_code == 404
