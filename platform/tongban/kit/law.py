"""The law for plugins: a case as it stands, what happened, what may be asked of it. Pure."""

from tongban.law import (
    SYSTEM,
    Actor,
    Applicant,
    Case,
    CaseOutcome,
    Command,
    DeadlineKind,
    Event,
    HandedIn,
    MaterialVerdict,
    Refusal,
    State,
    Verdict,
    applicable,
    commands,
    events,
)
from tongban.law.case import Deficiency, DeficiencyKind, TakenFrom
from tongban.law.deadlines import count_span

__all__ = [
    "SYSTEM",
    "Actor",
    "Applicant",
    "Case",
    "CaseOutcome",
    "Command",
    "DeadlineKind",
    "Deficiency",
    "DeficiencyKind",
    "Event",
    "HandedIn",
    "MaterialVerdict",
    "Refusal",
    "State",
    "TakenFrom",
    "Verdict",
    "applicable",
    "commands",
    "count_span",
    "events",
]
