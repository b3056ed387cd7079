"""What happens after acceptance: steps, their points and groups, special procedures."""

from __future__ import annotations

from dataclasses import dataclass, field

from tongban.conditions import ALWAYS, Expression
from tongban.definitions.model.measures import Basis, Span


@dataclass(frozen=True, slots=True)
class ClockEffect:
    """What a special procedure does to the two clocks: `stops`, `runs`, or empty: as the rulebook says."""

    statutory: str = ""
    promise: str = ""


@dataclass(frozen=True, slots=True)
class SpecialProcedure:
    """A hearing, survey and the like (335 §25, licensing law art. 45). The rulebook says which clocks it stops."""

    kind: str  # site_survey, hearing, tender, auction, inspection, testing, quarantine, appraisal, expert_review …
    maximum: Span
    clock: ClockEffect = field(default_factory=ClockEffect)
    basis: Basis | None = None
    notice: str = ""  # what the notice of it adds, in full sentences

    @property
    def is_survey(self) -> bool:
        """Tell whether staff look at something on the spot: two of them, appointed and recorded (XK 34)."""
        return self.kind == "site_survey"


@dataclass(frozen=True, slots=True)
class ReviewPoint:
    """One point of review (审查要点). Where `holds` is written, both sides are told whether it does (F6)."""

    text: str
    about: tuple[str, ...] = ()  # ids of the fields and materials it looks at
    holds: Expression | None = None
    remedy: str = ""  # what the applicant can do about it

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Assignment:
    """To whom a step's task goes: whoever has the role, a desk, the least loaded, or as a decision table says."""

    by: str = "role"  # role, desk, load, table
    desk: str = ""
    table: str = ""  # id of a decision table


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the process after acceptance, in the order in which it is written."""

    id: str
    name: str
    by: str  # role: window_clerk, reviewer, chief_representative
    points: tuple[ReviewPoint, ...] = ()  # review points (审查要点)
    within: Span | None = None
    when: Expression = ALWAYS
    special_procedure: SpecialProcedure | None = None
    decides: bool = False  # the last step: the decision
    together: str = ""  # id of its group; empty: it stands alone
    office: str = ""  # 办理处室
    department: str = ""  # another department whose opinion is asked for
    standard: str = ""  # 审查标准
    output: str = ""  # 审查结果
    assign: Assignment = field(default_factory=Assignment)
    countersign: tuple[str, ...] = ()  # roles that must sign before it is done (会签)
    four_eyes: tuple[str, ...] = ()  # ids of steps: who did one of these may not do this one


@dataclass(frozen=True, slots=True)
class StepGroup:
    """Steps that go on side by side (并联); `joint`: all do one survey or meeting, and the lead closes it (联合)."""

    id: str
    name: str
    lead: str = ""  # id of one of its steps
    joint: bool = False
