"""Telling the applicant more than the law itself orders to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class TellFurther(Command):
    """Send a notice of a kind that is marked as `further`, with its own values; what a plugin has to tell."""

    notice: str
    values: Mapping[str, object] = field(default_factory=dict)
