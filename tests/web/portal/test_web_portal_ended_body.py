"""After a change of bodies the old address says where to go, and the new one serves (36 §14(3))."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from kept_apps import app_on
from tongban.cases.handing_over import carry_out
from tongban.database import Sessions
from tongban.definitions.changes import read_change
from tongban.publishing import Books
from tongban.settings import REPOSITORY, Settings

FILE = "tenants/_changes/2025-11-liangjiang.yaml"
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


@pytest.mark.row("T6")
def test_the_old_districts_guide_leads_to_the_successor_whose_guide_is_there(
    city: Settings, city_sessions: Sessions, books: Books
) -> None:
    change = read_change((REPOSITORY / FILE).read_text("utf-8"), FILE)
    carry_out(city_sessions(), books, change, by="运维", now=NOW, zone=ZoneInfo("Asia/Shanghai"))
    city_sessions.remove()
    with app_on(city, clock=lambda: NOW) as app:
        visitor = app.test_client()
        old = visitor.get("/jiangbei/items/occupy-road")
        new = visitor.get("/liangjiang/items/occupy-road")
        home = visitor.get("/chongqing/").text
    assert old.status_code == 404
    assert "“江北区”自2025年11月6日起已经撤销，不再受理新的申请，请向“两江新区”申请。" in old.text
    assert new.status_code == 200
    assert "两江新区城市管理局" in new.text
    assert 'href="/liangjiang/"' in home
    assert 'href="/jiangbei/"' not in home
