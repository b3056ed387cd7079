"""The session that knows its tenant: it filters reads, stamps and checks writes, and tells PostgreSQL the same (T2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Executable, false
from sqlalchemy.event import listens_for
from sqlalchemy.orm import (
    LoaderCriteriaOption,
    ORMExecuteState,
    Session,
    SessionTransaction,
    UOWTransaction,
    scoped_session,
    sessionmaker,
    with_loader_criteria,
)

from tongban.database.adding import Added
from tongban.database.changing import Changed, Key
from tongban.database.postgresql import begin_in_scope
from tongban.database.scope import Scope, ScopeUnset, current_scope
from tongban.database.tables import Base, TenantOwned
from tongban.errors import TongbanError

Sessions = scoped_session[Session]

APPLIED = "tongban_scope_applied"
_SET = "SELECT set_config('app.reads', %s, true), set_config('app.writes', %s, true)"


class TenantSession(Session):
    """A session whose tenant-owned rows are always those of the current scope."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.__dict__["dispatch"] = _listeners()
        super().__init__(*arguments, **options)
        self.added, self.changed = Added(), Changed()

    def flush(self, objects: Sequence[object] | None = None) -> None:
        super().flush(objects)
        if self.changed:
            self.changed.write(connection_in_scope(self), _may_write)
        if self.added:
            self.added.write(connection_in_scope(self), _may_write)


@lru_cache
def _listeners() -> object:
    """Give what every session tells its doings to: put together once, as nobody here listens to one session alone."""
    return TenantSession.__new__(TenantSession).dispatch


def add_only(session: Session, kind: type[Base], /, **values: object) -> None:
    """Write a row that is only ever added, with what the session writes next; nobody gets an object of it."""
    if issubclass(kind, TenantOwned) and "tenant_id" not in values:
        raise TongbanError(f"写入“{kind.__tablename__}”的行没有写明租户。")
    _begun(session).added.put(kind, values)


def change(session: Session, kind: type[Base], key: Key, /, **values: object) -> None:
    """Change the row with a key, with what the session writes next; an object held of it says so at once."""
    _begun(session).changed.put(session, kind, key, values)


def _begun(session: Session) -> TenantSession:
    """Have a transaction run, so that a rollback takes back also what waited before the first question."""
    if not isinstance(session, TenantSession):
        raise TongbanError("只能在租户范围内的会话中写入。")
    if not session.in_transaction():
        session.begin()
    return session


def make_sessions(engine: Engine, scopefunc: Callable[[], object] | None = None) -> Sessions:
    """Make the registry of sessions, one for each thread unless `scopefunc` says otherwise."""
    maker: sessionmaker[Session] = sessionmaker(engine, class_=TenantSession, expire_on_commit=False)
    return scoped_session(maker, scopefunc=scopefunc)


@listens_for(TenantSession, "do_orm_execute")
def _filter_by_scope(state: ORMExecuteState) -> None:
    scope = current_scope()
    if scope is None:
        _refuse_owned(state)
    _tell_database(state.session, scope)
    if state.is_column_load or (scope is not None and scope.unbounded):
        return
    state.statement = _bounded(state.statement, scope.reads if scope else ())


def _refuse_owned(state: ORMExecuteState) -> None:
    owned = next((each for each in state.all_mappers if issubclass(each.class_, TenantOwned)), None)
    if owned is not None:
        raise ScopeUnset(owned.local_table.name)  # type: ignore[attr-defined]


def _bounded(statement: Executable, tenants: tuple[str, ...]) -> Executable:
    """Bound a statement to tenants. One that was put together once is bound once for each of them, not each time."""
    kept = _BOUNDED.setdefault(statement, {})
    found = kept.get(tenants)
    if found is None:
        if len(kept) >= _MOST_BOUNDED:
            kept.clear()
        found = kept[tenants] = statement.options(_rows_of(tenants))
    return found


