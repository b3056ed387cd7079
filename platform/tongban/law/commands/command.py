"""What every command says: who acts."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.law.case import Actor


@dataclass(frozen=True, slots=True)
class Command:
    """Something that a person, or time, asks of a case; a path of the law adds its own in a file of its own."""

    actor: Actor
