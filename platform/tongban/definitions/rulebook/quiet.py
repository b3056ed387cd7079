"""Quiet hours: when no text message wakes anybody. No article names them; the default is a demonstration value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one full hour of the law's zone to another, over midnight as a rule; equal hours mean none."""

    since: int
    until: int

    def holds_at(self, hour: int) -> bool:
        if self.since <= self.until:
            return self.since <= hour < self.until
        return hour >= self.since or hour < self.until


QUIET = QuietHours(21, 8)
