"""The migrations make what the models say, on both databases; what is there already stays."""

from __future__ import annotations

import ast

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask_appbuilder import Model
from sqlalchemy import Engine, MetaData

from house_plan import modules, tables
from tongban.database import Base, Sessions, make_engine, scoped
from tongban.kit.tables import MADE
from tongban.migrations import is_current, migrate
from tongban.publishing.plugged import started
from tongban.settings import REPOSITORY, Settings
from tongban.tenancy.accounts import StaffUser
from tongban.tenancy.tree import all_tenants

assert tables()
assert StaffUser.__table__ is not None


def _wanted() -> list[MetaData]:
    assert started(REPOSITORY)
    return [Base.metadata, Model.metadata, *MADE]


def test_the_migrations_make_the_tables_that_the_models_describe(engine: Engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": False})
        differences = compare_metadata(context, _wanted())  # type: ignore[arg-type]
    ours = [each for each in differences if not _of_accounts_index(each) and not _of_alembic(each)]
    assert ours == []


def _of_alembic(difference: object) -> bool:
    """Leave out where Alembic keeps how far the tables of each plugin are."""
    return (
        isinstance(difference, tuple)
        and difference[0] == "remove_table"
        and str(difference[1].name).startswith("alembic_version_")
    )


def _of_accounts_index(difference: object) -> bool:
    """Leave out the indexes of Flask-AppBuilder's own tables, whose names differ from release to release."""
    if not isinstance(difference, tuple) or difference[0] not in {"add_index", "remove_index", "add_constraint"}:
        return False
    return str(difference[1].table.name).startswith("ab_")


def test_migrating_again_changes_nothing_and_loses_nothing(city: Settings, city_sessions: Sessions):
    before = [row.id for row in all_tenants(city_sessions())]
    city_sessions.remove()
    assert before
    engine = make_engine(city.database_url)
    assert is_current(engine)
    migrate(engine)
    assert is_current(engine)
    engine.dispose()
    with scoped("yunyang"):
        assert [row.id for row in all_tenants(city_sessions())] == before


def test_an_empty_database_is_not_current_until_it_is_migrated(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'new.db'}")
    assert not is_current(engine)
    migrate(engine)
    assert is_current(engine)
    engine.dispose()


def test_migrations_never_import_live_models():
    for path, tree in modules().items():
        if "/migrations/versions/" in path:
            imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)} | {
                alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
            }
            ours = {name for name in imported if name.startswith("tongban")}
            assert ours <= {"tongban.database.rls"}, path
