"""Statements put together once for what every request asks: columns, not objects, in the scope like all others (T2).

The session's own filter costs more than such a statement does. So the statement names the one tenant in scope itself,
and cannot be made otherwise; row-level security holds behind it as behind every other.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import (
    Alias,
    ColumnElement,
    CompoundSelect,
    Label,
    Result,
    Row,
    Select,
    Table,
    Update,
    bindparam,
    select,
)
from sqlalchemy.orm import InstanceState, Mapper, Session
from sqlalchemy.orm.attributes import instance_state, set_committed_value
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.elements import BinaryExpression, BindParameter, BooleanClauseList, Grouping

from tongban.database.compiled import KeptStatement
from tongban.database.scope import ScopeUnset, current_scope
from tongban.database.session import connection_in_scope
from tongban.database.tables import Base, TenantOwned
from tongban.errors import TongbanError

_TENANT = "tenant_in_scope"


def of_the_tenant(owned: type[TenantOwned]) -> ColumnElement[bool]:
    """Bound a table to the one tenant in scope; a plain statement has this for each tenant-owned table of its own."""
    return owned.tenant_id == bindparam(_TENANT)


Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]] | Update
Held = TypeVar("Held", bound=Base)


def labelled(kind: type[Base]) -> list[Label[Any]]:
    """Name all columns of a table for a statement from whose rows `as_object` is to make an object."""
    return [getattr(kind, name).label(label) for name, label in _columns_of(kind)[1].items()]


def as_object(session: Session, kind: type[Held], row: Row[Any], *, anew: bool = False) -> Held:
    """Give a row with all columns of a table as the session's own object, as its own question would have given it.

    What the session holds already stays as it is, or is brought to what the row says, where it is asked `anew`; what is
    changed in the object is written with the session.
    """
    values, (mapper, names) = dict(zip(row._fields, row, strict=True)), _columns_of(kind)
    key = mapper.identity_key_from_primary_key(tuple(values[names[each.name]] for each in mapper.primary_key))
    held: Held | None = session.identity_map.get(key)
    if held is None:
        held = mapper.class_manager.new_instance()  # as the session's own loading makes it, and holds it
        state: InstanceState[Held] = instance_state(held)
        state.dict.update({name: values[label] for name, label in names.items()})
        state.key, state.session_id = key, session.hash_key
        session.identity_map.add(state)
    elif anew:
        for name, label in names.items():
            set_committed_value(held, name, values[label])
    return held


def values_of(row: Base) -> dict[str, object]:
    """Give the columns that an object of no session was given, for `add_only`; the others have their defaults."""
    return {name: row.__dict__[name] for name in _columns_of(type(row))[1] if name in row.__dict__}


def by_key(session: Session, kind: type[Held], *key: str) -> Held | None:
    """Give the row with a key as `Session.get` does, at a third of its cost: held already, or asked by `Plain`."""
    held: Held | None = session.identity_map.get(_columns_of(kind)[0].identity_key_from_primary_key(key))
    if held is not None:
        return held
    names = (each.name for each in kind.__mapper__.primary_key)
    found = _of_key(kind).ask(session, **dict(zip(names, key, strict=True))).one_or_none()
    return as_object(session, kind, found) if found is not None else None


@lru_cache
def _of_key(kind: type[Base]) -> Plain:
    bounds = [of_the_tenant(kind)] if issubclass(kind, TenantOwned) else []
    keyed = [column == bindparam(column.name) for column in kind.__mapper__.primary_key]
    return Plain(select(*labelled(kind)).where(*bounds, *keyed))


@lru_cache
def _columns_of(kind: type[Base]) -> tuple[Mapper[Any], dict[str, str]]:
    """Give each attribute's label; our attributes are named as their columns."""
    mapper = kind.__mapper__
    return mapper, {each.name: f"{kind.__tablename__}_{each.name}" for each in mapper.columns}


class Plain:
    """A statement to be kept at the top of a module; raises TongbanError where it does not name its tenant."""

    def __init__(self, statement: Statement) -> None:
        owned = _owned_tables(statement)
        if unbounded := owned - set(_bounded_tables(statement)):
            raise TongbanError(f"语句读写租户的数据表“{sorted(unbounded)[0]}”，必须用 of_the_tenant 限定租户。")
        self._kept, self._owned = KeptStatement(statement), min(owned, default="")
        self._writes = isinstance(statement, Update)

    def ask(self, session: Session, **values: object) -> Result[Any]:
        """Send it in the current scope; what the session has not yet written is written first, where it does so."""
        if session.autoflush:
            session.flush()
        if self._owned:
            values[_TENANT] = _the_tenant(self._owned, writes=self._writes)
        return self._kept.send(connection_in_scope(session), values)


def _the_tenant(table: str, *, writes: bool) -> str:
    scope = current_scope()
    if scope is None:
        raise ScopeUnset(table)
    if len(scope.reads) != 1 or scope.unbounded or (writes and scope.writes != scope.reads[0]):
        raise TongbanError(f"这条语句只能在一个租户的范围内使用，当前范围是“{'、'.join(scope.reads)}”。")
    return scope.reads[0]


def _owned_tables(statement: Statement) -> set[str]:
    parts = list(visitors.iterate(statement))
    owned = {str(each.local_table) for each in Base.registry.mappers if issubclass(each.class_, TenantOwned)}
    if any(isinstance(each, Alias) and getattr(each.element, "name", "") in owned for each in parts):
        raise TongbanError("语句中的数据表不能另取别名，否则无法核对租户。")
    return {each.name for each in parts if isinstance(each, Table)} & owned


def _bounded_tables(statement: Statement) -> Iterator[str]:
    """Name the tables that the statement bounds by conditions that all must hold, in each of its selects."""
    selects = [each for each in visitors.iterate(statement) if isinstance(each, Select | Update)]
    for one in selects:
        for each in _all_of(one.whereclause):
            if isinstance(each, BinaryExpression) and each.operator is operators.eq and _is_tenant(each.right):
                yield each.left.table.name


def _all_of(condition: object) -> Iterator[object]:
    if isinstance(condition, Grouping):
        yield from _all_of(condition.element)
    elif isinstance(condition, BooleanClauseList) and condition.operator is operators.and_:
        for each in condition.clauses:
            yield from _all_of(each)
    elif condition is not None:
        yield condition


def _is_tenant(value: object) -> bool:
    return isinstance(value, BindParameter) and value.key == _TENANT
