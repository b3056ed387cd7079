"""Tables of plugins: a declarative base for each, and what its columns say of where a row belongs.

A change of bodies (36 §14(3)) reads this off the tables: a row goes along with what its columns name, and where a body
ends, its main successor takes up all that is left. A plugin writes no code for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute
from sqlalchemy.orm import class_mapper as mapper_of

from tongban.database.tables import NAMING, Base, TenantOwned

#: what a column may name that is the core's
CASE, DRAFT = "case", "draft"
_GOES_WITH, _HELD_BY = "tongban_goes_with", "tongban_held_by"

#: the tables of every plugin that was started
MADE: list[MetaData] = []
_BASES: list[type[DeclarativeBase]] = []


def tables_of(plugin: str) -> type[DeclarativeBase]:
    """Make the declarative base of a plugin's tables, apart from the core's and from every other plugin's."""

    class Tables(DeclarativeBase):
        metadata = MetaData(naming_convention=NAMING)
        type_annotation_map: ClassVar[dict[Any, Any]] = Base.type_annotation_map

    MADE.append(Tables.metadata)
    _BASES.append(Tables)
    Tables.__name__ = Tables.__qualname__ = f"{plugin}_tables"
    return Tables


def goes_with(what: str) -> dict[str, object]:
    """Say of a column (`info=`) that it names what its row goes along with: CASE, DRAFT, or a table of the plugin's."""
    return {_GOES_WITH: what}


def held_by(what: str, by: str) -> dict[str, object]:
    """Say of a column (`info=`) that it names the tenant that keeps `what`, which the column `by` of the row names."""
    return {_HELD_BY: (what, by)}


@dataclass(frozen=True, slots=True)
class Holder:
    """A column that names the tenant that keeps something: a case, or a row of another table."""

    table: type[Any]
    column: InstrumentedAttribute[Any]
    what: str
    by: InstrumentedAttribute[Any]


def plugin_tables() -> list[type[Any]]:
    """List every tenant-owned table of plugins, by name."""
    found = [mapper.class_ for base in _BASES for mapper in base.registry.mappers]
    return sorted((each for each in found if issubclass(each, TenantOwned)), key=lambda each: str(each.__tablename__))


def link_of(table: type[Any]) -> tuple[InstrumentedAttribute[Any], str] | None:
    """Give the column by which rows of a table go along with something, and with what; None where they go with none."""
    for attribute in mapper_of(table).column_attrs:
        what = attribute.columns[0].info.get(_GOES_WITH)
        if what is not None:
            return getattr(table, attribute.key), str(what)
    return None


def key_of(table: type[Any]) -> InstrumentedAttribute[Any]:
    """Give the column that names a row within its tenant, by which others go along with it."""
    keys = [each for each in mapper_of(table).primary_key if each.name != "tenant_id"]
    assert len(keys) == 1, f"{table.__tablename__} is named by more than one column"
    found: InstrumentedAttribute[Any] = getattr(table, mapper_of(table).get_property_by_column(keys[0]).key)
    return found


def holders(what: str) -> Iterator[Holder]:
    """Yield the columns of all plugins that name who keeps something."""
    for table in plugin_tables():
        for attribute in mapper_of(table).column_attrs:
            named = attribute.columns[0].info.get(_HELD_BY)
            if named is not None and named[0] == what:
                yield Holder(table, getattr(table, attribute.key), what, getattr(table, named[1]))
