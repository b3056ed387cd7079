"""A case's history: only ever added to, each event chained to the one before, and checked by folding it again (V5)."""

from __future__ import annotations

from tongban.cases.chain import Chain
from tongban.cases.tables import CaseRow, EventRow
from tongban.law import Case, Event, case_from_json, event_from_json, event_to_json, evolve


def _keeps(row: CaseRow, case: Case) -> bool:
    whose = (row.tenant_id, row.applicant_id)
    return case == case_from_json(row.snapshot) and (case.tenant, case.applicant.id) == whose


_HISTORY: Chain[Event, Case, CaseRow] = Chain(EventRow, "办件", event_to_json, event_from_json, evolve, _keeps)

append = _HISTORY.append
events_of = _HISTORY.events
fold = _HISTORY.fold
verify = _HISTORY.verify
