"""Every table with a tenant is scoped twice: by the session, and by PostgreSQL's row-level security (T2)."""

from __future__ import annotations

import importlib

import pytest
from sqlalchemy import make_url, text

from house_plan import tables
from tongban.database import Base, TenantOwned, make_engine
from tongban.settings import settings_from

SPINE = importlib.import_module("tongban.migrations.versions.0001_spine")
#: table of no tenant → why its rows are everybody's
SHARED = {
    "applicant": "known to the whole city (7 §3), apart from staff",
    "broken_promise": "who broke a promise, asked by every desk of the city; no content of a case (ORD §31)",
    "case_register": "which tenant holds a number; no content of a case (L15)",
    "division_change": "what a change of bodies moved where; public by its nature",
    "contact_way": "by what a person wants to be told, city-wide like the account (7 §3)",
    "definition_text": "the public text of published items, shared by equal claimants",
    "licence_register": "who holds which licence, and which tenant keeps it; nothing of what it says (E3)",
    "number_sequence": "the day's count of a division, shared by its desks (L15)",
    "publication_mark": "that somebody has published; tells of no tenant",
    "ticket_register": "which tenant holds a ticket; no content of it (ORD §52)",
    "tenant": "the tree itself, public by its nature",
    "verification": "which tenant issued a code; verification is public (N2)",
}


def owned() -> list[str]:
    return [table.name for table in tables() if "tenant_id" in table.columns]


@pytest.mark.row("T2")
def test_every_table_has_a_tenant_or_a_reason_to_have_none():
    assert {table.name for table in tables()} - set(owned()) == set(SHARED)


@pytest.mark.row("T2")
def test_every_table_with_a_tenant_is_tenant_owned_and_leads_its_key_with_it():
    classes = {mapper.local_table.name: mapper.class_ for mapper in Base.registry.mappers}
    for table in tables():
        if table.name in owned():
            assert issubclass(classes[table.name], TenantOwned), table.name
            assert next(iter(table.primary_key.columns)).name == "tenant_id", table.name


def test_unique_keys_and_foreign_keys_of_tenants_rows_carry_the_tenant():
    for table in tables():
        if table.name in owned():
            for constraint in table.constraints:
                columns = [column.name for column in getattr(constraint, "columns", ())]
                assert not columns or "tenant_id" in columns, f"{table.name}: {columns} tells of other tenants' rows"
            for index in table.indexes:
                assert not index.unique or "tenant_id" in index.columns, f"{table.name}: {index.name}"


@pytest.mark.row("T2")
def test_postgresql_holds_every_such_table_under_forced_row_level_security(postgres_server, postgres_template):
    url = make_url(settings_from({"DATABASE_URL": postgres_server}).database_url).set(database=postgres_template)
    engine = make_engine(url.render_as_string(hide_password=False))
    with engine.connect() as connection:
        held = {
            name: (enabled, forced)
            for name, enabled, forced in connection.execute(
                text("SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relkind = 'r'")
            )
        }
        policies = {
            (table, command): (reads, writes)
            for table, command, reads, writes in connection.execute(
                text("SELECT tablename, cmd, qual, with_check FROM pg_policies")
            )
        }
    engine.dispose()
    for table in owned():
        assert held[table] == (True, True), table
        assert "app.reads" in policies[table, "SELECT"][0]
        assert "app.writes" in policies[table, "INSERT"][1]
        assert all("app.writes" in part for part in policies[table, "UPDATE"])
        assert "app.writes" in policies[table, "DELETE"][0]
        assert {command for name, command in policies if name == table} == {"SELECT", "INSERT", "UPDATE", "DELETE"}


def test_the_first_migration_s_list_holds_tables_of_the_models():
    assert set(SPINE.TENANT_OWNED) <= set(owned())
