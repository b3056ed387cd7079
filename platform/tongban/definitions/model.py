"""The compiled definition: the frozen form that every floor above reads.

Nothing here knows YAML, a database or Flask. A value that the law measures carries its unit; a text that a person
reads is Chinese. The compiler (`definitions.compiler`) is the only writer; `Definition.hash` is the SHA-256 of the
resolved data, so equal definitions of a thousand claimants are one object.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tongban.conditions import ALWAYS, NEVER, Expression


class Unit(StrEnum):
    """In what a limit or a validity is counted."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time as the definition says it: an amount and its unit."""

    amount: int
    unit: Unit = Unit.WORKING_DAYS


@dataclass(frozen=True, slots=True)
class Basis:
    """One article on which something rests (设定依据)."""

    law: str
    article: str = ""
    number: str = ""  # 文号
    text: str = ""


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """The item as the law made it (基本目录, 36 §2, §6): the same at every level and in every district."""

    id: str
    name: str
    kind: str  # two digits of GB/T 39046 A.1: 01 行政许可 … 20 公共服务
    department: str  # competent department (主管部门), by name
    basis: tuple[Basis, ...]
    base_code: str | None = None  # 12 digits; None where none is published
    levels: tuple[str, ...] = ()  # city, county, township, village


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A guided question; its answer finds the applicant's situation (办理情形)."""

    id: str
    ask: str
    choices: tuple[Choice, ...]
    help: str = ""
    when: Expression = ALWAYS
    label: str = ""  # a noun, for telling conditions in words (占用种类为占道施工); the question itself where absent


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form. `options` is the frozen options object of its field type (`tongban.fields`)."""

    id: str
    label: str
    type: str
    options: object
    help: str = ""
    example: str = ""
    element: str | None = None  # the data element it uses (F2)
    personal: bool = False  # masked in lists and logs
    when: Expression = ALWAYS  # shown
    required: Expression = ALWAYS  # obligatory while shown
    readonly: Expression = NEVER
    computed: Expression | None = None
    columns: tuple[Field, ...] = ()  # of a table of rows; their conditions may name `row.<column>`


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    fields: tuple[Field, ...]
    help: str = ""
    when: Expression = ALWAYS


@dataclass(frozen=True, slots=True)
class Check:
    """A cross-field check: `holds` must be true, else `message` is shown at `at` (a field id)."""

    id: str
    holds: Expression
    message: str
    at: str | None = None
    when: Expression = ALWAYS


@dataclass(frozen=True, slots=True)
class Material:
    """One thing to bring (申请材料), with its source and trust."""

    id: str
    name: str
    when: Expression = ALWAYS
    required: Expression = ALWAYS
    source: str = "applicant"  # applicant, government, intermediary
    trust: str = "uploaded"  # issuer, verified, uploaded, declared
    licence: str | None = None  # the licence type that replaces it
    formats: tuple[str, ...] = ("pdf", "jpg", "png")
    max_mb: int = 20
    originals: int = 0  # paper at the window
    copies: int = 1
    criteria: tuple[str, ...] = ()  # 受理标准: what the clerk checks
    help: str = ""
    sample: str = ""  # what a good one looks like, in words
    may_follow: Span | None = None  # 容缺 (335 §19)


@dataclass(frozen=True, slots=True)
class SpecialProcedure:
    """A hearing, survey and the like (335 §25, licensing law art. 45). The rulebook says which clocks it stops."""

    kind: str  # site_survey, hearing, tender, auction, inspection, testing, quarantine, appraisal, expert_review …
    maximum: Span


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the process after acceptance, in the order in which it is written."""

    id: str
    name: str
    by: str  # role: window_clerk, reviewer, chief_representative
    points: tuple[str, ...] = ()  # review points (审查要点)
    within: Span | None = None
    when: Expression = ALWAYS
    special_procedure: SpecialProcedure | None = None
    decides: bool = False  # the last step: the decision


@dataclass(frozen=True, slots=True)
class Time:
    """Both limits. `promise` is None exactly when the item is decided on the spot (即办件)."""

    statutory: Span | None
    promise: Span | None
    statutory_note: str = ""  # why there is none, or which article sets it


@dataclass(frozen=True, slots=True)
class Fee:
    name: str
    standard: str
    basis: Basis
    reduction: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a grant yields (办理结果)."""

    name: str
    kind: str  # licence 证照, approval 批文, other
    licence: str | None = None
    valid: Span | None = None
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Authority:
    """Who decides (实施主体)."""

    name: str
    uscc: str | None = None  # 18; None where none is published
    nature: str = "statutory"  # statutory, authorised, entrusted
    source: str = "own_level"  # 权力来源


@dataclass(frozen=True, slots=True)
class Counter:
    name: str
    address: str
    hours: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """Where and how; open to the claimant (7 §9: 窗口地址、联系电话等非统一要素)."""

    address: str
    hours: str
    phone: str
    complaints: str
    traffic: str = ""
    counters: tuple[Counter, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A notice's wording for this claimant: Markdown with the sandboxed expressions of `tongban.wording`."""

    kind: str
    text: str


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
    conditions: tuple[str, ...]  # 受理条件
    situation: tuple[Question, ...]
    sections: tuple[Section, ...]
    checks: tuple[Check, ...]
    materials: tuple[Material, ...]
    process: tuple[Step, ...]
    time: Time
    fees: tuple[Fee, ...]
    result: Outcome | None
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
    implementation_code: str | None = None  # 31: authority.uscc + level + base_code
    hash: str = ""

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

    @property
    def wordings(self) -> Mapping[str, str]:
        return {each.kind: each.text for each in self.wording}
