"""Tell plugins what happened in a case: after commit, each event once and in its order, again until it is taken in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases import outbox
from tongban.cases.plugins.tables import PluginToldRow
from tongban.cases.tables import CaseRow, EventRow
from tongban.law import Event, event_from_json
from tongban.publishing.books import Books

TELL_PLUGIN = "tell_plugin"


def tell_plugins(session: Session, books: Books, row: CaseRow, now: datetime) -> None:
    """Order that the plugins which hear of this case are told what is new; its row still counts the events before."""
    for plugin in books.plugins.answering("on_events"):
        if hears(books, plugin, row) and books.switched_on(plugin, row.tenant_id) is not None:
            told = {"case": row.number, "plugin": plugin, "before": row.revision}
            outbox.post(session, row.tenant_id, TELL_PLUGIN, told, now)


def hears(books: Books, plugin: str, row: CaseRow) -> bool:
    """Tell whether a plugin is told of a case: it handed it in, follows it, or hears of all."""
    return books.plugins.manifests[plugin].hears == "all" or plugin in row.followed_by.split(",")


def follow_case(row: CaseRow, plugin: str) -> None:
    """Have a plugin told of a case from now on."""
    names = [each for each in row.followed_by.split(",") if each]
    row.followed_by = ",".join(dict.fromkeys((*names, plugin)))


def told_next(session: Session, plugin: str, number: str, before: int) -> tuple[Event, ...]:
    """Give the events that a plugin has not been told of, and move its place behind them in the same transaction.

    Two workers cannot tell the same: the row of the place is locked. One that was never told begins after `before`.
    """
    wanted = select(PluginToldRow).where(PluginToldRow.case_number == number, PluginToldRow.plugin == plugin)
    row = session.scalar(wanted.with_for_update().execution_options(populate_existing=True))
    if row is None:
        row = PluginToldRow(case_number=number, plugin=plugin, place=before)
        session.add(row)
        session.flush()
    events = select(EventRow).where(EventRow.number == number, EventRow.seq > row.place).order_by(EventRow.seq)
    found = session.scalars(events).all()
    if found:
        row.place = found[-1].seq
    return tuple(event_from_json(each.body) for each in found)
