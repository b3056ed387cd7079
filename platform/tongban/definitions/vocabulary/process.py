"""Every key of a step, of its points, and of a group of steps."""

from __future__ import annotations

from typing import Any

from tongban.definitions.vocabulary.basis import PART_ID, BasisEntry
from tongban.definitions.vocabulary.entries import Entry, ListOf, Part, TextOr, faults_of, keys_of
from tongban.definitions.vocabulary.faults import Fault, raise_any
from tongban.definitions.vocabulary.kinds import Condition, OneOf, Pattern, Span, Text, Value, YesNo

ROLES = ("window_clerk", "reviewer", "chief_representative")
#: who handles matters between offices (36 §8, §9, §11); no step of a service item is theirs
OFFICES = ("justice_bureau", "catalogue_office", "district_manager")
PROCEDURES = (
    "site_survey", "hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "evaluation",
    "expert_review", "technical_review", "public_argument", "publicity",
)  # fmt: skip


class ClockEntry(Entry):
    statutory = OneOf("stops", "runs")
    promise = OneOf("stops", "runs")


class ProcedureEntry(Entry):
    kind = OneOf(*PROCEDURES, required=True)
    maximum = Span(required=True)
    clock = Part(ClockEntry)
    basis = Part(BasisEntry)
    notice = Text()


class PointEntry(Entry):
    point = Text(required=True)
    about = ListOf(Text(), least=1)
    holds = Condition()
    remedy = Text()


class AssignEntry(Entry):
    by = OneOf("role", "desk", "load", "table", required=True)
    desk = Text()
    table = Text()


class FourEyes(Value):
    """`true`: nobody who did an earlier step; or the ids of the steps meant."""

    expects = "true，或者环节编号的列表"
    mend = "写 true 表示之前各环节的办理人都不能办理，或写 [review]。"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.steps = ListOf(Pattern(*PART_ID), least=1)

    def read(self, value: Any) -> Any:
        if isinstance(value, list):
            return self.steps.read(value)
        if not isinstance(value, bool):
            raise self.refuse(value)
        return value


class StepEntry(Entry):
    step = Pattern(*PART_ID, required=True)
    name = Text(required=True)
    by = OneOf(*ROLES, *OFFICES, required=True)
    office = Text()
    department = Text()
    assign = Part(AssignEntry)
    countersign = ListOf(OneOf(*ROLES), least=1)
    four_eyes = FourEyes()
    points = ListOf(TextOr(PointEntry))
    standard = Text()
    output = Text()
    within = Span()
    when = Condition()
    special_procedure = Part(ProcedureEntry)
    decides = YesNo()


class GroupEntry(Entry):
    together = Pattern(*PART_ID, required=True)
    name = Text(required=True)
    lead = Pattern(*PART_ID)
    joint = YesNo()
    steps = ListOf(Part(StepEntry), required=True)


class StepOrGroup(Value):
    """A step, or steps that go on side by side."""

    expects = "一个环节，或者一组并联的环节"

    def read(self, value: Any) -> Any:
        if not isinstance(value, dict):
            hint = f"环节可以写的键：{'、'.join(keys_of(StepEntry))}；一组环节：{'、'.join(keys_of(GroupEntry))}。"
            raise self.refuse(value, hint)
        raise_any((GroupEntry if "together" in value else StepEntry)().validate(value))
        return value


class Process(ListOf):
    """Steps and groups in order."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(StepOrGroup(), **kwargs)

    def _faults(self, each: object) -> Any:
        if isinstance(each, dict) and "steps" in each and "together" not in each:
            return [Fault("TB012", "一组并联的环节缺少“together”。", "请写一个编号，如 together: opinions。")]
        return faults_of(self.inner, each)
