"""A change by its pages: the definition typed over, told in words, claimed with its impact."""

from __future__ import annotations

import html
import re

import pytest

from door_desk import DoorDesk

PATH = "/adjusting/new?kind=change&ground=elements&item=signboard-record"
REASON = "灯箱一并纳入备案，名称作相应调整。"


def standing(offices) -> str:
    page = offices.editor.get(PATH).text
    found = re.search(r'<textarea[^>]*name="text"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found
    return html.unescape(found[1]).lstrip("\n")


def typed(offices, text: str, **changes: str) -> dict[str, object]:
    given = {"kind": "change", "ground": "elements", "item": "signboard-record", "reason": REASON}
    return {**given, "law_1": "重庆市市容环境卫生管理条例", "text": text.replace("\n", "\r\n"), **changes}


@pytest.mark.row("C4")
def test_a_definition_with_a_fault_is_refused_at_its_line_and_stays_as_typed(offices):
    text = standing(offices).replace("title: 户外招牌设置备案", "titel: 户外招牌设置备案（含灯箱）", 1)
    answer = offices.editor.post("/adjusting/new", typed(offices, text), page=PATH)
    assert answer.status_code == 422
    assert "没有“titel”这个键" in html.unescape(answer.text)
    assert "titel: 户外招牌设置备案（含灯箱）" in html.unescape(answer.text)
    assert REASON in answer.text


@pytest.mark.row("C4")
def test_a_change_without_any_change_is_refused(offices):
    answer = offices.editor.post("/adjusting/new", typed(offices, standing(offices)), page=PATH)
    assert "没有拟定的改动" in answer.text


@pytest.mark.row("C4")
def test_a_changed_definition_reaches_the_district_in_words_and_its_cases_keep_their_version(offices):
    city = offices.city
    desk = DoorDesk(city.sessions, city.books, "yunyang", "signboard-record")
    running = desk.submit("2026-09-28 Mon 09:00").number
    city.sessions.remove()
    text = standing(offices).replace("title: 户外招牌设置备案", "title: 户外招牌设置备案（含灯箱）", 1)
    answer = offices.editor.post("/adjusting/new", typed(offices, text), page=PATH)
    assert "（含灯箱）" in answer.text
    number = re.search(r"编号 (\w+)。", answer.text)[1]
    offices.reviewed(number)
    offices.confirmed(number, "2026-09-28 Mon 10:01")
    claim = city.claims("2026-09-28 Mon 10:02", number)["yunyang"].number
    page = offices.manager().get(f"/adjusting/claims/{claim}").text
    assert "（含灯箱）" in page
    assert "重新推演了在办的 1 件" in page or "推演的 1 件中" in page
    done = offices.manager().post(f"/adjusting/claims/{claim}")
    assert "已经认领发布" in done.text
    assert "户外招牌设置备案（含灯箱）" in offices.app.test_client().get("/yunyang/items/signboard-record").text
    assert desk.row(running).title == "户外招牌设置备案"
    assert desk.row(running).version == 1


@pytest.mark.row("C4")
def test_a_bad_day_is_told_and_nothing_typed_is_lost(offices):
    data = typed(offices, standing(offices), effective="下个月")
    answer = offices.editor.post("/adjusting/new", data, page=PATH)
    assert answer.status_code == 422
    assert "拟生效日期应写成 2027-01-01 的形式" in answer.text
    assert REASON in answer.text
