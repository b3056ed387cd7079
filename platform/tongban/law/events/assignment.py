"""A task went to somebody, or somebody stepped aside (335 §16, §21)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tongban.law.case import Actor, How
from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAssigned(Happened):
    """With whom a task is from now on; neither a desk nor a person: anybody of its role may claim it."""

    kind: ClassVar[str] = "task_assigned.1"
    work: str
    how: How
    desk: str = ""
    person: Actor | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recused(Happened):
    kind: ClassVar[str] = "recused.1"
    reason: str
