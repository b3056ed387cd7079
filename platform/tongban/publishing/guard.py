"""Refuse to change what is published: a version keeps its number and hash, a definition's text every letter."""

from __future__ import annotations

from sqlalchemy import Connection, inspect
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Mapper, ORMExecuteState, Session

from tongban.errors import TongbanError
from tongban.publishing.tables import DefinitionText, VersionRow

#: The one column of a version that may change after it was written.
CHANGES = frozenset({"state"})


class Immutable(TongbanError):
    """Say that a published version never changes (C5), and what to do instead."""

    def __init__(self, what: str) -> None:
        super().__init__(f"已经发布的{what}不能修改或者删除，请发布一个新版本。", article="335 §14")


@listens_for(VersionRow, "before_update")
def _keep_version(_mapper: Mapper[VersionRow], _connection: Connection, row: VersionRow) -> None:
    state = inspect(row)
    changed = {each.key for each in state.attrs if each.history.has_changes()}
    if not changed <= CHANGES:
        raise Immutable("事项版本")


@listens_for(DefinitionText, "before_update")
def _keep_text(_mapper: Mapper[DefinitionText], _connection: Connection, _row: DefinitionText) -> None:
    raise Immutable("事项定义")


@listens_for(VersionRow, "before_delete")
@listens_for(DefinitionText, "before_delete")
def _keep_row(_mapper: object, _connection: Connection, _row: object) -> None:
    raise Immutable("事项版本")


@listens_for(Session, "do_orm_execute")
def _refuse_in_bulk(state: ORMExecuteState) -> None:
    if state.is_update or state.is_delete:
        for mapper in state.all_mappers:
            if issubclass(mapper.class_, VersionRow | DefinitionText):
                raise Immutable("事项版本")
