"""The console: the tree with its numbers in few queries, what was refused, and nobody but operators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import Engine, event, select

from door_desk import DoorDesk
from tongban.database import Scope, scoped
from tongban.tenancy.tables import AuditRow

PAGES = ("/operator/", "/operator/new", "/operator/audit")
CLOSED = (*PAGES, "/records/", "/records/users/list/", "/records/roles/list/")


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """Count the statements that the application sends."""
    engine = app.extensions["tongban"].sessions.get_bind()
    assert isinstance(engine, Engine)
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def line_of(page: str, name: str) -> str:
    return next(row for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if f">{name}</a>" in row)


@pytest.mark.row("T1")
def test_the_tree_tells_kind_division_items_cases_and_staff(operator, city_sessions, books):
    DoorDesk(city_sessions, books).submit("2026-09-28 Mon 10:00")
    city_sessions.remove()
    page = operator.get("/operator/").text
    county = line_of(page, "云阳县")
    assert "区县" in county
    assert "500235" in county
    assert "tb-depth-1" in county
    assert re.search(r'data-label="在办件">1<', county)
    assert re.search(r'data-label="人员">2<', county)
    assert re.search(r'data-label="事项">(?!0<)[0-9]+<', county)
    assert "tb-depth-0" in line_of(page, "重庆市")
    assert re.search(r'data-label="在办件">0<', line_of(page, "渝中区"))


def test_the_tree_costs_the_same_few_queries_however_many_tenants(operator, app):
    operator.get("/operator/")
    with counted(app) as sent:
        operator.get("/operator/")
    assert len(sent) <= 6, "\n".join(sent)


@pytest.mark.row("T3")
@pytest.mark.parametrize("login", ["chen", "he"])
def test_staff_of_a_tenant_are_refused_and_it_is_written_down(visitor, city_sessions, login):
    visitor.log_in(login)
    for path in CLOSED:
        answer = visitor.get(path)
        assert answer.status_code == 403
        assert "可由平台运维办理" in answer.text
    with scoped(Scope.everywhere("test")):
        noted = city_sessions().scalars(select(AuditRow).where(AuditRow.actor == login)).all()
    assert {(row.target, row.allowed, row.tenant_id) for row in noted} == {(path, False, "yunyang") for path in CLOSED}


def test_a_stranger_is_asked_to_log_in(visitor):
    for path in CLOSED:
        answer = visitor.get(path)
        assert answer.status_code == 302
        assert "/staff/login" in answer.headers["Location"]


def test_refused_acts_are_listed_for_operators_newest_first(operator, visitor):
    visitor.log_in("chen").get("/operator/new")
    listed = operator.get("/operator/audit").text
    assert "开通租户" in listed
    assert "已拒绝" in listed
    assert "云阳县" in listed
    assert "chen" in listed


def test_an_odd_page_number_is_the_first_page(operator):
    for page in ("0", "-3", "abc", "999999", "9" * 30):
        assert operator.get(f"/operator/audit?page={page}").status_code == 200


def test_a_search_takes_what_is_typed_as_text(operator):
    assert "没有找到这样的租户" in operator.get("/operator/?q=%25").text
    assert "云阳县" in operator.get("/operator/?q=yunyang").text


def test_the_kinds_of_tenants_are_told_in_the_readers_language(operator):
    operator.get("/language/en")
    page = operator.get("/operator/").text
    assert "Department" in page
    assert "<div>部门</div>" not in page
