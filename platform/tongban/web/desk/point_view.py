"""What a clerk looks at in a step: its review points, with what the answers already say of them (F6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from tongban.definitions.model import Step
from tongban.forms import step_points


@dataclass(frozen=True, slots=True)
class PointView:
    """One point or condition. `verdict` is what the answers say, empty where only a person can tell."""

    text: str
    verdict: str = ""
    tone: str = ""
    note: str = ""


def point_views(step: Step, values: Mapping[str, object]) -> tuple[PointView, ...]:
    """Show the points of a step; the applicant was told the same before handing in."""
    told = {True: (_("填报内容符合"), "green"), False: (_("填报内容不符合"), "red"), None: ("", "")}
    return tuple(PointView(each.text, *told[each.holds]) for each in step_points(step, values))
