"""Tables of a plugin: its own metadata, tenant-owned rows, row-level security, migrations of its own.

    class Tables(PluginTables, DeclarativeBase): ...          # once in a plugin
    class ParcelRow(TenantOwned, Tables): __tablename__ = "my_plugin_parcel"

A table is named after its plugin. Migrations lie in `<plugin>/migrations/versions`, numbered from 0001; for each table
they end with `for statement in policies("<table>"): op.execute(statement)` on PostgreSQL.

A change of bodies moves plugin rows by what their columns say (`info=`): `goes_with(CASE)`, `goes_with(DRAFT)` or
`goes_with("<table>")` name what a row goes along with; `held_by(CASE, "<column>")` marks a column that names the tenant
keeping it. Rows that say nothing go to the successor of a body that ends.
"""

from tongban.database import Moment, Scope, TenantOwned, add_only, current_scope, scoped
from tongban.database.plugin_tables import CASE, DRAFT, MADE, goes_with, held_by, tables_of
from tongban.database.rls import policies

__all__ = [
    "CASE",
    "DRAFT",
    "MADE",
    "Moment",
    "Scope",
    "TenantOwned",
    "add_only",
    "current_scope",
    "goes_with",
    "held_by",
    "policies",
    "scoped",
    "tables_of",
]
