"""Row-level security for PostgreSQL, written by the migrations: the second lock on every tenant-owned table (T2)."""

from __future__ import annotations

from collections.abc import Iterator

# nullif: after a commit the setting is the empty string on a pooled connection, which must mean "nobody".
_READS = "nullif(current_setting('app.reads', true), '')"
_WRITES = "nullif(current_setting('app.writes', true), '')"
_VISIBLE = f"({_READS} = '*' OR tenant_id = ANY(string_to_array({_READS}, ',')))"
_WRITABLE = f"(tenant_id = {_WRITES})"


def policies(table: str) -> Iterator[str]:
    """Yield the statements that put a table under row-level security, for its owner too."""
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield f"CREATE POLICY {table}_read ON {table} FOR SELECT USING {_VISIBLE}"
    yield f"CREATE POLICY {table}_insert ON {table} FOR INSERT WITH CHECK {_WRITABLE}"
    yield f"CREATE POLICY {table}_update ON {table} FOR UPDATE USING {_WRITABLE} WITH CHECK {_WRITABLE}"
    yield f"CREATE POLICY {table}_delete ON {table} FOR DELETE USING {_WRITABLE}"
