"""An item is published ahead in the studio; portal and API show it with the first request of its day (C12)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from door_desk import at

EDIT, PUBLISH = "/studio/items/occupy-road/edit", "/studio/items/occupy-road/publish"
GUIDE, API = "/yunyang/items/occupy-road", "/api/v1/tenants/yunyang/items/occupy-road"
NEW = "工作日 8:30—17:30"


def move_to(app: Flask, text: str) -> None:
    """Let the application look at another clock."""
    app.extensions["tongban"] = replace(app.extensions["tongban"], clock=lambda: at(text))


@pytest.mark.row("C12")
def test_an_item_published_ahead_is_shown_from_its_day_on(app, admin):
    move_to(app, "2026-11-30 Mon 15:00")
    admin.save(EDIT, hours=NEW)
    done = admin.press(PUBLISH, PUBLISH, note="冬季作息", effective="2026-12-01")
    assert "自2026年12月1日起执行；在此之前按现行版本办理" in done.text
    visitor = app.test_client()
    for path in (GUIDE, API):
        assert NEW not in visitor.get(path).text
    move_to(app, "2026-11-30 Mon 23:59")
    assert NEW not in visitor.get(GUIDE).text
    move_to(app, "2026-12-01 Tue 00:00")
    for path in (GUIDE, API):
        assert NEW in visitor.get(path).text


@pytest.mark.row("C12")
@pytest.mark.parametrize("typed", ["2026-11-30", "2026-11-29", "2029-01-01", "明天", "2026-13-01"])
def test_a_day_that_cannot_be_is_refused_in_words_and_nothing_is_published(app, admin, typed):
    move_to(app, "2026-11-30 Mon 15:00")
    admin.save(EDIT, hours=NEW)
    refused = admin.press(PUBLISH, PUBLISH, effective=typed)
    assert refused.status_code == 422
    assert "执行日期应" in refused.text
    assert typed in refused.text
    assert NEW not in app.test_client().get(GUIDE).text
