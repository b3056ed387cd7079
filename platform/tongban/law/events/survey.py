"""A survey on the spot (现场勘验) is appointed and recorded (XK 34; ORD §41)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.law.events.happened import Happened


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyAppointed(Happened):
    kind: ClassVar[str] = "survey_appointed.1"
    step: str
    on: date
    time: str
    place: str
    surveyors: tuple[str, ...]
    bring: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRecorded(Happened):
    kind: ClassVar[str] = "survey_recorded.1"
    step: str
    held_on: date
    findings: str
    present: tuple[str, ...]
    files: tuple[str, ...]
