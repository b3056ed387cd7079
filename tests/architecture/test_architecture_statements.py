"""Nothing goes round the session's scope: what it does not cover is used in few places, each with its reason (T2)."""

from __future__ import annotations

import ast

import pytest

from house_plan import modules

#: calls that the scope of the session does not cover
ROUND_THE_SCOPE = frozenset(
    {
        "bulk_insert_mappings",
        "bulk_save_objects",
        "bulk_update_mappings",
        "connection",
        "exec_driver_sql",
        "literal_column",
        "refresh",
        "text",
    }
)
#: file → calls it may make, and why
ALLOWED = {
    "platform/tongban/cases/counters.py": ({"connection"}, "raises a counter in one statement, in the caller's scope"),
    "platform/tongban/cases/handing_over/plugin_rows.py": ({"connection"}, "asks which tables of plugins are there"),
    "platform/tongban/cases/tables.py": ({"text"}, "conditions of partial indexes"),
    "platform/tongban/cases/payments/tables.py": ({"text"}, "conditions of partial indexes"),
    "platform/tongban/cases/telling/tables.py": ({"text"}, "conditions of partial indexes"),
    "platform/tongban/cases/tickets/tables.py": ({"text"}, "conditions of partial indexes"),
    "platform/tongban/database/engine.py": ({"text", "exec_driver_sql"}, "asks for the role; begins a transaction"),
    "platform/tongban/database/session.py": ({"connection", "exec_driver_sql"}, "is the scope"),
    "platform/tongban/web/desk/acting.py": ({"refresh"}, "locks the case that was found in scope, by its own key"),
    "platform/tongban/web/pages.py": ({"text"}, "asks whether the database answers; names no table"),
}


def calls(tree: ast.Module) -> set[str]:
    """Name the calls of SQLAlchemy that go round the scope; a method of another object counts by its name alone."""
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        for alias in node.names
    }
    used = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in imported & ROUND_THE_SCOPE
    }
    methods = {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ROUND_THE_SCOPE - {"text"}
        and (node.func.attr != "refresh" or _of_a_session(node.func.value))
    }
    return used | methods


def _of_a_session(value: ast.expr) -> bool:
    name = value.func if isinstance(value, ast.Call) else value
    return (isinstance(name, ast.Name) and name.id in {"db", "session", "sessions"}) or (
        isinstance(name, ast.Attribute) and name.attr in {"session", "sessions"}
    )


def core_tables(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == "__table__" for node in ast.walk(tree))


@pytest.mark.row("T2")
def test_statements_that_the_scope_does_not_cover_stand_only_where_they_are_named():
    found = {
        path: used
        for path, tree in modules().items()
        if "/migrations/" not in path and "/lint/" not in path and (used := calls(tree))
    }
    too_many = {path: used - ALLOWED.get(path, (set(), ""))[0] for path, used in found.items()}
    assert {path: used for path, used in too_many.items() if used} == {}
    assert {path: names for path, (names, _why) in ALLOWED.items() if names - found.get(path, set())} == {}


@pytest.mark.row("T2")
def test_core_tables_are_used_only_to_raise_counters_and_where_the_session_writes_rows_it_has_checked():
    using = {path for path, tree in modules().items() if core_tables(tree)}
    checked = {f"platform/tongban/database/{name}.py" for name in ("adding", "changing")}
    assert using == {"platform/tongban/cases/counters.py", *checked}


def test_the_check_finds_what_it_is_for():
    tree = ast.parse("from sqlalchemy import text\nsession.execute(text('SELECT * FROM case_file'))\ndb().refresh(row)")
    assert calls(tree) == {"text", "refresh"}
    assert core_tables(ast.parse("insert(CaseRow.__table__)"))
    assert calls(ast.parse("books.refresh(session)\nsheet.text('name')")) == set()
