"""Read what a case of the procedure is about from its answers: the proposal, its day, a body's task."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.register import case_of
from tongban.cases.tables import CaseRegister, CaseRow
from tongban.database import Scope, scoped
from tongban.definitions.strict_yaml import read_yaml
from tongban.errors import NotFound, TongbanError
from tongban.publishing.adjusting import ClaimTask, Proposal, read_files
from tongban.publishing.books import Books


def lines(text: object) -> tuple[str, ...]:
    """Read one id a line."""
    return tuple(dict.fromkeys(each.strip() for each in str(text or "").splitlines() if each.strip()))


def entry_of(text: str) -> dict[str, object]:
    """Read the change of a catalogue entry as it was written; raises TongbanError with line and hint."""
    if not text.strip():
        return {}
    document, findings = read_yaml(text, "目录条目的改动")
    if document is None or findings:
        told = "；".join(f"第 {each.line} 行：{each.message.rstrip('。')}" for each in findings)
        raise TongbanError(f"目录条目的改动无法读取（{told}），请按“键: 值”一行写一项。")
    return dict(document.data)


def proposal_of(session: Session, row: CaseRow) -> Proposal:
    """Give the proposal of an adjustment's case, with its frozen texts."""
    answers, digest = case_of(row).answers, case_of(row).answers.get("proposal")
    said = answers.get("effective")
    levels = answers.get("levels")
    return Proposal(
        root=row.tenant_id,
        department=str(answers["department"]),
        kind=str(answers["kind"]),
        items=lines(answers["items"]),
        levels=tuple(str(each) for each in levels) if isinstance(levels, list | tuple) else (),
        entry=entry_of(str(answers.get("entry") or "")),
        files=read_files(session, str(digest)) if digest else {},
        effective=date.fromisoformat(str(said)) if said else None,
        number=row.number,
    )


def day_of(books: Books, row: CaseRow, proposal: Proposal) -> date:
    """Give the day from which an adjustment holds: the one proposed, or that of the confirmation where it is later."""
    case = case_of(row)
    if case.decided_at is None:
        raise TongbanError(f"调整“{row.number}”还没有确认，没有生效日期。")
    confirmed = case.decided_at.astimezone(books.rulebook(row.tenant_id).timezone).date()
    return max(confirmed, proposal.effective or confirmed)


def day_of_claim(claim: CaseRow) -> date:
    """Give the day from which a body's new list holds, as its claim says."""
    return date.fromisoformat(str(case_of(claim).answers["effective"]))


def start_of(books: Books, tenant: str, day: date) -> datetime:
    """Give the first instant of a day where the law counts it."""
    return datetime.combine(day, time(), tzinfo=books.rulebook(tenant).timezone)


def task_of(row: CaseRow) -> ClaimTask:
    """Give what a claim's case asks of its body."""
    answers = case_of(row).answers
    take, drop = lines(answers.get("take")), lines(answers.get("drop"))
    return ClaimTask(take, drop, drop[0] if take and drop else "")


def adjustment_of(session: Session, claim: CaseRow, *, lock: bool = False) -> CaseRow:
    """Find the adjustment that a claim follows, in the city's scope: who carries it out may read what was confirmed."""
    number = str(case_of(claim).answers["adjustment"])
    entry = session.get(CaseRegister, number)
    if entry is None:
        raise NotFound(f"没有找到调整办件“{number}”。")
    asked = select(CaseRow).where(CaseRow.number == number)
    scope = Scope.of(entry.held_by) if lock else Scope((entry.held_by,), None, "adjustment that is claimed")
    with scoped(scope):
        return session.scalars(asked.with_for_update() if lock else asked).one()
