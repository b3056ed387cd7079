"""The whole procedure by its pages: proposed, reviewed, confirmed, claimed; the overdue in red (C4)."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import event


@pytest.mark.row("C4")
def test_an_item_is_cancelled_from_the_departments_page_to_the_districts_button(offices):
    assert "提出调整" in offices.editor.get("/studio/").text
    number = offices.proposed()
    own = offices.editor.get(f"/adjusting/own/{number}").text
    assert "取消“户外招牌设置备案”，确认之日起不再受理新的申请" in own
    assert "合法性审核中" in own

    offices.move_to("2026-09-29 Tue 10:00")
    queue = offices.justice.get("/desk/").text
    assert number in queue
    assert "还剩 9 个工作日" in queue or "还剩" in queue
    case = offices.justice.get(f"/desk/cases/{number}").text
    assert "不再受理新的申请" in case  # the difference in words, at every step
    offices.reviewed(number)

    offices.move_to("2026-09-30 Wed 10:00")
    assert number in offices.office.get("/desk/").text
    offices.confirmed(number, "2026-09-30 Wed 10:01")

    answer = offices.app.test_client().get("/yunyang/items/signboard-record")
    assert answer.status_code == 404
    assert "停止受理新的申请；已经受理的办件继续办结" in answer.text

    listed = offices.office.get("/adjusting/").text
    assert "云阳县：待认领" in listed
    task = re.search(r"/desk/cases/(\w+)", offices.manager().get("/desk/").text)
    page = offices.manager().get(f"/adjusting/claims/{task[1]}").text
    assert "停止办理" in page
    done = offices.manager().post(f"/adjusting/claims/{task[1]}").text
    assert "已经认领发布" in done
    listed = offices.office.get("/adjusting/").text
    assert "云阳县：已认领" in listed
    assert "江北区：待认领" in listed

    offices.move_to("2026-10-12 Mon 09:00")
    listed = offices.office.get("/adjusting/").text
    assert "江北区：超期未认领" in listed
    assert "个单位超期认领" in listed


def test_the_citys_list_costs_the_same_few_queries_however_many_claims_there_are(offices):
    number = offices.proposed()
    offices.reviewed(number)
    offices.office.get("/adjusting/")
    before = _statements(offices, "/adjusting/")
    offices.confirmed(number, "2026-09-28 Mon 10:01")
    offices.office.get("/adjusting/")
    after = _statements(offices, "/adjusting/")
    assert len(before) <= len(after) <= 6, after


def _statements(offices, path: str) -> list[str]:
    engine, sent = offices.app.extensions["tongban"].sessions().get_bind(), []
    offices.app.extensions["tongban"].sessions.remove()

    def note(_conn, _cursor, statement, *_more) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        offices.office.get(path)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return sent
