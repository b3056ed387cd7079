"""What the law says happens when a limit ends undone. A path registers its own; without one a limit is only missed."""

from __future__ import annotations

from collections.abc import Callable

from tongban.law.case import Deadline, DeadlineKind
from tongban.law.decide.proceeding import Proceeding

Consequence = Callable[[Proceeding, Deadline], None]
CONSEQUENCES: dict[DeadlineKind, Consequence] = {}


def at_end_of(*kinds: DeadlineKind) -> Callable[[Consequence], Consequence]:
    """Register what happens by itself at the end of limits of these kinds, after they are recorded as missed."""

    def register(function: Consequence) -> Consequence:
        CONSEQUENCES.update(dict.fromkeys(kinds, function))
        return function

    return register
