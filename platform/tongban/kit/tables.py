"""Tables of a plugin: its own metadata, tenant-owned rows, row-level security, migrations of its own.

    class Tables(PluginTables, DeclarativeBase): ...          # once in a plugin
    class ParcelRow(TenantOwned, Tables): __tablename__ = "my_plugin_parcel"

A table is named after its plugin. Migrations lie in `<plugin>/migrations/versions`, numbered from 0001; for each table
they end with `for statement in policies("<table>"): op.execute(statement)` on PostgreSQL.
"""

from typing import Any, ClassVar

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from tongban.database import Moment, Scope, TenantOwned, current_scope, scoped
from tongban.database.rls import policies
from tongban.database.tables import NAMING, Base

#: the tables of every plugin that was started; the tests of tables go over them
MADE: list[MetaData] = []


def tables_of(plugin: str) -> type[DeclarativeBase]:
    """Make the declarative base of a plugin's tables, apart from the core's and from every other plugin's."""

    class Tables(DeclarativeBase):
        metadata = MetaData(naming_convention=NAMING)
        type_annotation_map: ClassVar[dict[Any, Any]] = Base.type_annotation_map

    MADE.append(Tables.metadata)
    Tables.__name__ = Tables.__qualname__ = f"{plugin}_tables"
    return Tables


__all__ = ["MADE", "Moment", "Scope", "TenantOwned", "current_scope", "policies", "scoped", "tables_of"]
