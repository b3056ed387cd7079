"""A survey on the spot (现场勘验): appointed, then recorded (XK 34; ORD §41)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tongban.law.commands.command import Command


@dataclass(frozen=True, slots=True)
class AppointSurvey(Command):
    """Arrange the survey of a step, with two of staff at least, and tell the applicant."""

    step: str
    on: date
    time: str
    place: str
    surveyors: tuple[str, ...]
    bring: str = ""


@dataclass(frozen=True, slots=True)
class RecordSurvey(Command):
    """Record what was found, who was there, and the files taken; `files` are content hashes."""

    step: str
    held_on: date
    findings: str
    present: tuple[str, ...]
    files: tuple[str, ...] = ()
