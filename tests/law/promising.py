"""Two items whose applicants may promise: one accepted with gaps, one told and promised; and people for them."""

from __future__ import annotations

from dataclasses import replace

from law.desk import CITIZEN, CLERK, NUMBER, ROAD, Desk
from tongban import law
from tongban.definitions.model import Commitment, CommitmentCheck, Definition, Material, Span, Tolerance, Unit
from tongban.definitions.promised import promise_section, spared

SUPERVISOR = law.Actor("s1", "孙七", "supervisor")
#: `plan` belongs to works only and may follow; `rights` may follow at any time; `location` may not
GAPS = replace(
    ROAD,
    materials=(
        *(replace(each, may_follow=Span(5)) if each.id == "plan" else each for each in ROAD.materials),
        Material("rights", "场地协议", may_follow=Span(3)),
    ),
    tolerance=Tolerance("本人承诺按期补齐所列材料。", "逾期没有补齐的，依法作出不予许可的决定。"),
    hash="road-gaps",
)
COMMITMENT = Commitment(
    promise="本人承诺已经具备告知的条件。",
    requirements=("占用不影响盲道。",),
    replaces=("location",),
    check=CommitmentCheck(Span(2, Unit.MONTHS), "on_site"),
    consequence="承诺不实的，撤销决定。",
)
TOLD = replace(
    ROAD,
    sections=(*ROAD.sections, promise_section(COMMITMENT, ROAD.materials)),
    materials=spared(ROAD.materials, COMMITMENT),
    commitment=COMMITMENT,
    hash="road-told",
)


def at(desk: Desk, definition: Definition) -> Desk:
    desk.definition = definition
    return desk


def hand_in(
    desk: Desk, *materials: str, promised: bool = False, broken: int = 0, channel: str = "online",
    purpose: str = "stacking",
) -> law.Submit:  # fmt: skip
    """Give the command that hands these materials in."""
    answers: dict[str, object] = {"purpose": purpose, "area": 12, "until": "2026-12-31"}
    if promised:
        answers |= {"commitment_made": True, "commitment_statement": True}
    person = law.Applicant("p1", "person", "张三", broken)
    actor = CLERK if channel == "window" else CITIZEN
    handed_in = tuple(law.HandedIn(each, (f"file-{each}",)) for each in materials)
    return law.Submit(actor, NUMBER, 1, channel, person, answers, handed_in)
