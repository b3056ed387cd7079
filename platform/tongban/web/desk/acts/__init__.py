"""What each act at the desk is called, asks for and comes to; importing the files here fills the list."""

from tongban.web.desk.acts import (
    assignment,
    countersign,
    decision,
    intake,
    lateness,
    opinions,
    promises,
    review,
)
from tongban.web.desk.acts.act import ACTS, Act, Asked, Option, Sheet, asked_for, command_of

__all__ = [
    "ACTS",
    "Act",
    "Asked",
    "Option",
    "Sheet",
    "asked_for",
    "assignment",
    "command_of",
    "countersign",
    "decision",
    "intake",
    "lateness",
    "opinions",
    "promises",
    "review",
]
