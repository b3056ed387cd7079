"""Read how the case of a part stands, and keep that in the part's row for lists; the case itself decides."""

from __future__ import annotations

from one_thing.language.titles import quoted
from one_thing.running.course import Line, Stand
from one_thing.running.starting import at
from one_thing.running.tables import BundleRow, MemberRow, PartRow
from tongban.kit.cases import CaseRow, Office, case_in_scope, case_of
from tongban.kit.law import Case, CaseOutcome, DeadlineKind, State

WHY = "一件事：查看子件办理情况"
_GRANTED = frozenset({CaseOutcome.GRANTED, CaseOutcome.GRANTED_IN_PART})
_STANDS = {
    CaseOutcome.REFUSED: Stand.REFUSED,
    CaseOutcome.NOT_ACCEPTED: Stand.NOT_ACCEPTED,
    CaseOutcome.WITHDRAWN: Stand.WITHDRAWN,
    CaseOutcome.DEEMED_WITHDRAWN: Stand.WITHDRAWN,
    CaseOutcome.TERMINATED: Stand.WITHDRAWN,
}


def stand_of(case: Case) -> Stand:
    """Say how a part stands from its case; a decided case has ended, whether it was delivered or not."""
    if case.outcome in _GRANTED:
        return Stand.GRANTED
    return _STANDS[case.outcome] if case.outcome is not None else Stand.OPEN


def note_case(office: Office, bundle: BundleRow, row: PartRow, case: Case) -> None:
    """Join a new case to its part, at both tenants."""
    row.case_number, row.started_at, row.reason = case.number, office.now, ""
    note_stand(row, case)
    with at(office, row.handled_at, f"{quoted(bundle.title)}：登记子件"):
        office.session.add(
            MemberRow(
                tenant_id=row.handled_at,
                case_number=case.number,
                led_by=office.tenant,
                number=bundle.number,
                part=row.part,
                title=bundle.title,
            )
        )
        office.session.flush()


def note_stand(row: PartRow, case: Case) -> None:
    """Write how a case stands into its part's row."""
    row.state = stand_of(case).value
    limit = case.open_deadline(DeadlineKind.PROMISE)
    if limit is not None:
        row.due_at = limit.due
    row.ended_at = case.decided_at or case.closed_at if stand_of(case) is not Stand.OPEN else None
    row.delivered_at = case.closed_at if case.state is State.CLOSED and stand_of(case) is Stand.GRANTED else None


def case_row_of(office: Office, row: PartRow) -> CaseRow | None:
    """Find the case of a part at its tenant; None before its turn."""
    if row.case_number is None:
        return None
    with at(office, row.handled_at, WHY):
        return case_in_scope(office.session, row.case_number)


def refresh(office: Office, rows: list[PartRow]) -> None:
    """Bring the rows into line with the cases that have not ended or not been delivered."""
    for row in rows:
        if row.case_number is None or row.delivered_at is not None:
            continue
        found = case_row_of(office, row)
        if found is not None:
            note_stand(row, case_of(found))


def lines_of(rows: list[PartRow]) -> list[Line]:
    return [Line(each.part, each.title, Stand(each.state), tuple(each.waits_for)) for each in rows]