_MOST_BOUNDED = 64  # tenants of one statement; some kilobytes each
_BOUNDED: WeakKeyDictionary[Executable, dict[tuple[str, ...], Executable]] = WeakKeyDictionary()


@lru_cache(maxsize=256)
def _rows_of(tenants: tuple[str, ...]) -> LoaderCriteriaOption:
    """Bound every tenant-owned table to these tenants. One tenant, which is nearly always, is a plain comparison."""
    if len(tenants) == 1:
        tenant = tenants[0]
        return with_loader_criteria(TenantOwned, lambda cls: cls.tenant_id == tenant, include_aliases=True)
    if tenants:
        return with_loader_criteria(TenantOwned, lambda cls: cls.tenant_id.in_(tenants), include_aliases=True)
    return with_loader_criteria(TenantOwned, lambda _cls: false(), include_aliases=True)


@listens_for(TenantSession, "before_flush")
def _stamp_and_check(session: Session, _context: UOWTransaction, _instances: object) -> None:
    scope = current_scope()
    _tell_database(session, scope)
    for row in _owned(session.new):
        _stamp(scope, row)
    for row in [*_owned(session.new), *_owned(session.dirty), *_owned(session.deleted)]:
        _may_write(type(row), row.tenant_id)


def _stamp(scope: Scope | None, row: TenantOwned) -> None:
    unset: str | None = row.tenant_id  # not yet given, whatever the column's type says
    if unset is None and scope is not None and scope.writes is not None:
        row.tenant_id = scope.writes


def _owned(rows: Iterable[object]) -> list[TenantOwned]:
    return [row for row in rows if isinstance(row, TenantOwned)]


def _may_write(kind: type[object], tenant: object) -> None:
    scope = current_scope()
    if scope is None:
        raise ScopeUnset(kind.__name__)
    if scope.writes != tenant:
        raise TongbanError(f"当前范围只能写入租户“{scope.writes}”，不能写入“{tenant}”的 {kind.__name__}。")


@listens_for(TenantSession, "before_commit")
def _write_waiting(session: Session) -> None:
    """Write what is added and changed also where no object waits, which the session would call clean."""
    session.flush()


@listens_for(TenantSession, "after_transaction_end")
def _forget_waiting(session: TenantSession, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.added.forget()
        session.changed.forget()


@listens_for(TenantSession, "after_begin")
def _begin_in_scope(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    scope = current_scope()
    if scope is None and not transaction.nested:
        session.info[APPLIED] = None  # a transaction begins with no setting, which is nobody's
    else:
        _apply(session, connection, scope)


@listens_for(TenantSession, "after_soft_rollback")
def _after_rollback(session: TenantSession, _transaction: object) -> None:
    """Tell the scope again, as PostgreSQL takes it back to what it was at the savepoint; ask again what was changed."""
    session.info.pop(APPLIED, None)
    session.added.forget()
    for each in session.changed.forget():
        if each in session:
            session.expire(each)


def _tell_database(session: Session, scope: Scope | None) -> None:
    """Repeat the scope to PostgreSQL, once for each transaction and change of scope; it refuses again."""
    if session.info.get(APPLIED, ...) != scope:
        connection_in_scope(session)


def connection_in_scope(session: Session) -> Connection:
    """Give the session's connection, told of the current scope, for the plain statements of this floor."""
    connection, scope = session.connection(), current_scope()  # a transaction that begins now is told by `after_begin`
    applied = session.info.get(APPLIED, ...)
    if applied is not scope and applied != scope:
        _apply(session, connection, scope)
    return connection


def _apply(session: Session, connection: Connection, scope: Scope | None) -> None:
    session.info[APPLIED] = scope
    if connection.dialect.name == "postgresql":
        reads = ",".join(scope.reads) if scope else ""
        writes = (scope.writes or "") if scope else ""
        if not begin_in_scope(connection, reads, writes):
            connection.exec_driver_sql(_SET, (reads, writes))
