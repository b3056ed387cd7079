"""A page of the studio asks the database little, however many items there are."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from tongban.web.house import House

MOST = 6
PAGES = (
    "/studio/",
    "/studio/items/occupy-road",
    "/studio/items/occupy-road/edit",
    "/studio/items/occupy-road/preview",
    "/studio/items/occupy-road/publish",
    "/studio/new",
    "/studio/sheet",
    "/studio/measures",
)


@pytest.fixture
def asked(app):
    """Gather what is asked of the database, log-in look-up and scope included."""
    house: House = app.extensions["tongban"]
    found: list[str] = []
    engine = house.sessions().get_bind()
    house.sessions.remove()

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith("BEGIN"):  # SQLite's beginning of a transaction asks for nothing
            found.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_needs_few_queries(admin, asked, path):
    admin.get(path)  # compiled definitions are kept by hash; the first look fills them
    asked.clear()
    assert admin.get(path).status_code == 200
    assert len(asked) <= MOST, "\n".join(asked)


def test_the_figures_of_a_district_go_under_its_own_name(admin):
    page = admin.get("/studio/measures").text
    assert "清单衡量 · 云阳县" in page
    assert "清单衡量 · 重庆市" not in page
