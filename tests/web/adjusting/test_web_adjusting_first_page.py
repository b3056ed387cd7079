"""The studio's first page tells each office what it can do there: propose, or look after adjustments."""

from __future__ import annotations

from sqlalchemy import event

from tongban.web.house import House

MOST = 6
MISLEADING = "可以认领市级统一的事项"


def test_a_department_sees_the_items_of_its_lines_and_proposes_from_there(offices):
    page = offices.editor.get("/studio/").text
    assert "本部门主管的事项" in page
    assert "户外招牌设置备案" in page
    assert "护士执业" not in page, "other lines of business are not this department's"
    assert "/adjusting/new?item=signboard-record" in page
    assert MISLEADING not in page
    chosen = offices.editor.get("/adjusting/new?item=signboard-record").text
    box = next(each for each in chosen.split("<input") if 'value="signboard-record"' in each)
    assert "checked" in box.split(">")[0]


def test_a_search_keeps_to_the_words(offices):
    page = offices.editor.get("/studio/?q=招牌").text
    assert "户外招牌设置备案" in page
    assert "item=occupy-road" not in page
    assert "没有名称含“云彩”的事项" in offices.editor.get("/studio/?q=云彩").text


def test_the_office_is_led_to_the_adjustments(offices):
    for person in (offices.office, offices.justice):
        page = person.get("/studio/").text
        assert MISLEADING not in page
        assert 'href="/adjusting/"' in page.split("<main")[1]


def test_the_first_page_asks_the_database_little(offices):
    house: House = offices.app.extensions["tongban"]
    engine = house.sessions().get_bind()
    house.sessions.remove()
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith("BEGIN"):
            asked.append(statement)

    for person in (offices.editor, offices.office):
        person.get("/studio/")
        event.listen(engine, "before_cursor_execute", note)
        person.get("/studio/")
        event.remove(engine, "before_cursor_execute", note)
        assert len(asked) <= MOST, "\n".join(asked)
        asked.clear()
