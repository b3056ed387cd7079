"""Faults of plugins: noted where they happen, kept in the database when that does no harm to the work at hand."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import structlog

log = structlog.get_logger()

_MOST_WAITING = 1000  # a fault at every request must not fill the memory


@dataclass(frozen=True, slots=True)
class Fault:
    """One answer that failed: whose, to which hook, for which tenant, and what Python said."""

    plugin: str
    hook: str
    tenant: str
    error: str
    about: str = ""  # the case or the item, where there is one


class Faults:
    """What waits to be written down; safe for many threads, as a deque is."""

    def __init__(self) -> None:
        self._waiting: deque[Fault] = deque(maxlen=_MOST_WAITING)

    def note(self, fault: Fault) -> None:
        """Log a fault with its stack and keep it for the operator; called where the exception is being handled."""
        log.exception("plugin failed", plugin=fault.plugin, hook=fault.hook, tenant=fault.tenant, about=fault.about)
        self._waiting.append(fault)

    def take(self) -> tuple[Fault, ...]:
        """Give what waits, and forget it; whoever takes it writes it down."""
        taken = []
        while self._waiting:
            taken.append(self._waiting.popleft())
        return tuple(taken)
