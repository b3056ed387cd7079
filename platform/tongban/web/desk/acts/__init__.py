"""What each act at the desk is called, asks for and comes to; importing the files here fills the list."""

from tongban.web.desk.acts import (
    afterwards,
    assignment,
    countersign,
    decision,
    delivery,
    extension,
    fees,
    intake,
    lateness,
    opinions,
    promises,
    review,
    survey,
)
from tongban.web.desk.acts.act import ACTS, Act, Asked, Option, Sheet, asked_for, command_of

__all__ = [
    "ACTS",
    "Act",
    "Asked",
    "Option",
    "Sheet",
    "afterwards",
    "asked_for",
    "assignment",
    "command_of",
    "countersign",
    "decision",
    "delivery",
    "extension",
    "fees",
    "intake",
    "lateness",
    "opinions",
    "promises",
    "review",
    "survey",
]
