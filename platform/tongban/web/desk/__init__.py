"""The desk: queue, case, checks, acts, day counts, window intake; for the staff of one tenant."""

from tongban.web.desk import (
    act_page,
    archives_page,
    case_page,
    checking,
    correct_page,
    delegated_page,
    evaluations_page,
    explain_page,
    guidance_page,
    intake,
    licences_page,
    opinions_page,
    oversight_page,
    queue_page,
    record_page,
    supervision_page,
    tickets_page,
)
from tongban.web.desk.room import blueprint

__all__ = [
    "act_page",
    "archives_page",
    "blueprint",
    "case_page",
    "checking",
    "correct_page",
    "delegated_page",
    "evaluations_page",
    "explain_page",
    "guidance_page",
    "intake",
    "licences_page",
    "opinions_page",
    "oversight_page",
    "queue_page",
    "record_page",
    "supervision_page",
    "tickets_page",
]
