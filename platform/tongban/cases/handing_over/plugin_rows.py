"""Rows of plugins in a change of bodies: they go along with their case or draft, the rest with the body's work (T6).

Which goes with what is read off the tables (`database.plugin_tables`); no plugin is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, false, func, inspect, or_, select, true, update
from sqlalchemy.orm import Session

from tongban.cases.handing_over.rows import chunks, move
from tongban.cases.handing_over.sorting import Lot
from tongban.cases.tables import CaseRow, DraftRow
from tongban.database import Scope, scoped
from tongban.database.plugin_tables import CASE, DRAFT, Holder, holders, key_of, link_of, plugin_tables

Table = type[Any]


def kept_tables(session: Session) -> list[Table]:
    """List the plugins' tables that are there, those first that go along with another; a plugin may not be set up.

    A session looks once: no table comes while it lasts.
    """
    known: list[Table] | None = session.info.get(kept_tables)
    if known is None:
        there = set(inspect(session.connection()).get_table_names())
        mine = (each for each in plugin_tables() if each.__tablename__ in there)
        known = session.info[kept_tables] = sorted(mine, key=_depth, reverse=True)
    return known


def _depth(table: Table) -> int:
    link = link_of(table)
    return 0 if link is None or link[1] in (CASE, DRAFT) else 1 + _depth(_named(link[1]))


def _named(name: str) -> Table:
    return next(each for each in plugin_tables() if each.__tablename__ == name)


def going(table: Table, lot: Lot, whole: bool) -> ColumnElement[bool]:
    """Say which rows go: those of these cases and drafts; where a body ends, also those of nothing that stays."""
    link = link_of(table)
    if link is None:
        return true() if whole else false()
    column, what = link
    if what not in (CASE, DRAFT):
        above = _named(what)
        return column.in_(select(key_of(above)).where(going(above, lot, whole)))
    keys, there = (lot.cases, CaseRow.number) if what == CASE else (lot.drafts, DraftRow.id)
    along = or_(false(), *(column.in_(each) for each in chunks(keys)))
    return or_(along, column.is_(None), ~column.in_(select(there))) if whole else along


def count(session: Session, lot: Lot, whole: bool) -> int:
    """Count the rows that would go; the caller is in the old body's scope."""
    counted = (select(func.count()).select_from(each).where(going(each, lot, whole)) for each in kept_tables(session))
    return sum(session.scalar(each) or 0 for each in counted)


def take_along(session: Session, lot: Lot, whole: bool, old: Scope, new: Scope) -> int:
    """Move them, and let every row that names the old body as their keeper name the new one; returns how many."""
    assert new.writes is not None
    moved = 0
    _point(session, CASE, lot.cases, str(old.writes), new.writes)
    for table in kept_tables(session):
        condition, keepers = going(table, lot, whole), list(holders(table.__tablename__))
        with scoped(old):
            keys = list(session.scalars(select(key_of(table)).where(condition))) if keepers else []
        moved += move(session, table, condition, old, new, theirs_first=True)
        _point(session, table.__tablename__, keys, str(old.writes), new.writes)
    return moved


def _point(session: Session, what: str, keys: Sequence[str], old: str, new: str) -> None:
    there = kept_tables(session)
    for each in holders(what):
        if each.table in there:
            for some in chunks(keys):
                _point_column(session, each, some, old, new)


def _point_column(session: Session, holder: Holder, keys: Sequence[str], old: str, new: str) -> None:
    """Name the new keeper, at whatever tenant the row lies; each is written in a scope of its own (T2)."""
    named = holder.by.in_(keys) & (holder.column == old)
    with scoped(Scope.everywhere("机构变更：改写承接单位")):
        tenants = session.scalars(select(holder.table.tenant_id).where(named).distinct()).all()
    for tenant in tenants:
        with scoped(tenant):
            statement = update(holder.table).where(named).values({holder.column: new})
            session.execute(statement, execution_options={"synchronize_session": False})
            session.expire_all()
