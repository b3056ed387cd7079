"""What applicants promised and did not keep, and what a supervisor is to see of the desk's demands (ORD §31, §38)."""

from tongban.cases.promises.broken import broken_by, broken_promises, note_broken, repair
from tongban.cases.promises.supervision import (
    DEMAND_REFUSED,
    SECOND_NOTICE,
    counts,
    note_demand,
    note_second_notice,
    noted,
)
from tongban.cases.promises.tables import BrokenPromiseRow, SupervisionRow

__all__ = [
    "DEMAND_REFUSED",
    "SECOND_NOTICE",
    "BrokenPromiseRow",
    "SupervisionRow",
    "broken_by",
    "broken_promises",
    "counts",
    "note_broken",
    "note_demand",
    "note_second_notice",
    "noted",
    "repair",
]
