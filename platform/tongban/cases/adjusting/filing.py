"""File a district's own item with the body that keeps the district's list (36 §15(2), §17(2))."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.adjusting.opening import open_matter
from tongban.cases.adjusting.parties import office, party_of
from tongban.cases.door import Done
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow
from tongban.definitions import tell_differences
from tongban.errors import TongbanError
from tongban.law import Actor
from tongban.publishing.books import Books
from tongban.publishing.internal import FILING, id_of
from tongban.publishing.memory import definition
from tongban.publishing.versions import history, in_use

LONGEST_TOLD = 5000


def file_own(session: Session, books: Books, tenant: str, item: str, actor: Actor, now: datetime) -> Done:
    """File the version in use of an item that the body wrote itself; each version once. The caller commits."""
    source = books.workspace.items.get(item)
    if source is None or source.department != tenant:
        raise TongbanError("只有本级自己编写并且已经发布的事项才需要备案。", article="36 §15")
    version = in_use(session, tenant, item)
    if version.version in filed(session, tenant, item):
        raise TongbanError(f"“{version.title}”第 {version.version} 版已经报送备案，不必再报。", article="36 §15")
    answers = {
        "items": item,
        "titles": version.title,
        "version": version.version,
        "told": _told(session, tenant, item)[:LONGEST_TOLD],
    }
    applicant = office(party_of(tenant), books.shelf.tenant(tenant).name)
    return open_matter(session, books, FILING, tenant, answers, applicant, actor, now)


def filed(session: Session, tenant: str, item: str) -> frozenset[int]:
    """List the versions of an item that were handed in for filing; the body's scope is entered."""
    rows = session.scalars(select(CaseRow).where(CaseRow.tenant_id == tenant, CaseRow.item == id_of(FILING))).all()
    said = (case_of(row).answers for row in rows)
    return frozenset(int(str(each["version"])) for each in said if each.get("items") == item)


def _told(session: Session, tenant: str, item: str) -> str:
    """Tell what the version changed from the one before it."""
    rows = history(session, tenant, item)
    if len(rows) == 1:
        return "首次发布。"
    changes = tell_differences(definition(session, rows[1].hash), definition(session, rows[0].hash))
    return "\n".join(changes) or "内容没有变化。"
