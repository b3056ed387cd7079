"""A service item, whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tongban.conditions import ALWAYS, Expression
from tongban.definitions.model.asking import Check, DecisionTable, Field, Question, Section
from tongban.definitions.model.catalogue import CatalogueEntry
from tongban.definitions.model.materials import Material
from tongban.definitions.model.measures import Span
from tongban.definitions.model.process import Step, StepGroup
from tongban.definitions.model.promises import Commitment, Fee, Outcome, Time, Tolerance
from tongban.definitions.model.service import (
    Authority,
    Courier,
    Intermediary,
    LocalCode,
    QuantityLimit,
    QuestionAnswer,
    Reach,
    Remedies,
    Service,
    Wording,
)


@dataclass(frozen=True, slots=True)
class AcceptanceCondition:
    """What must be so before an application is accepted (受理条件); `negative`: what must not be so (禁止性条件)."""

    text: str
    standard: str = ""  # 审查标准
    when: Expression = ALWAYS  # 适用情形
    negative: bool = False

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Definition:
    """A service item, resolved for one claimant and proven fit to publish."""

    item: str
    tenant: str
    title: str
    summary: str
    catalogue: CatalogueEntry
    authority: Authority
    applicants: tuple[str, ...]  # person, enterprise, self_employed, institution, social_organisation, other
    conditions: tuple[AcceptanceCondition, ...]  # 受理条件
    situation: tuple[Question, ...]
    sections: tuple[Section, ...]
    checks: tuple[Check, ...]
    materials: tuple[Material, ...]
    process: tuple[Step, ...]
    time: Time
    fees: tuple[Fee, ...]
    results: tuple[Outcome, ...]
    service: Service
    visits: int = 0
    visits_reason: str = ""
    channels: tuple[str, ...] = ("online", "window")
    online_depth: str = "full"  # consult, intake, full
    delivery: tuple[str, ...] = ("window", "electronic")
    supplement_within: Span = field(default_factory=lambda: Span(10))  # time to put right (335 §18)
    themes: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    questions: tuple[QuestionAnswer, ...] = ()
    demonstration: tuple[str, ...] = ()  # paths whose values are samples, not published facts
    wording: tuple[Wording, ...] = ()  # city standard, city's own for the item, claimant's: the nearest wins
    translation: tuple[Wording, ...] = ()  # of the city's standard, into English, where the tenant offers it
    implementation_code: str | None = None  # 31: authority.uscc + level + base_code
    hash: str = ""
    tables: tuple[DecisionTable, ...] = ()
    groups: tuple[StepGroup, ...] = ()
    commitment: Commitment | None = None
    tolerance: Tolerance | None = None
    remedies: Remedies = field(default_factory=Remedies)
    rights: tuple[str, ...] = ()
    obligations: tuple[str, ...] = ()
    quantity_limit: QuantityLimit | None = None
    intermediaries: tuple[Intermediary, ...] = ()
    joint_departments: tuple[str, ...] = ()  # 联办机构
    central_department: str = ""
    powers: str = ""  # 权限划分、行使内容
    reach: Reach | None = None
    village_agent: bool = False  # 村级代办
    in_hall: bool = False  # 进驻大厅
    online_payment: bool = False
    courier: Courier = field(default_factory=Courier)
    local: LocalCode | None = None
    case_no: int | None = None  # order of the business item below its implementation code, from 1
    business_code: str | None = None  # 33: implementation_code + case_no in two digits

    @property
    def internal(self) -> bool:
        """Tell whether it is a matter between offices (`item_defs/_catalogue`): no citizen applies or is written to."""
        return self.item.startswith("_")

    @property
    def result(self) -> Outcome | None:
        """The first of the results, which most items have alone; None where a grant yields nothing."""
        return self.results[0] if self.results else None

    @property
    def on_the_spot(self) -> bool:
        return self.time.promise is None

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(each for section in self.sections for each in section.fields)

    def field(self, field_id: str) -> Field:
        return next(each for each in self.fields if each.id == field_id)

    def material(self, material_id: str) -> Material:
        return next(each for each in self.materials if each.id == material_id)

    def step(self, step_id: str) -> Step:
        return next(each for each in self.process if each.id == step_id)

    def table(self, table_id: str) -> DecisionTable:
        return next(each for each in self.tables if each.id == table_id)

    @property
    def wordings(self) -> Mapping[str, str]:
        return {each.kind: each.text for each in self.wording}

    @property
    def translations(self) -> Mapping[str, str]:
        return {each.kind: each.text for each in self.translation}
