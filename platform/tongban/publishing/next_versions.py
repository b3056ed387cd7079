"""Write the next versions of a tenant's items, each in the place of the one in use; many in one go (C5, C12)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from tongban.definitions import Definition
from tongban.publishing.ahead import SCHEDULED
from tongban.publishing.books import Shelf
from tongban.publishing.checking import Checked
from tongban.publishing.memory import keep_texts
from tongban.publishing.search import search_line
from tongban.publishing.sources import stamp
from tongban.publishing.tables import VersionRow

IN_USE, SUPERSEDED, WITHDRAWN = "in_use", "superseded", "withdrawn"

# put together once: every publication asks them
_MINE = (VersionRow.tenant_id == bindparam("tenant"), VersionRow.item.in_(bindparam("items", expanding=True)))
_CURRENT = select(VersionRow).where(*_MINE, VersionRow.state == IN_USE)
#: read after all who published before have ended, so what the session knew of these rows is not what they are
_TAKEN = _CURRENT.execution_options(populate_existing=True)
_AHEAD = select(VersionRow).where(*_MINE, VersionRow.state == SCHEDULED).execution_options(populate_existing=True)
_LAST = select(VersionRow.item, func.max(VersionRow.version)).where(*_MINE).group_by(VersionRow.item)


class Why(NamedTuple):
    """Who publishes, when and why; `effective` is the moment from which it holds, where that is still to come."""

    by: str
    now: datetime
    change: str = ""
    effective: datetime | None = None

    @property
    def is_ahead(self) -> bool:
        return self.holds_from > self.now

    @property
    def holds_from(self) -> datetime:
        return max(self.now, self.effective or self.now)


def current(session: Session, tenant: str, items: Collection[str]) -> dict[str, VersionRow]:
    """Return the versions in use by their item; what is not in use is not there."""
    rows = session.scalars(_CURRENT, {"tenant": tenant, "items": list(items)}) if items else ()
    return {row.item: row for row in rows}


def publish_all(
    session: Session, shelf: Shelf, tenant: str, checked: Sequence[Checked], why: Why
) -> tuple[VersionRow, ...]:
    """Publish what was checked for one tenant in one go: all of it, or nothing. The caller is in its scope.

    Gives the versions in the order of what was checked; of an item that does not differ, the one in use.
    Raises PublicationRefused for the first that has errors; nothing is written then.
    """
    compiled = [each.approved() for each in checked]
    rows = current(session, tenant, [each.item for each in compiled])
    new = [each for each in compiled if each.item not in rows or rows[each.item].hash != each.hash]
    data = {each.item: each.data for each in checked if each.data is not None}
    if new:
        rows |= {row.item: row for row in number(session, shelf, tenant, new, why)}
        keep_texts(session, {each.hash: data[each.item] for each in new if each.item in data})
    return tuple(rows[each.item] for each in compiled)


def number(session: Session, shelf: Shelf, tenant: str, new: Sequence[Definition], why: Why) -> list[VersionRow]:
    """Write each next version and put it in the place of the one in use, or of the one that waits for its day."""
    stamp(session)  # two publications at once: the second waits here, and numbers after the first
    mine = {"tenant": tenant, "items": [each.item for each in new]}
    for before in session.scalars(_AHEAD if why.is_ahead else _TAKEN, mine):
        before.state = SUPERSEDED
    last: dict[str, int] = dict(session.execute(_LAST, mine).all())
    law = _law(shelf, tenant, why.holds_from)
    rows = [_row(each, last.get(each.item, 0) + 1, why, law) for each in new]
    session.add_all(rows)
    session.flush()
    return rows


def withdraw(session: Session, tenant: str, items: Collection[str]) -> None:
    """Take items out of use: nobody can begin on them any more; running cases keep their version."""
    if not items:
        return
    stamp(session)
    for row in session.scalars(_TAKEN, {"tenant": tenant, "items": list(items)}):
        row.state = WITHDRAWN
    session.flush()


def _law(shelf: Shelf, tenant: str, moment: datetime) -> Mapping[str, str]:
    """Name the rulebook of the day from which a version holds, and the calendar."""
    rulebook = shelf.rulebook(tenant, moment.astimezone(shelf.rulebook(tenant).timezone).date())
    return {"rulebook": f"{rulebook.id}@{rulebook.version}", "calendar": shelf.calendar(tenant).version}


def _row(new: Definition, version: int, why: Why, law: Mapping[str, str]) -> VersionRow:
    return VersionRow(
        tenant_id=new.tenant,
        item=new.item,
        version=version,
        hash=new.hash,
        title=new.title,
        summary=new.summary,
        kind=new.catalogue.kind,
        department=new.catalogue.department,
        themes=list(new.themes),
        on_the_spot=new.on_the_spot,
        search=search_line(new.title, new.keywords, new.summary),
        state=SCHEDULED if why.is_ahead else IN_USE,
        change=why.change,
        published_at=why.now,
        published_by=why.by,
        effective_at=why.holds_from,
        **law,
    )
